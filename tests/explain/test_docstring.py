import pytest

from tfgen.explain.docstring import Page, PageError, files, page

DOC = """A title.

What it finds
    One line,
    and another.

Why it matters
    It does.

Example
    a {
      b = 1

      c = 2
    }

Instead
    a {
    }
"""


def test_a_page_is_taken_apart() -> None:
    assert page(DOC) == Page(
        "A title.",
        "One line,\nand another.",
        "It does.",
        "a {\n  b = 1\n\n  c = 2\n}\n",
        "a {\n}\n",
    )


@pytest.mark.parametrize(
    ("doc", "message"),
    [
        ("", "headings are"),
        ("A title.", "headings are"),
        (DOC.replace("Why it matters", "Why"), "headings are"),
        (DOC.replace("Instead\n    a {\n    }\n", ""), "headings are"),
        (DOC.replace("    It does.\n", ""), "a heading without text"),
        (DOC.replace("A title.", ""), "a heading without text"),
    ],
)
def test_what_is_no_page(doc: str, message: str) -> None:
    with pytest.raises(PageError, match=message):
        page(doc)


def test_an_example_may_hold_several_files() -> None:
    assert files('module "m" {\n  source = "./m"\n}\n\n# ./m/a.tf\nlocals {\n}\n') == {
        "main.tf": 'module "m" {\n  source = "./m"\n}\n',
        "m/a.tf": "locals {\n}\n",
    }

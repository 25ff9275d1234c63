import pytest

from tfgen.source import LineIndex, Range
from tfgen.terraform.hcl.edits import comments, first_word, indent_at, indented, removed


def place(text: str, part: str) -> Range:
    start = text.index(part)
    return LineIndex.of(text).range(start, start + len(part))


def without(text: str, part: str) -> str | None:
    edit = removed(text, place(text, part))
    if edit is None:
        return None
    index = LineIndex.of(text)
    assert edit.range == index.range(edit.range.start.offset, edit.range.end.offset)
    return text[: edit.range.start.offset] + edit.text + text[edit.range.end.offset :]


@pytest.mark.parametrize(
    ("text", "part", "left"),
    [
        ("a {\n  b = 1\n  c = 2\n}\n", "b = 1", "a {\n  c = 2\n}\n"),
        ("a {\n  b = 1 # why\n}\n", "b = 1", "a {\n  # why\n}\n"),
        ("a { b = 1 }\n", "b = 1", "a { }\n"),
        ("a {\r\n  b = 1\r\n}\r\n", "b = 1", "a {\r\n}\r\n"),
        ("b = 1", "b = 1", ""),
        ("a {\n  b = [\n    1,\n  ]\n}\n", "b = [\n    1,\n  ]", "a {\n}\n"),
        ("/* x */ b = 1\n", "b = 1", "/* x */\n"),
        ("a = 1\n\nb = 1 \n", "b = 1", "a = 1\n\n"),
    ],
    ids=["a line", "comment beside", "one line", "crlf", "no line end", "several lines", "comment before", "blanks"],
)
def test_removed(text: str, part: str, left: str) -> None:
    assert without(text, part) == left


@pytest.mark.parametrize("value", ["[ # why\n  1]", "[1 /* why */]", "[\n  // why\n]"])
def test_comments_are_not_removed(value: str) -> None:
    assert without(f"b = {value}\n", f"b = {value}") is None


def test_what_looks_like_a_comment() -> None:
    assert without('b = "# no /* comment"\n', 'b = "# no /* comment"') == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [("a", ()), ('"#"', ()), ("[ # x\n]", ("# x\n",)), ("/* a */ # b", ("/* a */", "# b")), ('"# ', None)],
)
def test_comments(text: str, found: tuple[str, ...] | None) -> None:
    assert comments(text) == found


def test_indented() -> None:
    text = "a {\n  b = <<-EOT\n    c\n  EOT\n\n  /* one\n  two */\n  d = 1 # e\n}"
    assert (
        indented(text, "    ")
        == "a {\n      b = <<-EOT\n    c\n  EOT\n\n      /* one\n  two */\n      d = 1 # e\n    }"
    )


def test_places() -> None:
    text = "a {\n\t  bcd e\n}\n"
    assert indent_at(text, place(text, "bcd")) == "\t  "
    assert indent_at(text, place(text, "e\n")) == "\t  "
    assert first_word(place(text, "bcd e"), 3) == place(text, "bcd")

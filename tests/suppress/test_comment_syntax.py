"""Ignores are found in comments and nowhere else, each with the line that it is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgen.codes.select import IGNORE_MARK
from tfgen.suppress.comment_syntax import ignores


def read(text: str) -> list[tuple[str, str, int | None]]:
    """Codes, reason and line of each ignore."""
    return [(",".join(w.text for w in i.words), i.reason, i.line) for i in ignores(text)]


@pytest.mark.parametrize(
    "comment",
    [
        "# tfgen:ignore TFG304 it works",
        "#tfgen:ignore TFG304 it works",
        "## tfgen:ignore TFG304: it works",
        "// tfgen:ignore TFG304 - it works",
        "/* tfgen:ignore TFG304 it works */",
        "/** tfgen:ignore TFG304 it works **/",
        "#\ttfgen:ignore: TFG304\tit works  ",
    ],
)
def test_every_kind_of_comment(comment: str) -> None:
    assert read(f"a = 1 {comment}\n") == [("TFG304", "it works", 1)]
    assert read(f"{comment}\na = 1\n") == [("TFG304", "it works", 2)]
    assert read(f"a = 1 {comment}".replace("/", "/").replace("\n", "")) == [("TFG304", "it works", 1)]


def test_several_codes() -> None:
    assert read("a = 1 # tfgen:ignore TFG304,TFG301 reason") == [("TFG304,TFG301", "reason", 1)]
    assert read("a = 1 # tfgen:ignore TFG304, unknown-argument reason") == [("TFG304,unknown-argument", "reason", 1)]
    assert read("a = 1 # tfgen:ignore TFG304 TFG301 reason") == [("TFG304,TFG301", "reason", 1)]


@pytest.mark.parametrize(
    "comment", ["# tfgen:ignore TFG304", "# tfgen:ignore TFG304 : --", "/* tfgen:ignore TFG304 */"]
)
def test_no_reason(comment: str) -> None:
    assert read(f"{comment}\na = 1\n") == [("TFG304", "", 2)]


@pytest.mark.parametrize("comment", ["# tfgen:ignore", "/* tfgen:ignore */", "# tfgen:ignore , TFG304 x"])
def test_no_code(comment: str) -> None:
    assert read(f"{comment}\na = 1\n")[0][0] == ""


def test_two_on_one_line() -> None:
    text = "a = 1 /* tfgen:ignore TFG301 one */ // tfgen:ignore TFG302 two # tfgen:ignore TFG303 three\n"
    assert read(text) == [("TFG301", "one", 1), ("TFG302", "two", 1), ("TFG303", "three", 1)]


def test_those_above_may_stand_one_below_the_other() -> None:
    text = "# tfgen:ignore TFG301 one\n# what this is\n// tfgen:ignore TFG302 two\na = 1\n"
    assert [line for _, _, line in read(text)] == [4, 4]


def test_a_comment_of_several_lines() -> None:
    assert read("/* tfgen:ignore TFG301 a long\n   reason */\na = 1\n") == [("TFG301", "a long\n   reason", 3)]
    assert read("/*\n * tfgen:ignore TFG301 x\n */ a = 1\n") == [("TFG301", "x", 3)]
    assert read("a = 1 /* tfgen:ignore TFG301 x\n*/\nb = 1\n") == [("TFG301", "x", 1)]


@pytest.mark.parametrize(
    "text", ["# tfgen:ignore TFG301 x\n\na = 1\n", "# tfgen:ignore TFG301 x", "a = 1\n# tfgen:ignore TFG301 x\n"]
)
def test_about_nothing(text: str) -> None:
    assert read(text) == [("TFG301", "x", None)]


@pytest.mark.parametrize(
    "text",
    [
        'a = "# tfgen:ignore TFG301 x"\n',
        "a = <<EOT\n# tfgen:ignore TFG301 x\nEOT\n",
        'a = <<-EOT\n  ${x}\n  # tfgen:ignore TFG301 ${"y"}\n  EOT\n',
        "a = 1 # see tfgen:ignore TFG301 x\n",
        "a = 1 # tfgen:ignored TFG301 x\n",
        "a = 1 # tfgen:ignore-file TFG301 x\n",
        'a = "unclosed # tfgen:ignore TFG301 x\n',
        "",
    ],
)
def test_what_is_none(text: str) -> None:
    assert ignores(text) == ()


def test_inside_an_interpolation_it_is_one() -> None:
    assert read('a = "${[ # tfgen:ignore TFG301 x\n1]}"\n') == [("TFG301", "x", 1)]


def test_windows_line_ends() -> None:
    text = "# tfgen:ignore TFG301 above\r\na = 1 # tfgen:ignore TFG302 beside\r\n"
    assert read(text) == [("TFG301", "above", 2), ("TFG302", "beside", 2)]
    assert [text[i.range.start.offset : i.range.end.offset] for i in ignores(text)] == [
        "# tfgen:ignore TFG301 above",
        "# tfgen:ignore TFG302 beside",
    ]


def test_places() -> None:
    (found,) = ignores("locals {\n  ä = 1 # tfgen:ignore TFG304, TFG301 x\n}\n")
    assert [(w.text, w.range.start.line, w.range.start.column) for w in found.words] == [
        ("TFG304", 2, 24),
        ("TFG301", 2, 32),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                IGNORE_MARK,
                " ",
                "\n",
                "\r\n",
                "#",
                "//",
                "/*",
                "*/",
                "a = 1",
                '"',
                "TFG301",
                ",",
                "x",
                "${",
                "}",
                "<<E\n",
            ]
        )
    )
)
def test_any_text_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    for found in ignores(text):
        assert IGNORE_MARK in text[found.range.start.offset : found.range.end.offset]
        assert all(text[w.range.start.offset : w.range.end.offset] == w.text for w in found.words)

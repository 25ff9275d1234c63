import pytest

from tfgen.diagnostics import Edit
from tfgen.fixes.layout import edited
from tfgen.source import LineIndex
from tfgen.terraform.hcl.format import format_source


def replaced(text: str, old: str, new: str) -> str:
    start = text.index(old)
    return edited(text, [Edit(LineIndex.of(text).range(start, start + len(old)), new)])


def test_what_was_canonical_stays_canonical() -> None:
    text = 'resource "a" "b" {\n  long_name = 1 # one\n  b         = 2 # two\n}\n'
    after = replaced(text, "long_name", "c")
    assert after == 'resource "a" "b" {\n  c = 1 # one\n  b = 2 # two\n}\n'
    assert format_source(after) == after


def test_what_was_not_is_left_alone_elsewhere() -> None:
    text = 'resource "a" "b" {\n    c=1\n  wrong = 2\n}\n\nlocals {\n\tx    =1\n}\n'
    assert replaced(text, "wrong", "right") == text.replace("wrong", "right")


def test_canonical_lines_of_a_file_that_is_not() -> None:
    text = "locals {\n  x=1\n}\n\nlocals {\n  wrong = 2\n  b     = 3\n}\n"
    assert replaced(text, "wrong", "ok") == "locals {\n  x=1\n}\n\nlocals {\n  ok = 2\n  b  = 3\n}\n"


def test_old_spellings_elsewhere_are_not_renewed() -> None:
    text = 'locals {\n  wrong = 1\n  x     = "${y}"\n}\n'
    assert replaced(text, "wrong", "right") == text.replace("wrong", "right")


def test_new_lines_are_laid_out() -> None:
    text = "a {\n  b = [{ c = 1 }]\n}\n"
    assert replaced(text, "b = [{ c = 1 }]", "b {\nc = 1\n}") == "a {\n  b {\n    c = 1\n  }\n}\n"


def test_removed_lines() -> None:
    text = "a {\n  b  =  1\n  c = 2\n\n  d=3\n}\n"
    assert replaced(text, "  c = 2\n", "") == "a {\n  b  =  1\n\n  d=3\n}\n"


def test_line_ends_are_the_files_own() -> None:
    text = "a {\r\n  b = [{ c = 1 }]\r\n}\r\n"
    assert replaced(text, "b = [{ c = 1 }]", "b {\nc = 1\n}") == "a {\r\n  b {\r\n    c = 1\r\n  }\r\n}\r\n"


@pytest.mark.parametrize("text", ["", "x", "x = 1", "x = 1\n", "\n\n", 'x = "', "a {\n b {\n}"])
def test_no_edit_changes_nothing(text: str) -> None:
    assert edited(text, []) == text

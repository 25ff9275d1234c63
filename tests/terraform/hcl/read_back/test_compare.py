"""Where two outlines differ."""

from __future__ import annotations

import pytest

from tfgen.source import SourceFile
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.read_back.compare import count, differences
from tfgen.terraform.hcl.read_back.outline import Outline
from tfgen.terraform.hcl.read_back.tree_reader import outline_of_tree

TEXT = 'a = 1\nb "x" {\n  c = "d"\n  e = [1, 2]\n}\nb "y" {}\n'


def outline(text: str) -> Outline:
    body, _ = parse(SourceFile("main.tf", text))
    assert body
    return outline_of_tree(body)


def compared(other: str) -> list[tuple[str, str, str]]:
    found = differences(outline(TEXT), outline(other))
    return [(d.ours, d.theirs, (TEXT + " " * 99)[d.start : d.end].split("\n")[0].strip()) for d in found]


def test_the_same() -> None:
    assert compared(TEXT) == []
    assert compared(TEXT.replace("\n", " # other comments\n").replace("1, 2", "1,\n2")) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("a = 1", 'a = "1"', [("a = 1", 'a = "1"', "a = 1")]),
        ('"x"', '"z"', [('b "x"', 'b "z"', 'b "x" {')]),
        ("[1, 2]", "[1]", [("e = [1, 2]", "e = [1]", "e = [1, 2]")]),
        ('  c = "d"\n', "", [('c = "d"', "e = [1, 2]", 'c = "d"')]),
        ("  e = [1, 2]\n", "", [("e = [1, 2]", "nothing more", "e = [1, 2]")]),
        ('b "y" {}\n', "", [('b "y"', "nothing more", 'b "y" {}')]),
        ('b "y" {}\n', 'b "y" {}\nz {}\n', [("nothing more", "z", "")]),
    ],
)
def test_a_difference(old: str, new: str, found: list[tuple[str, str, str]]) -> None:
    assert old in TEXT
    assert compared(TEXT.replace(old, new)) == found


def test_each_argument_that_differs_is_one() -> None:
    assert len(compared(TEXT.replace("a = 1", "a = 2").replace('"d"', '"D"'))) == 2


def test_arguments_and_blocks_are_counted() -> None:
    assert count(outline(TEXT)) == 5

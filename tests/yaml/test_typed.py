from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given

from tests.annotations import annotated
from tests.messages import FILE, told
from tests.yaml.trees import node_of, trees
from tfgen.diagnostics import Diagnostics
from tfgen.yaml.nodes import ListNode, MapNode, Node
from tfgen.yaml.typed import REQUIRED, decode

MAP_HELP = 'Write {key: value}, or "key: value" on indented lines.'


@dataclass(frozen=True, slots=True)
class Cup:
    size: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Kitchen:
    node: MapNode
    name: str
    cups: tuple[Cup, ...] = ()
    open: bool = False
    shelf: Mapping[str, Cup] = field(default_factory=dict)
    empty: Mapping[str, Cup | None] = field(default_factory=dict)
    anything: Node | None = None
    words: ListNode | None = None
    origin: tuple[str, ...] = field(default=(), metadata={"key": "from"})
    secret: Node | None = field(default=None, metadata={"hidden": True})


@dataclass(frozen=True, slots=True)
class Form:
    name: str = field(default="nobody", metadata=REQUIRED)
    size: int = field(default=0, metadata=REQUIRED)


def kitchen(text: str) -> tuple[Kitchen | None, Diagnostics]:
    return decode(node_of(text), Kitchen, FILE)


def test_everything_that_fits() -> None:
    read, found = kitchen("""\
name: blue
cups: [{size: 2}, {size: 3, note: 7}]
open: true
shelf: {left: {size: 1}}
empty: {here: , there: {size: 4, note: }}
anything: [1, {a: b}]
words: [x]
from: [a, b]
""")
    assert found == ()
    assert read
    assert (read.name, read.open, read.origin) == ("blue", True, ("a", "b"))
    assert read.cups == (Cup(2), Cup(3, "7"))
    assert read.shelf == {"left": Cup(1)}
    assert read.empty == {"here": None, "there": Cup(4)}
    assert isinstance(read.anything, ListNode)
    assert isinstance(read.words, ListNode)
    assert read.node.names()[0] == "name"


def test_what_is_not_given_has_its_default() -> None:
    read, found = kitchen("name: blue")
    assert found == ()
    assert read
    assert read == Kitchen(read.node, "blue")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "{name: x, «opn»: true} ⟵ TFG003",
            ['opn: Unknown key "opn" | There is no such key at the top. | Did you mean "open"?'],
        ),
        (
            "{name: x, cups: [{size: 1, «colour»: red}]} ⟵ TFG003",
            ['cups.0.colour: Unknown key "colour" | There is no such key in "cups.0". | Known keys: note, size.'],
        ),
        (
            "{name: x, «secrt»: 1} ⟵ TFG003",
            [
                'secrt: Unknown key "secrt" | There is no such key at the top. | '
                "Known keys: anything, cups, empty, from, name, open, shelf, words."
            ],
        ),
        ("«{open: true}» ⟵ TFG006", ['name: Missing key "name" | The file needs it. | Add "name:".']),
        ("«open»: true ⟵ TFG006\ncups: []", ['name: Missing key "name" | The file needs it. | Add "name:".']),
        ("{«nam»: x} ⟵ TFG003", ['nam: Unknown key "nam" | There is no such key at the top. | Did you mean "name"?']),
        (
            "{name: x, shelf: {left: «{note: a}»}} ⟵ TFG006",
            ['shelf.left.size: Missing key "size" | "shelf.left" needs it. | Add "size:".'],
        ),
        (
            "«- name» ⟵ TFG004",
            ["-: Expected a map | The file is a list. | " + MAP_HELP],
        ),
        (
            "«name» ⟵ TFG004",
            ['-: Expected a map | The file is the string "name". | ' + MAP_HELP],
        ),
        (
            "{name: «[x]»} ⟵ TFG004",
            ['name: Expected a string | "name" is a list. | Write a text, in quotes if need be.'],
        ),
        (
            "{name: «true»} ⟵ TFG004",
            ['name: Expected a string | "name" is true. | Write a text, in quotes if need be.'],
        ),
        ("{«name»: } ⟵ TFG004", ['name: Expected a string | "name" is null. | Give it a value, or remove it.']),
        ("{name: x, open: «yes»} ⟵ TFG004", ['open: Expected true or false | "open" is the string "yes".']),
        (
            '{name: x, cups: [{size: «"1"»}, {size: «1.5»}, {size: «true»}, «3»]} ⟵ TFG004 TFG004 TFG004 TFG004',
            [
                'cups.0.size: Expected a whole number | "cups.0.size" is the string "1".',
                'cups.1.size: Expected a whole number | "cups.1.size" is the number 1.5.',
                'cups.2.size: Expected a whole number | "cups.2.size" is true.',
                'cups.3: Expected a map | "cups.3" is the number 3. | ' + MAP_HELP,
            ],
        ),
        (
            "{name: x, cups: «{size: 1}»} ⟵ TFG004",
            ['cups: Expected a list | "cups" is a map. | Write [a, b], or "- a" on lines of their own.'],
        ),
        (
            "{name: x, shelf: «[a]»} ⟵ TFG004",
            ['shelf: Expected a map | "shelf" is a list. | ' + MAP_HELP],
        ),
        (
            "{name: x, words: «{a: b}»} ⟵ TFG004",
            ['words: Expected a list | "words" is a map. | Write [a, b], or "- a" on lines of their own.'],
        ),
        ("{name: x, «cups»: } ⟵ TFG004", ['cups: Expected a list | "cups" is null. | Give it a value, or remove it.']),
    ],
)
def test_mistakes(text: str, said: list[str]) -> None:
    _, found = kitchen(text)
    assert told(found) == said
    assert annotated(text, found) == text


def test_all_mistakes_at_once_and_the_rest_is_read() -> None:
    text = """\
{name: x, «opn»: 1, ⟵ TFG003
 open: «3», ⟵ TFG004
 cups: [{size: 1}, «no»], ⟵ TFG004
 shelf: {a: {size: 2}, b: {«siz»: 2}}} ⟵ TFG003
"""
    read, found = kitchen(text)
    assert annotated(text, found) == text
    assert read
    assert (read.open, read.cups, read.shelf) == (False, (Cup(1),), {"a": Cup(2)})


@pytest.mark.parametrize(
    ("text", "codes", "form"),
    [
        ("{name: x, size: 2}", [], Form("x", 2)),
        ("{size: 2}", ["TFG006"], Form("nobody", 2)),
        ("{name: [x]}", ["TFG004", "TFG006"], Form("nobody", 0)),
        ("{nmae: x, size: 2}", ["TFG003"], Form("nobody", 2)),
        ("[]", ["TFG004"], None),
    ],
)
def test_a_stand_in_takes_the_place_of_a_required_key(text: str, codes: list[str], form: Form | None) -> None:
    read, found = decode(node_of(text), Form, FILE)
    assert ([f.code for f in found], read) == (codes, form)


@given(trees)
def test_no_tree_makes_the_reader_raise(tree: str) -> None:
    for text in (f"[{tree}]", f"{{name: {tree}, cups: {tree}, shelf: {tree}, empty: {tree}, anything: {tree}}}"):
        read, found = kitchen(text)
        assert read is not None or found

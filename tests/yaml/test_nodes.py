import pytest
from hypothesis import given

from tests.yaml.trees import map_of, trees
from tfgen.yaml.nodes import ListNode, MapNode, Node, ScalarNode, beginning, describe, dotted, overlay, scalars


def plain(node: Node) -> object:
    match node:
        case MapNode():
            return {e.name: plain(e.value) for e in node.entries}
        case ListNode():
            return [plain(item) for item in node.items]
    return node.value


@pytest.mark.parametrize(
    ("below", "above", "together"),
    [
        ("a: 1", "b: 2", {"a": 1, "b": 2}),
        ("a: 1", "a: 2", {"a": 2}),
        ("a: {x: 1, y: 1}", "a: {y: 2, z: 2}", {"a": {"x": 1, "y": 2, "z": 2}}),
        ("a: [1, 2]", "a: [3]", {"a": [3]}),
        ("a: {x: 1}", "a: [3]", {"a": [3]}),
        ("a: [1]", "a: {x: 1}", {"a": {"x": 1}}),
        ("{a: 1, b: 1}", "a: null", {"b": 1}),
        ("a: {x: 1, y: 1}", "a: {x: ~}", {"a": {"y": 1}}),
        ("a: 1", "b: null", {"a": 1}),
        ("a: 1", "b: {x: null}", {"a": 1, "b": {"x": None}}),
    ],
)
def test_an_overlay_merges_maps_replaces_the_rest_and_null_removes(below: str, above: str, together: object) -> None:
    assert plain(overlay(map_of(below), map_of(above))) == together


def test_an_overlay_keeps_the_order_and_every_value_keeps_its_place() -> None:
    below, above = map_of("a: 1\nb: {x: 1}\nc: 1"), map_of("c: 2\nb:\n\n  y: 2")
    together = overlay(below, above)
    assert together.names() == ("a", "b", "c")
    assert [(s.value, s.range.start.line) for s in scalars(together)] == [(1, 1), (1, 2), (2, 4), (2, 1)]
    entry = together.entry("b")
    assert entry
    assert entry.range.start.line == 2


@given(trees, trees)
def test_an_overlay_of_anything_over_anything_holds_what_the_upper_one_says(below: str, above: str) -> None:
    lower, upper = map_of(f"top: {below}"), map_of(f"top: {above}")
    if not isinstance(upper.get("top"), MapNode):
        removed = plain(upper) == {"top": None}
        assert plain(overlay(lower, upper)) == ({} if removed else plain(upper))


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("a: 1", "the number 1"),
        ("a: 0x1F", "the number 0x1F"),
        ("a: yes", 'the string "yes"'),
        ("a: True", "True"),
        ("a: ", "null"),
        ("a: []", "a list"),
        ("a: {}", "a map"),
        ("a: |\n  one\n  two", 'the string "one\\ntwo"'),
        (f"a: {'x' * 99}", f'the string "{"x" * 57}..."'),
        (f"a: {'9' * 99}", f"the number {'9' * 57}..."),
    ],
)
def test_a_value_is_described_in_the_words_of_a_message(text: str, described: str) -> None:
    node = map_of(text).get("a")
    assert node
    assert describe(node) == described


def test_keys_are_the_way_from_the_top() -> None:
    keys = [dotted(s.key) for s in scalars(map_of("a: {b: [x, {c: y}]}\nd: z"))]
    assert keys == ["a.b.0", "a.b.1.c", "d"]


def test_a_map_is_pointed_at_by_its_line_or_its_first_key() -> None:
    short, long = map_of("a: {x: 1, y: 2}").get("a"), map_of("a:\n  xx: 1\n  y: 2").get("a")
    assert isinstance(short, MapNode)
    assert isinstance(long, MapNode)
    assert (beginning(short).start.column, beginning(short).end.column) == (4, 16)
    assert (beginning(long).start.line, beginning(long).start.column, beginning(long).end.column) == (2, 3, 5)


def test_asking_a_map() -> None:
    node = map_of("a: 1\nb: 2")
    assert node.get("a") == node.entries[0].value
    assert node.entry("b") == node.entries[1]
    assert node.get("c") is None
    assert node.entry("c") is None
    assert node.without("a").names() == ("b",)
    assert isinstance(node.get("a"), ScalarNode)

"""Graphs of letters: ``edges("ab", "bc")`` leads from a to b and from b to c."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgen.graph import Edge, components, connected, cycle

PAIRS = st.lists(st.text("abcdefg", min_size=2, max_size=2), max_size=14)


def edges(*pairs: str) -> dict[str, list[Edge[str, str]]]:
    found: dict[str, list[Edge[str, str]]] = {node: [] for pair in pairs for node in pair}
    for start, end in pairs:
        found[start].append(Edge(end, f"{start} needs {end}"))
    return found


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        (["ab"], ["b", "a"]),
        (["ab", "bc", "ca"], ["abc"]),
        (["ab", "ba", "bc", "cd", "dc"], ["cd", "ab"]),
        (["aa"], ["a"]),
    ],
)
def test_components_come_after_what_they_lead_to(pairs: list[str], found: list[str]) -> None:
    assert ["".join(sorted(component)) for component in components(edges(*pairs))] == found


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        (["ab", "ba"], "ab"),
        (["ab", "bc", "ca", "ba"], "ab"),
        (["ab", "bc", "cd", "da"], "abcd"),
        (["ab", "bc"], ""),
        (["aa"], ""),
    ],
)
def test_the_shortest_cycle_through_a_node(pairs: list[str], found: str) -> None:
    way = cycle(edges(*pairs), "a", "abcd")
    assert "".join(node for node, _ in way) == found
    assert all(edge.payload.startswith(f"{node} needs ") for node, edge in way)


@pytest.mark.parametrize(
    ("ahead", "groups"),
    [
        ({"a": "b", "b": "", "c": ""}, ["ab", "c"]),
        ({"a": "", "b": "", "c": "ab"}, ["abc"]),
        ({"a": "x", "b": "x"}, ["a", "b"]),
    ],
)
def test_groups_are_connected_in_either_direction(ahead: dict[str, str], groups: list[str]) -> None:
    assert ["".join(group) for group in connected(ahead)] == groups


@given(PAIRS)
def test_every_node_is_in_one_component_and_in_one_group(pairs: list[str]) -> None:
    made = edges(*pairs)
    groups = connected({node: [edge.to for edge in some] for node, some in made.items()})
    found = list(components(made))
    assert sorted(node for component in found for node in component) == sorted(made)
    assert sorted(node for group in groups for node in group) == sorted(made)
    assert all(any(set(component) <= set(group) for group in groups) for component in found)

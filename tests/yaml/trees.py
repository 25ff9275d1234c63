"""YAML trees of any shape, as text on one line."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from tests.annotations import source
from tfgen.yaml.nodes import MapNode, Node
from tfgen.yaml.read import read_yaml


def node_of(text: str) -> Node:
    """The tree of a text in which there is nothing to find."""
    node, found = read_yaml(source(text))
    assert found == ()
    assert node is not None
    return node


def map_of(text: str) -> MapNode:
    """The same for a text that is a map."""
    node = node_of(text)
    assert isinstance(node, MapNode)
    return node


PLAIN = ["null", "~", "true", "FALSE", "3", "-0.5", "1e3", "0x1F", "9" * 500, "1e400", ".inf", "yes", "2024-01-01", "x"]
"""Scalars without quotes that readers of YAML take for this or that."""

strings = st.one_of(
    st.sampled_from(
        ["", "${a.b}", "${", "$${", "%{", "${stack}", "e\u0301", "a}b", "\u0000", "EOF", "${network.vpc_id}"]
    ),
    st.text(max_size=8),
)


def quoted(text: str) -> str:
    """A string between double quotes; JSON's escapes are YAML's."""
    return json.dumps(text.encode("utf-16", "replace").decode("utf-16"))


def flow_list(items: list[str]) -> str:
    return f"[{', '.join(items)}]"


def flow_map(entries: dict[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in entries.items())}}}"


keys = st.one_of(st.sampled_from(["a", "b", "null", "true", "1", "-", "module"]), strings.map(quoted))
scalars = st.one_of(st.sampled_from(PLAIN), strings.map(quoted))
trees = st.recursive(
    scalars,
    lambda t: st.one_of(
        st.lists(t, max_size=3).map(flow_list),
        st.dictionaries(keys, t, max_size=3).filter(lambda d: len({k.strip('"') for k in d}) == len(d)).map(flow_map),
    ),
    max_leaves=8,
)

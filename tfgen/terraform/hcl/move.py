"""The same nodes at other ranges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from msgspec import Struct

from tfgen.source import Range

Node = TypeVar("Node")


def moved(node: Node, place: Callable[[Range], Range]) -> Node:
    """``node``, a tree or a finding,
    with the range that ``place`` gives instead of each of its own.
    """
    if isinstance(node, Range):
        return cast(Node, place(node))
    if not isinstance(node, Struct):
        return node
    made: dict[str, object] = {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, tuple):
            parts = []
            for part in value:  # no comprehension: that would be one more level of the stack
                parts.append(moved(part, place))
            made[name] = tuple(parts)
        else:
            made[name] = moved(value, place)
    return type(node)(**made)

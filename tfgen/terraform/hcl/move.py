"""The same nodes at other places: for text that was parsed apart from the file it stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from tfgen.source import Pos, Range

Node = TypeVar("Node")


def moved(node: Node, place: Callable[[int], Pos]) -> Node:
    """``node``, a tree or a finding, with every offset at the position that ``place`` gives."""
    if isinstance(node, Range):
        return type(node)(place(node.start.offset), place(node.end.offset))
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

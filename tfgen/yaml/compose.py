"""Events of a YAML text composed to raw nodes, with their places and without any meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct, field

from tfgen.yaml.events import BrokenYamlError, NotReadError, quick_events, sure_events

MAX_LEVELS = 200
"""Deeper nesting is not read at all: the time that it takes grows with its square."""


class RawNode(Struct):
    """A node as it is written.

    ``start`` and ``end`` are offsets, ``column`` counts from 0. ``children`` has the items of a
    list, or the keys and the values of a map by turns. ``tag`` is None where none is written;
    ``untyped`` is True for a scalar whose text says what it is, as for one without quotes.
    """

    kind: Literal["scalar", "list", "map"]
    start: int
    end: int
    column: int
    tag: str | None = None
    text: str = ""
    plain: bool = True
    untyped: bool = False
    children: list[RawNode] = field(default_factory=list)


class TooDeepError(Exception):
    """More than ``MAX_LEVELS`` levels; ``at`` is an offset."""

    def __init__(self, at: int) -> None:
        super().__init__("too deep")
        self.at = at


def compose(text: str) -> RawNode | None:
    """The only document of a text, None for a text without any.

    Raises ``BrokenYamlError`` and ``TooDeepError``.
    """
    try:
        return _Composer(quick_events(text)).document()
    except (NotReadError, BrokenYamlError):
        return _Composer(sure_events(text)).document()


class _Composer(Struct):
    events: Iterator[Any]
    anchors: dict[str, RawNode] = field(default_factory=dict)

    def document(self) -> RawNode | None:
        next(self.events)  # the stream's start
        start = next(self.events)
        if _is(start, "StreamEnd"):
            return None
        node = self._node(next(self.events), 0)
        next(self.events)  # the document's end
        following = next(self.events)
        if not _is(following, "StreamEnd"):
            raise _broken("but found another document", following)
        return node

    def _node(self, event: Any, level: int) -> RawNode:
        name = type(event).__name__
        if name == "AliasEvent":
            return self._named(event)
        start, end = event.start_mark, event.end_mark
        if level > MAX_LEVELS:
            raise TooDeepError(start.index)
        tag = None if event.tag == "!" else event.tag  # "!" leaves the type to the reader
        node = RawNode("scalar", start.index, end.index, start.column, tag)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        if name == "ScalarEvent":
            node.text, node.plain = event.value, not event.style
            node.untyped = event.implicit[0] or event.tag == "!"
            return node
        node.kind = "list" if name == "SequenceStartEvent" else "map"
        self._fill(node, level)
        return node

    def _fill(self, node: RawNode, level: int) -> None:
        """Read the children of a list or a map, up to its end."""
        end_name = "SequenceEnd" if node.kind == "list" else "MappingEnd"
        event = next(self.events)
        while not _is(event, end_name):
            node.children.append(self._node(event, level + 1))
            event = next(self.events)
        node.end = event.end_mark.index

    def _named(self, event: Any) -> RawNode:
        node = self.anchors.get(event.anchor)
        if node is None:
            raise _broken("found undefined alias", event)
        return node


def _is(event: Any, name: str) -> bool:
    return type(event).__name__ == f"{name}Event"


def _broken(problem: str, event: Any) -> BrokenYamlError:
    at = event.start_mark.index
    return BrokenYamlError(problem, at, (at,))

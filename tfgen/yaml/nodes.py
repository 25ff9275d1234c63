"""Contents of a YAML file with positions: maps, lists and scalars.
Frozen, free of the YAML library.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.source import Range

Key = tuple[str, ...]
"""The way from the top of a document to a node: ``("services", "database", "instances")``."""

Scalar = str | int | float | bool | None


class ScalarNode(Struct, frozen=True):
    """One value. ``text`` is what was written, ``plain`` says that it was written without quotes."""

    value: Scalar
    text: str
    plain: bool
    key: Key
    range: Range

    kind = "scalar"


class ListNode(Struct, frozen=True):
    """A list; the items' keys end in their index."""

    items: tuple[Node, ...]
    key: Key
    range: Range

    kind = "list"


class MapEntry(Struct, frozen=True):
    """One ``key: value`` of a map; ``range`` is the key's."""

    name: str
    value: Node
    range: Range


class MapNode(Struct, frozen=True):
    """A map, in the order written, without duplicate keys."""

    entries: tuple[MapEntry, ...]
    key: Key
    range: Range

    kind = "map"

    def get(self, name: str) -> Node | None:
        """The value under ``name``, or None."""
        entry = self.entry(name)
        return None if entry is None else entry.value

    def entry(self, name: str) -> MapEntry | None:
        """The entry under ``name``, or None."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        return None

    def names(self) -> tuple[str, ...]:
        """The keys in the order written."""
        return tuple(entry.name for entry in self.entries)

    def without(self, *names: str) -> MapNode:
        """The same map without some keys."""
        entries = tuple(entry for entry in self.entries if entry.name not in names)
        return replace(self, entries=entries)


Node = ScalarNode | ListNode | MapNode


def dotted(key: Key) -> str:
    """``services.database.instances``, as findings show it."""
    return ".".join(key)


def describe(node: Node) -> str:
    """A node in the words of a message: ``a list``, ``the string "x"``, ``the number 3``."""
    if not isinstance(node, ScalarNode):
        return f"a {node.kind}"
    match node.value:
        case None:
            return "null"
        case bool():
            return node.text
        case int() | float():
            return f"the number {short(node.text)}"
        case _:
            return f'the string "{short(node.text)}"'


def beginning(node: MapNode) -> Range:
    """The range to show for a map as such:
    all of it when it stands on one line, else its first key.
    """
    on_one_line = node.range.start.line == node.range.end.line
    if on_one_line or not node.entries:
        return node.range
    return node.entries[0].range


def is_null(node: Node | None) -> bool:
    """True for a node that is there and holds null."""
    return isinstance(node, ScalarNode) and node.value is None


def short(text: str) -> str:
    """The text on one line, its beginning when it is long: for messages."""
    line = text.replace("\n", "\\n")
    if len(line) < 60:
        return line
    return f"{line[:57]}..."


def overlay(below: MapNode, above: MapNode) -> MapNode:
    """``above`` laid over ``below``: maps merge deeply, lists and scalars replace, null removes.

    Every value keeps the key and the range where it was written;
    a merged map keeps those of ``below``.
    """
    entries = {entry.name: entry for entry in below.entries}
    for entry in above.entries:
        old = entries.get(entry.name)
        if is_null(entry.value):
            entries.pop(entry.name, None)
        elif old and isinstance(old.value, MapNode) and isinstance(entry.value, MapNode):
            merged = overlay(old.value, entry.value)
            entries[entry.name] = MapEntry(entry.name, merged, old.range)
        else:
            entries[entry.name] = entry
    return MapNode(tuple(entries.values()), below.key, below.range)


def scalars(node: Node) -> Iterator[ScalarNode]:
    """All scalars at or below a node, keys of maps not included."""
    match node:
        case ScalarNode():
            yield node
        case ListNode():
            for item in node.items:
                yield from scalars(item)
        case MapNode():
            for entry in node.entries:
                yield from scalars(entry.value)

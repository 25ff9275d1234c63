"""``.tfgen.yaml`` as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from tfgen.yaml.nodes import ListNode, MapEntry, MapNode, Node, ScalarNode


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """The section ``check``; everything may be left out."""

    node: MapNode
    disable: tuple[str, ...] | None = None
    levels: Mapping[str, str] | None = None
    fail_level: str | None = None
    provider: Mapping[str, str] | None = None
    exclude: tuple[str, ...] | None = None
    baseline: str | None = None

    def items(self, key: str) -> Iterator[ScalarNode]:
        """The texts of a list, with their places."""
        node = self.node.get(key)
        if isinstance(node, ListNode):
            yield from filter(_is_text, node.items)

    def entries(self, key: str) -> Iterator[tuple[MapEntry, ScalarNode]]:
        """The entries of a map whose values are texts."""
        node = self.node.get(key)
        if not isinstance(node, MapNode):
            return
        for entry in node.entries:
            if _is_text(entry.value):
                yield entry, entry.value

    def text(self, key: str) -> ScalarNode | None:
        """The value of a key that is a text."""
        node = self.node.get(key)
        if node is None or not _is_text(node):
            return None
        return node


def _is_text(node: Node) -> TypeGuard[ScalarNode]:
    """True when a node is taken as a text: numbers are, as they were written."""
    return (
        isinstance(node, ScalarNode) and node.value is not None and not isinstance(node.value, bool)
    )


@dataclass(frozen=True, slots=True)
class FileSpec:
    """The whole file."""

    node: MapNode
    check: CheckSpec | None = None

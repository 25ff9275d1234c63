"""Gathers the findings of one stack file."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.source import Range
from tfgen.yaml.nodes import Node, dotted


class Collector(Struct):
    """``found`` grows with every mistake of ``file``."""

    file: str
    found: list[Diagnostic] = field(default_factory=list)

    def node(self, code: str, summary: str, detail: str, help_: str, node: Node) -> None:
        """A finding about a value."""
        self.place(code, summary, detail, help_, node.range, node.key)

    def place(self, code: str, summary: str, detail: str, help_: str, place: Range, key: Iterable[str]) -> None:
        """A finding about a place, with the way there."""
        where = dotted(tuple(key)) or None
        self.found.append(Diagnostic(code, summary, detail, help_, Severity.ERROR, self.file, place, stack_key=where))

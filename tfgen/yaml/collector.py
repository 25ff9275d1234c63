"""Diagnostics of one YAML file, each at a node with its key."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.source import Range
from tfgen.yaml.nodes import Key, MapEntry, Node, dotted


class Collector(Struct):
    """Gathers what is wrong with ``file``, in the order in which it is found."""

    file: str
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(self, problem: Diagnostic, node: Node) -> None:
        """Add a diagnostic about a value."""
        self.report_at(problem, node.range, node.key)

    def report_entry(self, problem: Diagnostic, entry: MapEntry) -> None:
        """Add a diagnostic about the name of an entry."""
        self.report_at(problem, entry.range, entry.value.key)

    def report_at(self, problem: Diagnostic, range_: Range, key: Key) -> None:
        """Add a diagnostic about a range; ``key`` is the way to it from the top of the file."""
        stack_key = dotted(key) or None
        self.diagnostics.append(replace(problem, file=self.file, range=range_, stack_key=stack_key))

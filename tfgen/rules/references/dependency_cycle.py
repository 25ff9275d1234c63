"""Things that need each other.

What it finds
    Locals, resources, data sources, providers, module inputs and outputs and variables' validations that need
    themselves by way of others, through ``depends_on`` and through modules too. The message shows the way round.

Why it matters
    Terraform refuses it: "Cycle: ...". It cannot know what to do first.

Example
    locals {
      name  = "${local.label}-vpc"
      label = lower(local.name)
    }

Instead
    locals {
      name  = "${local.label}-vpc"
      label = lower("Main")
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tfgen.diagnostics import Diagnostic
from tfgen.graph import cycle
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.dependencies import Because, Need, Node
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG420"

_SHOWN = {
    "in": "module.{}.var.{}",
    "out": "module.{}.{}",
    "expand": "module.{} (its count, for_each or depends_on)",
    "close": "module.{}",
    "validation": "var.{} (its validation)",
}
_STRUCTURE = frozenset({"out", "close"})
"""Nodes that no line of the directory is to blame for."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each knot of things that need each other."""
    edges = context.analysis.dependencies
    for component in context.analysis.components:
        if len(component) > 1:
            start = min(component, key=lambda node: (node[0] in _STRUCTURE, _first(edges[node])))
            path = cycle(edges, start, component)
            first = path[0][1].payload
            way = " -> ".join(f"{_name(node)} ({_line(edge.payload)})" for node, edge in path)
            yield diagnostic(
                CODE,
                first.parsed,
                first.range,
                f"Cycle: {' -> '.join(_name(node) for node, _ in (*path, path[0]))}",
                f"Each needs the next: {way}, and so on from the beginning.",
                "Break it: one of them must do without the next.",
            )


def _line(because: Because) -> str:
    return because.parsed.where(because.range)


def _first(edges: Sequence[Need]) -> tuple[str, int]:
    places = ((e.payload.parsed.file_of(e.payload.range).path, e.payload.range.start.offset) for e in edges)
    return min(places)


def _name(node: Node) -> str:
    return _SHOWN[node[0]].format(*node[1:]) if node[0] in _SHOWN else ".".join(node)

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

_NAMES = {
    "in": "module.{}.var.{}",
    "out": "module.{}.{}",
    "expand": "module.{} (its count, for_each or depends_on)",
    "close": "module.{}",
    "validation": "var.{} (its validation)",
}
"""Forms of the names of nodes that are no declarations."""

_STRUCTURE = frozenset({"out", "close"})
"""Nodes that no line of the directory is to blame for."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each group of things that need each other."""
    for component in context.analysis.components:
        if len(component) > 1:
            yield _finding(context, component)


def _finding(context: RuleContext, component: Sequence[Node]) -> Diagnostic:
    edges = context.analysis.dependencies
    start = min(component, key=lambda node: (node[0] in _STRUCTURE, _first_position(edges[node])))
    path = cycle(edges, start, component)
    names = [_name(node) for node, _ in path]
    steps = " -> ".join(f"{_name(node)} ({_line(edge.payload)})" for node, edge in path)
    first = path[0][1].payload
    return diagnostic(
        CODE,
        first.parsed,
        first.range,
        f"Cycle: {' -> '.join([*names, names[0]])}",
        f"Each needs the next: {steps}, and so on from the beginning.",
        "Break it: one of them must do without the next.",
    )


def _line(because: Because) -> str:
    return because.parsed.where(because.range)


def _first_position(edges: Sequence[Need]) -> tuple[str, int]:
    places = (
        (e.payload.parsed.file_of(e.payload.range).path, e.payload.range.start.offset)
        for e in edges
    )
    return min(places)


def _name(node: Node) -> str:
    if node[0] in _NAMES:
        return _NAMES[node[0]].format(*node[1:])
    return ".".join(node)

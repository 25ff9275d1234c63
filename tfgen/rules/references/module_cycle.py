"""Local modules that call each other in a circle.

What it finds
    A directory that calls itself, or that a module which it calls, at any depth, calls again.

Why it matters
    Terraform installs each call anew, without end: ``terraform init`` stops when the names of its folders are too long,
    "Failed to remove local module cache".

Example
    module "network" {
      source = "./network"
    }

    # ./network/main.tf
    module "whole" {
      source = "../"
    }

Instead
    module "network" {
      source = "./network"
    }

    # ./network/main.tf
    variable "cidr" {
      type    = string
      default = "10.0.0.0/16"
    }

    output "cidr" {
      value = var.cidr
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tfgen.diagnostics import Diagnostic
from tfgen.graph import Edge, cycle
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Declared, source_of
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG250"

Call = Edge[str, Declared]


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding in the first directory of each circle."""
    start = context.configuration.directory
    edges = _calls_below(context.analysis)
    own = []
    for call in edges[start]:
        if call.to == start:
            own.append(call)
    path = [(start, own[0])] if own else list(cycle(edges, start, edges))
    if path and start == min(directory for directory, _ in path):
        yield _finding(path)


def _calls_below(analysis: ModuleAnalysis) -> dict[str, list[Call]]:
    """The calls of local modules that a directory leads to, by the directory they stand in."""
    edges: dict[str, list[Call]] = {}
    waiting = [analysis]
    while waiting:
        module = waiting.pop()
        directory = module.configuration.directory
        if directory in edges:
            continue
        edges[directory] = []
        for name, called in module.modules.items():
            call = module.configuration.declared["module", name]
            edges[directory].append(Edge(called.configuration.directory, call))
            waiting.append(called)
    return edges


def _finding(path: Sequence[tuple[str, Call]]) -> Diagnostic:
    first = path[0][1].payload
    names = [directory or "." for directory, _ in path]
    steps = ", then ".join(_step(edge.payload) for _, edge in path)
    source = first.body.get("source")
    place = source.range if source else first.name_range
    return diagnostic(
        CODE,
        first.parsed,
        place,
        f"Modules call each other: {' -> '.join([*names, names[0]])}",
        f"{steps}, and so on without end: terraform init never gets to the last.",
        "Take one of the calls away; what it gave goes in as a variable.",
    )


def _step(call: Declared) -> str:
    return f'"{source_of(call)}" at {call.parsed.where(call.name_range)}'

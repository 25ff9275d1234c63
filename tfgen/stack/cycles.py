"""Services of one environment that need each other, as Terraform's graph has them:
by the outputs and inputs that their modules connect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tfgen.diagnostics import Diagnostic
from tfgen.graph import Edge, components, cycle
from tfgen.stack.root_module import ModuleCall, ServiceOutput
from tfgen.stack.spec import Environment
from tfgen.yaml.collector import Collector

Connections = Mapping[str, Mapping[str, frozenset[str]]]
"""The inputs that each output of a module needs, by the module's name; those of a module that is
not there are not known.
"""

ServicePart = tuple[str, str, str]
"""An input (``("in", service, name)``) or an output (``("out", service, name)``) of a service."""

PartEdge = Edge[ServicePart, ServiceOutput | None]
PartEdges = Mapping[ServicePart, Sequence[PartEdge]]


def check_cycles(
    calls: Sequence[ModuleCall],
    connections: Connections,
    environment: Environment,
    collector: Collector,
) -> None:
    """TFG019 for each group of inputs and outputs that need each other;
    at the first reference of a shortest way round.
    """
    edges = needed_parts(calls, connections)
    order = {}
    for number, part in enumerate(edges):
        order[part] = number
    groups: list[tuple[ServicePart, tuple[ServicePart, ...]]] = []
    for component in components(edges):
        if len(component) > 1:
            groups.append((min(component, key=order.__getitem__), component))
    for first, component in sorted(groups, key=lambda group: order[group[0]]):
        _report(cycle(edges, first, component), environment, collector)


def needed_parts(calls: Sequence[ModuleCall], connections: Connections) -> PartEdges:
    """The parts of services that each part needs, all inputs before all outputs:
    an input the outputs in its value, an output the inputs that its module makes it of.
    """
    edges: dict[ServicePart, list[PartEdge]] = {}
    for call in calls:
        for argument in call.arguments:
            needed = edges["in", call.service, argument.name] = []
            for read in argument.reads:
                needed.append(Edge(("out", read.service, read.output), read))
    for call in calls:
        for output, inputs in connections.get(call.module.name, {}).items():
            made_of = edges["out", call.service, output] = []
            for name in sorted(inputs):
                made_of.append(Edge(("in", call.service, name), None))
    return edges


def _report(
    path: Sequence[tuple[ServicePart, PartEdge]], environment: Environment, collector: Collector
) -> None:
    """Report a way round, which begins with an input."""
    names = [".".join(part[1:]) for part, _ in path]
    detail = f"Each needs the next: {' -> '.join([*names, names[0]])}."
    summary = "Services need each other"
    help_ = "Let one of them do without the next, or split a service in two."
    if len({service for (_, service, _), _ in path}) == 1:
        summary = "A service needs what it is still making"
        help_ = f"Give {names[0]} a value that does not need {names[1]}."
    problem = Diagnostic("TFG019", summary, detail, help_)
    (_, name, argument), first = path[0]
    if first.payload and first.payload.range:
        collector.report_at(problem, first.payload.range, first.payload.key)
        return
    service = environment.service(name)
    assert service
    collector.report_at(problem, service.range, (*service.node.key, argument))

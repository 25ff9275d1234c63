"""Conflicts between the services of one environment:
they need each other, or make resources of one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tfgen.diagnostics import Diagnostic
from tfgen.graph import Edge, cycle
from tfgen.stack.root_module import ModuleCall
from tfgen.stack.spec import Environment
from tfgen.yaml.collector import Collector


def check_cycles(
    calls: Sequence[ModuleCall], environment: Environment, collector: Collector
) -> None:
    """TFG019 for services that need each other, or themselves."""
    for path in cycles({call.service: sorted(call.uses) for call in calls}):
        service = environment.service(path[0])
        assert service
        detail = f"{' needs '.join(path)}."
        help_ = "Let one of them do without the other, or split it into two services."
        if len(path) == 2:
            detail = f"{path[0]} refers to itself."
            help_ = "A service cannot use what it is still making."
        problem = Diagnostic("TFG019", "Services need each other", detail, help_)
        collector.report_at(problem, service.range, service.node.key)


def check_names(
    calls: Sequence[ModuleCall], environment: Environment, collector: Collector
) -> None:
    """TFG009 for services of one module whose resources would have the same names."""
    first_of: dict[tuple[str, str], str] = {}
    for call in calls:
        argument, service = call.argument("name"), environment.service(call.service)
        if argument is None or not isinstance(argument.value, str) or service is None:
            continue
        first = first_of.setdefault((call.module.name, argument.value), call.service)
        node = service.inputs.get("name")
        if first != call.service and node:
            detail = f"{first} has the name {argument.value} too, and both are of module {call.module.name}."
            problem = Diagnostic(
                "TFG009", "Two services of one name", detail, "Give them different names."
            )
            collector.report(problem, node)


def cycles(uses: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """For each service that needs itself, directly or through others,
    the shortest way back: ``(a, b, a)``.

    A cycle is yielded once, from its first service on; the order is that of ``uses``.
    """
    edges = {service: [Edge(other, None) for other in others] for service, others in uses.items()}
    seen: set[frozenset[str]] = set()
    for start, others in uses.items():
        path: tuple[str, ...] = (start,)
        if start not in others:
            path = tuple(service for service, _ in cycle(edges, start, uses))
        if path and frozenset(path) not in seen:
            seen.add(frozenset(path))
            yield (*path, start)

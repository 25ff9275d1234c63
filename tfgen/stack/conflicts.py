"""What the services of one environment do to each other: need each other, or make resources of one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tfgen.graph import Edge, cycle
from tfgen.stack.collector import Collector
from tfgen.stack.root_module import ModuleCall
from tfgen.stack.spec import Environment


def check_cycles(calls: Sequence[ModuleCall], environment: Environment, collector: Collector) -> None:
    """TFG019 for services that need each other, or themselves."""
    for path in cycles({call.service: sorted(call.uses) for call in calls}):
        service = environment.service(path[0])
        assert service
        detail, help_ = (
            f"{' needs '.join(path)}.",
            "Let one of them do without the other, or split it into two services.",
        )
        if len(path) == 2:
            detail, help_ = f"{path[0]} refers to itself.", "A service cannot use what it is still making."
        collector.place("TFG019", "Services need each other", detail, help_, service.range, service.node.key)


def check_names(calls: Sequence[ModuleCall], environment: Environment, collector: Collector) -> None:
    """TFG009 for services of one module whose resources would have the same names."""
    seen: dict[tuple[str, str], str] = {}
    for call in calls:
        argument, service = call.argument("name"), environment.service(call.service)
        if argument is None or not isinstance(argument.value, str) or service is None:
            continue
        other = seen.setdefault((call.module.name, argument.value), call.service)
        node = service.inputs.get("name")
        if other != call.service and node:
            detail = f"{other} has the name {argument.value} too, and both are of module {call.module.name}."
            collector.node("TFG009", "Two services of one name", detail, "Give them different names.", node)


def cycles(uses: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """For each service that needs itself, directly or through others, the shortest way back: ``(a, b, a)``.

    A cycle is told once, from its first service on; the order is that of ``uses``.
    """
    edges = {service: [Edge(other, None) for other in others] for service, others in uses.items()}
    told: set[frozenset[str]] = set()
    for start, others in uses.items():
        way = (start,) if start in others else tuple(service for service, _ in cycle(edges, start, uses))
        if way and frozenset(way) not in told:
            told.add(frozenset(way))
            yield (*way, start)

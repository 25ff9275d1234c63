"""The services of an environment as they are written: their names, their modules and their inputs."""

from __future__ import annotations

from collections.abc import Sequence

from tfgen.diagnostics import Diagnostic
from tfgen.spelling import did_you_mean, nearest
from tfgen.stack.interpolate import PLACEHOLDERS
from tfgen.stack.names import SERVICE
from tfgen.stack.spec import ServiceSpec, StackSpec
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import MapEntry, MapNode, ScalarNode, describe, dotted


def read_services(
    services: MapNode, stack: StackSpec, collector: Collector
) -> tuple[ServiceSpec, ...]:
    """The services of the stack or of one environment.

    Findings: no map or no module's name (TFG004), a module that is not named (TFG003, TFG006),
    names (TFG009, TFG010).
    """
    specs: list[ServiceSpec] = []
    for entry in services.entries:
        _check_name(entry, collector)
        node = entry.value
        if isinstance(node, MapNode):
            module = _module(entry, node, stack, collector)
            inputs = {item.name: item.value for item in node.entries if item.name != "module"}
        else:
            _report_no_map(entry, collector)
            node, module, inputs = MapNode((), node.key, node.range), None, {}
        specs.append(
            ServiceSpec(node=node, name=entry.name, range=entry.range, module=module, inputs=inputs)
        )
    return tuple(specs)


def check_alike(services: Sequence[ServiceSpec], collector: Collector) -> None:
    """TFG009 for names that differ only by ``_`` and ``-``,
    which resource names and variables do not tell apart.
    """
    first_of: dict[str, str] = {}
    for service in services:
        first = first_of.setdefault(service.name.replace("-", "_"), service.name)
        if first != service.name:
            detail = f'"{service.name}" and "{first}" would give their resources the same names.'
            problem = Diagnostic("TFG009", "Two services of one name", detail)
            collector.report_at(problem, service.range, service.node.key)


def _check_name(entry: MapEntry, collector: Collector) -> None:
    if entry.name in PLACEHOLDERS:
        detail = f"${{{entry.name}}} is a placeholder, so no service may be called {entry.name}."
        collector.report_entry(
            Diagnostic("TFG010", "Reserved name", detail, "Choose another."), entry
        )
    elif not SERVICE.fullmatch(entry.name):
        detail = (
            f'"{entry.name}" must be lower-case words of letters and digits, joined by "_" or "-".'
        )
        collector.report_entry(Diagnostic("TFG009", "Not a name for a service", detail), entry)


def _module(
    entry: MapEntry, node: MapNode, stack: StackSpec, collector: Collector
) -> ScalarNode | None:
    """The node that names the module; None after a finding."""
    module = node.get("module")
    if isinstance(module, ScalarNode) and isinstance(module.value, str):
        return module
    if module:
        detail = f'"{dotted(module.key)}" is {describe(module)}.'
        problem = Diagnostic(
            "TFG004", "Expected the name of a module", detail, "See: tfgen module list."
        )
        collector.report(problem, module)
        return None
    misspelt = next((item for item in node.entries if nearest(item.name, ["module"])), None)
    if misspelt:
        detail = f'"{entry.name}" does not say of which module it is.'
        summary = f'Unknown key "{misspelt.name}"'
        collector.report_entry(
            Diagnostic("TFG003", summary, detail, 'Did you mean "module"?'), misspelt
        )
    else:
        _report_no_module(entry, node, stack, collector)
    return None


def _report_no_module(
    entry: MapEntry, node: MapNode, stack: StackSpec, collector: Collector
) -> None:
    detail = f'"{entry.name}" does not say of which module it is.'
    help_ = 'Add "module:".'
    if node.key[:1] == ("environments",):
        detail = (
            f'"{entry.name}" is no service of the stack, and does not say of which module it is.'
        )
        help_ = did_you_mean(entry.name, stack.services.names()) or help_
    problem = Diagnostic("TFG006", 'Missing key "module"', detail, help_)
    collector.report_at(problem, entry.range, (*node.key, "module"))


def _report_no_map(entry: MapEntry, collector: Collector) -> None:
    detail = f'"{dotted(entry.value.key)}" is {describe(entry.value)}.'
    problem = Diagnostic("TFG004", "Expected a map", detail, "Write {module: ...} with its inputs.")
    collector.report(problem, entry.value)

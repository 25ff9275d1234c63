"""Services of one environment whose resources would have one name."""

from __future__ import annotations

from collections.abc import Sequence

from tfgen.diagnostics import Diagnostic
from tfgen.stack.root_module import ModuleCall
from tfgen.stack.spec import Environment
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import MapNode


def check_suffixes(environments: Sequence[Environment], collector: Collector) -> None:
    """TFG029 for environments whose resources would have the same names in the same region."""
    first_of: dict[tuple[str, str], str] = {}
    for environment in environments:
        deployment = environment.suffix, environment.region
        first = first_of.setdefault(deployment, environment.name)
        if first != environment.name:
            _report_suffix(first, environment, collector)


def _report_suffix(first: str, environment: Environment, collector: Collector) -> None:
    suffix, node = environment.suffix, environment.suffix_node
    detail = (
        f'{first} and {environment.name} both end their names in "{suffix}" in '
        f"{environment.region}: their resources would have the same names."
    )
    help_ = f"Give {environment.name} a suffix of its own: {{suffix: ...}}."
    environments = environment.node.get("environments")
    entry = environments.entry(environment.name) if isinstance(environments, MapNode) else None
    if node is None:
        help_ = f"Render one environment with --suffix: add --env {first}."
    problem = Diagnostic("TFG029", "Two environments of one suffix", detail, help_)
    if node and entry and node.key != entry.value.key:
        collector.report(problem, node)
    elif entry:
        collector.report_entry(problem, entry)


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

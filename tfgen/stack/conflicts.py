"""Services of one environment whose resources would have one name."""

from __future__ import annotations

from collections.abc import Sequence

from tfgen.diagnostics import Diagnostic
from tfgen.stack.root_module import ModuleCall
from tfgen.stack.spec import Environment
from tfgen.yaml.collector import Collector


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

"""The name of a service's resources, shortened where AWS allows no longer one."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.library.module import Module
from tfgen.library.spec import NameSpec
from tfgen.stack.bind_scope import BindScope
from tfgen.stack.names import DoesNotFit, fit
from tfgen.stack.root_module import Argument
from tfgen.stack.spec import ServiceSpec
from tfgen.terraform.hcl.literal import Value


def with_fitted_name(
    arguments: dict[str, Argument], service: ServiceSpec, module: Module, scope: BindScope
) -> dict[str, Argument]:
    """The arguments of a call with a ``name`` that fits; TFG023 when there is no room for one."""
    name = arguments.get("name")
    if name is None or not isinstance(name.value, str):
        return arguments

    def words(spec: NameSpec) -> Mapping[str, str]:
        longest: dict[str, str] = {}
        for declared in module.inputs:
            argument = arguments.get(declared.name)
            longest[declared.name] = _longest(argument.value if argument else declared.default)
        return {**longest, "suffix": scope.environment.suffix, "index": "00"}

    fitted = fit(name.value, module.names, scope.limits, words)
    if isinstance(fitted, DoesNotFit):
        _report_no_room(service, fitted, scope)
        return arguments
    return {**arguments, "name": replace(name, value=fitted)}


def _report_no_room(service: ServiceSpec, reason: DoesNotFit, scope: BindScope) -> None:
    detail = (
        f"{reason.attribute} may have {reason.limit} characters; of {reason.pattern} only {reason.room} "
        "are left for the name."
    )
    help_ = (
        f'Shorten the suffix "{scope.environment.suffix}" or the longest key of "{service.name}".'
    )
    scope.report_service(
        Diagnostic("TFG023", "The name cannot be made to fit", detail, help_), service
    )


def _longest(value: Value) -> str:
    """The longest name in an input: of its keys, elements, or itself."""
    if isinstance(value, str):
        return value
    names: list[str] = []
    if isinstance(value, dict):
        names = list(value)
    if isinstance(value, list | tuple):
        names = [item for item in value if isinstance(item, str)]
    return max(names, key=len, default="")

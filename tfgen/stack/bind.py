"""Services to module calls: inputs typed, references resolved, wiring done, names fitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tfgen.diagnostics import Diagnostic, Diagnostics, once
from tfgen.library.module import Module
from tfgen.spelling import did_you_mean
from tfgen.stack.arguments import ArgumentBinder
from tfgen.stack.backend import read_backend
from tfgen.stack.bind_scope import BindScope
from tfgen.stack.check_inputs import check_inputs
from tfgen.stack.conflicts import check_names
from tfgen.stack.cycles import Connections, check_cycles
from tfgen.stack.fitted_names import with_fitted_name
from tfgen.stack.root_module import ModuleCall, RootBackend, RootKeys, RootModule
from tfgen.stack.spec import Environment, ServiceSpec, Stack
from tfgen.stack.strings import StringReader
from tfgen.terraform.hcl.literal import Value
from tfgen.terraform.types.model import STRING, MapType
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import dotted, scalars, short

if TYPE_CHECKING:
    from tfgen.terraform.schema.names import NameLimit

LOCAL_MODULES = "../../modules/${module}"
"""The source of modules that are written beside the roots."""


def bind(
    stack: Stack,
    environment: Environment,
    modules: Mapping[str, Module | None],
    limits: Mapping[str, NameLimit],
    connections: Connections,
) -> tuple[RootModule, Diagnostics]:
    """One environment's root. ``modules`` maps a module's name to the module,
    or to None where it is broken; ``connections`` maps it to what its outputs need.

    Findings: TFG012 to TFG023 and TFG027.
    The root is complete only when there are no errors among them.
    """
    collector = Collector(stack.file)
    scope = BindScope(
        stack=stack, environment=environment, modules=modules, limits=limits, collector=collector
    )
    calls = _calls(scope)
    check_cycles(calls, connections, environment, collector)
    check_names(calls, environment, collector)
    root = RootModule(
        stack=stack.name,
        environment=environment.name,
        suffix=environment.suffix,
        region=environment.region,
        provider=stack.provider,
        version=stack.version,
        tags=_tags(scope),
        backend=_backend(scope),
        calls=calls,
        secrets=tuple(scope.secrets),
        source=stack.modules or LOCAL_MODULES,
        keys=_keys(stack, environment),
    )
    return root, once(collector.diagnostics)


def _keys(stack: Stack, environment: Environment) -> RootKeys:
    """The keys that the environment's own values come from."""
    region, suffix = environment.node.get("region"), environment.suffix_node
    return RootKeys(
        region=dotted(region.key) if region else "region",
        suffix=dotted(suffix.key) if suffix else None,
        tags=dotted(environment.tags.key) if environment.tags else None,
        version=dotted(stack.version_node.key) if stack.version_node else None,
        source="modules" if stack.modules else None,
    )


def _calls(scope: BindScope) -> tuple[ModuleCall, ...]:
    """The services whose modules are known, as module calls."""
    calls: list[ModuleCall] = []
    for service in scope.environment.services:
        strings = scope.strings()
        module = _module(service, scope)
        if module:
            calls.append(_call(service, module, strings, scope))
        else:
            _read_strings(service, strings)
            scope.collector.diagnostics.extend(strings.collector.diagnostics)
    return tuple(calls)


def _call(
    service: ServiceSpec, module: Module, strings: StringReader, scope: BindScope
) -> ModuleCall:
    misspelt = check_inputs(service, module, scope.collector)
    binder = ArgumentBinder(scope, service, strings, misspelt)
    arguments = binder.arguments(module.inputs)
    scope.collector.diagnostics.extend(strings.collector.diagnostics)
    arguments = with_fitted_name(arguments, service, module, scope)
    return ModuleCall(
        service=service.name,
        module=module,
        arguments=tuple(arguments.values()),
        key=dotted(service.node.key),
    )


def _module(service: ServiceSpec, scope: BindScope) -> Module | None:
    """The service's module; None where it is broken, or unknown, which is reported."""
    name = service.module_name
    if service.module and name not in scope.modules:
        help_ = did_you_mean(name, scope.modules) or f"Known: {', '.join(sorted(scope.modules))}."
        summary = f'Unknown module "{short(name)}"'
        problem = Diagnostic("TFG012", summary, "No template folder has it.", help_)
        scope.collector.report(problem, service.module)
    return scope.modules.get(name)


def _read_strings(service: ServiceSpec, strings: StringReader) -> None:
    """Check the strings of a service whose module is not known; nothing else of it can be checked."""
    for node in service.inputs.values():
        for scalar in scalars(node):
            if isinstance(scalar.value, str):
                strings.resolve(scalar)


def _tags(scope: BindScope) -> Mapping[str, Value]:
    """The stack's tags with placeholders filled in."""
    node = scope.environment.tags
    if node is None:
        return {}
    value = scope.plain_value(node, MapType(STRING))
    if isinstance(value, dict):
        return value
    return {}


def _backend(scope: BindScope) -> RootBackend | None:
    spec = scope.environment.backend
    if spec is None:
        return None
    strings = scope.strings(references=False)
    backend = read_backend(spec, scope.collector, strings.resolve)
    scope.collector.diagnostics.extend(strings.collector.diagnostics)
    return backend

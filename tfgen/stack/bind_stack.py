"""All environments of a stack, bound; what is wrong with several of them is reported once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics, once
from tfgen.library.module import Module
from tfgen.stack.backend import shared_states
from tfgen.stack.bind import bind
from tfgen.stack.conflicts import check_suffixes
from tfgen.stack.cycles import Connections
from tfgen.stack.root_module import RootBackend, RootModule
from tfgen.stack.spec import Environment, Stack
from tfgen.yaml.collector import Collector

if TYPE_CHECKING:
    from tfgen.terraform.schema.names import NameLimit


def bind_stack(
    stack: Stack,
    modules: Mapping[str, Module | None],
    limits: Mapping[str, NameLimit],
    connections: Connections,
) -> tuple[tuple[RootModule, ...], Diagnostics]:
    """One root for each environment; see ``bind``.
    Also finds environments that share their state (TFG026) or their names (TFG029).
    """
    roots: list[RootModule] = []
    by_environment: dict[str, Diagnostics] = {}
    backends: list[tuple[Environment, RootBackend]] = []
    for environment in stack.environments:
        root, found = bind(stack, environment, modules, limits, connections)
        by_environment[environment.name] = found
        roots.append(root)
        if root.backend:
            backends.append((environment, root.backend))
    collector = Collector(stack.file)
    check_suffixes(stack.environments, collector)
    found = (*once(_merged(by_environment)), *shared_states(backends, stack.file))
    return tuple(roots), (*found, *collector.diagnostics)


def _merged(by_environment: Mapping[str, Diagnostics]) -> Iterator[Diagnostic]:
    """The findings of all environments;
    those that not all of them share name the environments they are of.
    """
    names_of: dict[object, list[str]] = {}
    for name, diagnostics in by_environment.items():
        for diagnostic in diagnostics:
            names_of.setdefault(_identity(diagnostic), []).append(name)
    for name, diagnostics in by_environment.items():
        for diagnostic in diagnostics:
            names = names_of[_identity(diagnostic)]
            stands_there = (diagnostic.stack_key or "").startswith(f"environments.{name}.")
            if len(names) == len(by_environment) or stands_there:
                yield diagnostic
            else:
                yield _with_environments(diagnostic, names)


def _identity(diagnostic: Diagnostic) -> object:
    return diagnostic.code, diagnostic.summary, diagnostic.range


def _with_environments(diagnostic: Diagnostic, names: Sequence[str]) -> Diagnostic:
    sentence = f"In environments {', '.join(names)}."
    if len(names) == 1:
        sentence = f"In environment {names[0]}."
    return replace(diagnostic, detail=f"{diagnostic.detail} {sentence}".strip())

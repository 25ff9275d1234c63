"""All environments of a stack, bound; what is wrong with several of them is said once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics, once
from tfgen.library.module import Module
from tfgen.stack.backend import shared_states
from tfgen.stack.bind import bind
from tfgen.stack.root_module import RootModule
from tfgen.stack.spec import Stack

if TYPE_CHECKING:
    from tfgen.terraform.schema.names import NameLimit


def bind_stack(
    stack: Stack, modules: Mapping[str, Module | None], limits: Mapping[str, NameLimit]
) -> tuple[tuple[RootModule, ...], Diagnostics]:
    """One root for each environment; see ``bind``. Also finds environments that share their state (TFG026)."""
    bound = [bind(stack, environment, modules, limits) for environment in stack.environments]
    roots = tuple(root for root, _ in bound)
    by_name = {root.environment: found for root, found in bound}
    backends = [(e, r.backend) for e, r in zip(stack.environments, roots, strict=True) if r.backend]
    return roots, (*once(_told(by_name)), *shared_states(backends, stack.file))


def _told(by_name: Mapping[str, Sequence[Diagnostic]]) -> Iterator[Diagnostic]:
    """The findings of all environments; those that not all of them share say whose they are."""
    holders: dict[object, list[str]] = {}
    for name, found in by_name.items():
        for f in found:
            holders.setdefault(_what(f), []).append(name)
    for name, found in by_name.items():
        for f in found:
            names = holders[_what(f)]
            written_there = (f.stack_key or "").startswith(f"environments.{name}.")
            yield f if len(names) == len(by_name) or written_there else _of(f, names)


def _what(f: Diagnostic) -> object:
    return f.code, f.summary, f.range


def _of(f: Diagnostic, names: Sequence[str]) -> Diagnostic:
    where = f"In environment {names[0]}." if len(names) == 1 else f"In environments {', '.join(names)}."
    return replace(f, detail=f"{f.detail} {where}".strip())

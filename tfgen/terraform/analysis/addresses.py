"""Addresses of resources and modules as ``import``, ``moved`` and ``removed`` write them."""

from __future__ import annotations

from msgspec import Struct

from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Declared
from tfgen.terraform.hcl.syntax import Block, Expr, GetAttr, Index, Name
from tfgen.terraform.hcl.walk import reference

Key = str | int | float | None
"""The key of an instance; None where it is not a literal."""

Part = tuple[str, ...]
"""``("module", "m")``, ``("aws_vpc", "x")`` or ``("data", "aws_vpc", "x")``."""


class TargetAddress(Struct, frozen=True):
    """``path`` are the modules on the way, ``last`` is the resource, or the module where ``of_module``."""

    path: tuple[Part, ...]
    last: Part
    keys: tuple[tuple[int, Key], ...]
    """Each key with the number of the part that it follows."""

    expr: Expr

    @property
    def text(self) -> str:
        """The address without keys."""
        return ".".join(name for part in (*self.path, self.last) for name in part)

    @property
    def key(self) -> tuple[Key] | None:
        """The key of the last part, if it has one."""
        return next(((key,) for at, key in self.keys if at == len(self.path)), None)

    def declared(self, root: ModuleAnalysis) -> tuple[ModuleAnalysis, Declared] | None:
        """Its declaration and the directory of it; None where it is not declared, or not in the tree."""
        home = self.home(root)
        found = home.configuration.declared.get(self.last) if home else None
        return (home, found) if home and found else None

    def home(self, root: ModuleAnalysis) -> ModuleAnalysis | None:
        """The module that the last part would stand in; None where it is not in the tree."""
        module = root
        for part in self.path:
            inner = module.modules.get(part[1])
            if inner is None:
                return None
            module = inner
        return module


def argument(block: Block, name: str) -> Expr | None:
    """What an argument of a block is set to."""
    return block.body.get(name)


def target_address(expr: Expr | None) -> TargetAddress | None:
    """The address that an expression is; None for anything else."""
    steps = _steps(expr) if expr else None
    if expr is None or not steps or not isinstance(steps[0], str):
        return None
    parts: list[Part] = []
    keys: list[tuple[int, Key]] = []
    names: list[str] = []
    for step in steps:
        if isinstance(step, str):
            names.append(step)
        elif names or not parts:
            return None
        else:
            keys.append((len(parts) - 1, step[0]))
        if len(names) == (3 if names[:1] == ["data"] else 2):
            parts.append(tuple(names))
            names = []
    if names or not parts or any(part[0] != "module" for part in parts[:-1]):
        return None
    return TargetAddress(tuple(parts[:-1]), parts[-1], tuple(keys), expr)


def _steps(expr: Expr) -> list[str | tuple[Key]] | None:
    """Names, and keys in tuples, from the root on; None for what is no traversal."""
    found: list[str | tuple[Key]] = []
    while not isinstance(expr, Name):
        if isinstance(expr, GetAttr):
            found.append(expr.name)
        elif isinstance(expr, Index):
            literal = reference(expr)
            found.append((literal.steps[-1].key if literal else _literal(expr),))
        else:
            return None
        expr = expr.of
    return [expr.name, *reversed(found)]


def _literal(expr: Index) -> Key:
    """The key of one index, though the rest of the address has keys that are no literals."""
    only = reference(Index(Name("x", expr.range), expr.key, expr.range))
    return only.steps[0].key if only else None

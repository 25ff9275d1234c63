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
    """``path`` are the modules on the way, ``last`` is the resource,
    or the module that modules only lead to.
    """

    path: tuple[Part, ...]
    last: Part
    keys: tuple[tuple[int, Key], ...]
    """Each key with the number of the part that it follows."""

    expr: Expr

    @property
    def text(self) -> str:
        """The address without keys."""
        return ".".join(".".join(part) for part in (*self.path, self.last))

    @property
    def key(self) -> tuple[Key] | None:
        """The key of the last part, if it has one."""
        for number, key in self.keys:
            if number == len(self.path):
                return (key,)
        return None

    def declared(self, root: ModuleAnalysis) -> tuple[ModuleAnalysis, Declared] | None:
        """Its declaration and the module of that;
        None where it is not declared, or not in the tree.
        """
        home = self.home(root)
        if home is None:
            return None
        declaration = home.configuration.declared.get(self.last)
        return (home, declaration) if declaration else None

    def home(self, root: ModuleAnalysis) -> ModuleAnalysis | None:
        """The module that the last part belongs to; None where it is not in the tree."""
        module = root
        for part in self.path:
            inner = module.modules.get(part[1])
            if inner is None:
                return None
            module = inner
        return module


def argument(block: Block, name: str) -> Expr | None:
    """The expression of an argument of a block."""
    return next((a.expr for a in block.body.attributes if a.name == name), None)


def target_address(expr: Expr | None) -> TargetAddress | None:
    """The address that an expression is; None for anything else."""
    steps = _steps(expr) if expr else None
    if expr is None or not steps:
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
        if _is_whole(names):
            parts.append(tuple(names))
            names = []
    if names or not parts or any(part[0] != "module" for part in parts[:-1]):
        return None
    return TargetAddress(tuple(parts[:-1]), parts[-1], tuple(keys), expr)


def _is_whole(names: list[str]) -> bool:
    """True if the names make a part of an address."""
    if names[:1] == ["data"]:
        return len(names) == 3
    return len(names) == 2


def _steps(expr: Expr) -> list[str | tuple[Key]] | None:
    """Names, and keys in tuples, from the root on; None for an expression that is no traversal."""
    steps: list[str | tuple[Key]] = []
    while not isinstance(expr, Name):
        if isinstance(expr, GetAttr):
            steps.append(expr.name)
        elif isinstance(expr, Index):
            steps.append((_key(expr),))
        else:
            return None
        expr = expr.of
    steps.append(expr.name)
    return steps[::-1]


def _key(expr: Index) -> Key:
    """The key of one index; the rest of the address may have keys that are no literals."""
    single = reference(Index(Name("x", expr.range), expr.key, expr.range))
    return single.steps[0].key if single else None

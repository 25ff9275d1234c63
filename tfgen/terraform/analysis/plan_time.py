"""The values that Terraform knows before it plans:
by them ``validate`` looks at a ``dynamic`` block's content or not.

Variables, resources and instances are unknown then; literals, and locals made of them, are known.
"""

from __future__ import annotations

from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.hcl.syntax import (
    Attribute,
    Block,
    Call,
    Expr,
    ForExpr,
    Object,
    Parens,
    Splat,
    Tuple,
)
from tfgen.terraform.hcl.walk import Reference, nested, plain_string, reference, references

_FIXED = frozenset({"path", "terraform"})
_LATE = frozenset({"timestamp", "plantimestamp", "uuid", "bcrypt"})
"""Functions whose result is not known before the apply, or the plan."""

_SAME_LENGTH = frozenset(
    {"toset", "tolist", "tomap", "concat", "merge", "reverse", "keys", "values"}
)
"""Functions whose result has a known length when their arguments have."""

_MAX_LOCALS = 20
"""Locals that refer to locals further than this, or to themselves, count as unknown."""


def planned(block: Block, configuration: Configuration) -> bool:
    """True if Terraform looks at a ``dynamic`` block's content only when it plans, or never,
    where there is none.
    """
    collection = over(block)
    if collection is None or count_of(collection) == 0:
        return True
    return not _Lengths(configuration).known(collection, _MAX_LOCALS)


def known(expr: Expr, configuration: Configuration) -> bool:
    """True if Terraform knows the whole value before it plans."""
    return _known(expr, configuration, _MAX_LOCALS)


def over(block: Block) -> Expr | None:
    """The collection that a ``dynamic`` block goes over."""
    return next((a.expr for a in block.body.attributes if a.name == "for_each"), None)


def count_of(expr: Expr | None) -> int | None:
    """The number of elements of a literal collection; None for any other expression."""
    while isinstance(expr, Parens):
        expr = expr.inner
    return len(expr.items) if isinstance(expr, Tuple | Object) else None


class _Lengths:
    """Tells the expressions whose length is known, each once;
    ``left`` is how many locals may still be followed.
    """

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.results: dict[tuple[int, int], bool] = {}

    def known(self, expr: Expr, left: int) -> bool:
        key = id(expr), left
        if key not in self.results:
            self.results[key] = self._known(expr, left)
        return self.results[key]

    def _known(self, expr: Expr, left: int) -> bool:
        match expr:
            case Tuple():
                return True
            case Object():
                return all(plain_string(item.key) is not None for item in expr.items)
            case Parens():
                return self.known(expr.inner, left)
            case ForExpr(condition=None, key=None):
                return self.known(expr.collection, left)
            case Call() if expr.name in _SAME_LENGTH:
                return all(self.known(arg, left) for arg in expr.args)
            case Splat():
                return _is_single_resource(expr.of, self.configuration)
        whole = reference(expr)
        if whole and len(whole.steps) == 1 and left:
            local = _local(whole, self.configuration)
            if local is not None:
                return self.known(local, left - 1)
        return _known(expr, self.configuration, left)


def _known(expr: Expr, configuration: Configuration, left: int) -> bool:
    """True if the whole value is known."""
    level = [expr]
    for _ in range(left):
        if any(_calls_late(part) for part in level):
            return False
        locals_ = _locals(level, configuration)
        if locals_ is None:
            return False
        if not locals_:
            return True
        level = locals_
    return False


def _calls_late(expr: Expr) -> bool:
    return any(isinstance(part, Call) and part.name in _LATE for part in nested(expr))


def _locals(exprs: list[Expr], configuration: Configuration) -> list[Expr] | None:
    """The expressions of the locals that some expressions refer to;
    None if they refer to anything unknown.
    """
    locals_: dict[int, Expr] = {}
    for expr in exprs:
        for target in references(expr):
            if target.root in _FIXED:
                continue
            local = _local(target, configuration)
            if local is None:
                return None
            locals_[id(local)] = local
    return list(locals_.values())


def _is_single_resource(expr: Expr, configuration: Configuration) -> bool:
    """True if it is a resource without ``count`` and ``for_each``,
    of which a splat makes a list of one.
    """
    whole = reference(expr)
    address = address_of(whole) if whole else None
    if address is None or address[0] in ("var", "local", "module"):
        return False
    declared = configuration.declared.get(address)
    return declared is not None and not declared.instanced


def _local(target: Reference, configuration: Configuration) -> Expr | None:
    """The expression of the local that a reference leads to."""
    if target.root != "local":
        return None
    declared = configuration.declared.get(target.names[:2])
    if declared is None or not isinstance(declared.node, Attribute):
        return None
    return declared.node.expr

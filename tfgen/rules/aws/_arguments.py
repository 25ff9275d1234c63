"""Every argument of a resource whose value is certain, and how AWS's limits stand to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from tfgen.aws.constraints.load import Constraints
from tfgen.aws.constraints.model import MODEL, Constraint, ConstraintKind
from tfgen.rules.constants import Value, known
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.hcl.syntax import Expr, Parens, Tuple
from tfgen.terraform.types.model import NUMBER, STRING, ListType, SetType, Type

_LONGEST = 1024
"""Longer texts are not held against patterns."""


class ConstantArgument(Struct, frozen=True):
    """``site`` sets the argument ``name`` to ``value``; ``path`` is ``aws_x.block.name``, ``owner`` the resource."""

    owner: SchemaBlock
    site: SchemaBlock
    name: str
    path: str
    expr: Expr
    value: Value


class Violation(Struct, frozen=True):
    """A limit that a setting, or one element of it, does not keep to; ``value`` is as Terraform sends it."""

    argument: ConstantArgument
    expr: Expr
    value: str
    constraint: Constraint


def constant_arguments(context: RuleContext) -> tuple[ConstantArgument, ...]:
    """The certain arguments of all resources that may have instances, in the order of the sites; found once."""
    return context.once(constant_arguments, lambda: tuple(_constant_arguments(context)))


def by_path(context: RuleContext) -> Mapping[str, tuple[ConstantArgument, ...]]:
    """The same by path, for rules that know the attributes they look at."""
    return context.once(by_path, lambda: _grouped(constant_arguments(context)))


def owned(context: RuleContext) -> Iterator[tuple[SchemaBlock, SchemaBlock]]:
    """Each site of a resource or data source that may have instances, after the site of its owner."""
    owner: SchemaBlock | None = None
    for site in context.analysis.schema_blocks:
        if site.kind is not None:
            absent = any(a.name == "count" and known(context, a.expr) == 0 for a in site.body.attributes)
            owner = site if site.kind in ("resource", "data") and not absent else None
        if owner is not None:
            yield owner, site


def violations(context: RuleContext, kind: ConstraintKind, name: bool | None = None) -> Iterator[Violation]:
    """Where certain values do not keep to limits of a kind; ``name``: only limits on names, or only others."""
    every = context.once(violations, lambda: tuple(_violations(context)))
    return (b for b in every if b.constraint.kind == kind and name in (None, b.constraint.name))


def _constant_arguments(context: RuleContext) -> Iterator[ConstantArgument]:
    for owner, site in owned(context):
        for argument in site.arguments() if owner.kind == "resource" else ():
            value = known(context, argument.expr)
            if value is not None:
                path = f"{site.path}.{argument.name}"
                yield ConstantArgument(owner, site, argument.name, path, argument.expr, value)


def _grouped(given: tuple[ConstantArgument, ...]) -> Mapping[str, tuple[ConstantArgument, ...]]:
    found: dict[str, list[ConstantArgument]] = {}
    for one in given:
        found.setdefault(one.path, []).append(one)
    return {path: tuple(of) for path, of in found.items()}


@cache
def constraints() -> Constraints:
    """The limits, opened once."""
    return Constraints.open()


def _violations(context: RuleContext) -> Iterator[Violation]:
    version = context.schema.version if context.schema else ""
    for argument in constant_arguments(context):
        type_, _, path = argument.path.partition(".")
        attribute = argument.site.schema.attributes.get(argument.name)
        for constraint in constraints().of(type_, version).get(path, ()) if attribute else ():
            for expr, value in elements(argument, attribute.type) if attribute else ():
                if value and not keeps(constraint, value):
                    yield Violation(argument, expr, value, constraint)


def elements(argument: ConstantArgument, type_: Type) -> Iterator[tuple[Expr, str]]:
    """The texts that Terraform sends for a setting, each with its place: one, or one for each element of a list."""
    if isinstance(type_, ListType | SetType):
        items = argument.value if isinstance(argument.value, tuple) else ()
        inner = _bare(argument.expr)
        places = inner.items if isinstance(inner, Tuple) else (argument.expr,) * len(items)
        pairs = list(zip(places, items, strict=True))
        type_ = type_.element
    else:
        pairs = [(argument.expr, argument.value)]
    for expr, value in pairs:
        text = as_text(value) if type_ in (STRING, NUMBER) else None
        if text is not None:
            yield expr, text


def as_text(value: Value) -> str | None:
    """A primitive value as Terraform converts it to a string; None for any other."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int() | float():
            return str(int(value)) if value == int(value) else repr(value)
    return None


def keeps(constraint: Constraint, value: str) -> bool:
    """Whether a value keeps to a limit."""
    match constraint.kind:
        case "enum":
            return (
                value in constraint.values
                if constraint.exact
                else value.lower() in {v.lower() for v in constraint.values}
            )
        case "pattern":
            return len(value) > _LONGEST or re.fullmatch(constraint.pattern, value) is not None
        case "length":
            return _between(constraint, len(value))
    try:
        number = float(value)
    except ValueError:
        return True
    return (not constraint.exact and number in (0, -1)) or _between(constraint, number)


def cited(constraint: Constraint) -> str:
    """The source of a limit, for messages; with the package that carries the model where it is from one."""
    return f"{constraint.source}, {constraints().models}" if constraint.source.startswith(MODEL) else constraint.source


def _between(constraint: Constraint, number: float) -> bool:
    return (constraint.least is None or constraint.least <= number) and (
        constraint.most is None or number <= constraint.most
    )


def _bare(expr: Expr) -> Expr:
    while isinstance(expr, Parens):
        expr = expr.inner
    return expr

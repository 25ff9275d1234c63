"""AWS's constraints, and the known arguments that break them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tfgen.aws.constraints.load import constraints as constraints
from tfgen.aws.constraints.model import MODEL, Constraint, ConstraintKind
from tfgen.rules.aws._arguments import ConstantArgument, elements, known_arguments
from tfgen.rules.block_index import argument_sites
from tfgen.rules.context import RuleContext
from tfgen.terraform.hcl.syntax import Expr

_MAX_PATTERN_TEXT = 1024
"""Longer texts are not matched against patterns."""


class Violation(Struct, frozen=True):
    """A constraint that an argument, or one element of it, breaks;
    ``value`` is as Terraform sends it.
    """

    argument: ConstantArgument
    expr: Expr
    value: str
    constraint: Constraint


def violations(
    context: RuleContext, kind: ConstraintKind, name: bool | None = None
) -> Iterator[Violation]:
    """The violations of constraints of a kind; ``name``: only of those on names, or only of others."""
    for violation in context.once(violations, lambda: tuple(_violations(context))):
        constraint = violation.constraint
        if constraint.kind == kind and name in (None, constraint.name):
            yield violation


def _violations(context: RuleContext) -> Iterator[Violation]:
    by_path = context.alone.once(_of_paths, lambda: _of_paths(context))
    for argument in known_arguments(context, by_path.__contains__):
        for constraint in by_path[argument.path]:
            for expr, value in elements(argument):
                if not accepts(constraint, value):
                    yield Violation(argument, expr, value, constraint)


def _of_paths(context: RuleContext) -> Mapping[str, Sequence[Constraint]]:
    """The constraints on the arguments of a module, by path."""
    version = context.schema.version if context.schema else ""
    by_path: dict[str, Sequence[Constraint]] = {}
    for whole in argument_sites(context):
        type_, _, path = whole.partition(".")
        of_path = constraints().of(type_, version).get(path)
        if of_path:
            by_path[whole] = of_path
    return by_path


def accepts(constraint: Constraint, value: str) -> bool:
    """True when a value keeps to a constraint."""
    match constraint.kind:
        case "enum":
            return _in_list(constraint, value)
        case "pattern":
            return (
                len(value) > _MAX_PATTERN_TEXT
                or re.fullmatch(constraint.pattern, value) is not None
            )
        case "length":
            return _between(constraint, len(value))
    try:
        number = float(value)
    except ValueError:
        return True
    if number in (0, -1) and not constraint.exact:
        return True
    return _between(constraint, number)


def _in_list(constraint: Constraint, value: str) -> bool:
    if constraint.exact:
        return value in constraint.values
    return value.lower() in {listed.lower() for listed in constraint.values}


def _between(constraint: Constraint, number: float) -> bool:
    if constraint.least is not None and number < constraint.least:
        return False
    return constraint.most is None or number <= constraint.most


def citation(constraint: Constraint) -> str:
    """The source of a constraint, for messages;
    with the package that the model is from, if it is from a model.
    """
    if constraint.source.startswith(MODEL):
        return f"{constraint.source}, {constraints().models}"
    return constraint.source


def bounds(constraint: Constraint) -> str:
    """``1 to 64``, ``at least 8`` or ``at most 256``."""
    if constraint.least is None:
        return f"at most {constraint.most or 0:.15g}"
    if constraint.most is None:
        return f"at least {constraint.least:.15g}"
    return f"{constraint.least:.15g} to {constraint.most:.15g}"

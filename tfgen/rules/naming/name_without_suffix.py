"""A resource whose name does not end with the environment's suffix.

What it finds
    In files that tfgen wrote: a name that AWS knows (the attributes of ``name_limits.json``), or a ``Name`` tag, that
    does not end with ``${var.suffix}``, itself or through locals. A name taken over from another resource is not
    reported.

Why it matters
    Two environments in one account collide, or cannot be told apart. A stage called ``prod`` by hand was one of the
    five failures tfgen began with.

Example
    variable "name" {
      type = string
    }

    resource "aws_iam_role" "app" {
      name               = "${var.name}-prod"
      assume_role_policy = "{}"
    }

Instead
    variable "name" {
      type = string
    }

    variable "suffix" {
      type = string
    }

    resource "aws_iam_role" "app" {
      name               = "${var.name}-${var.suffix}"
      assume_role_policy = "{}"
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import (
    Attribute,
    Conditional,
    Expr,
    Interpolation,
    Item,
    Object,
    Parens,
    Template,
)
from tfgen.terraform.hcl.walk import Reference, nested, plain_string, reference
from tfgen.terraform.schema.names import NameLimit, load_name_limits

CODE = "TFG501"

_MAX_DEPTH = 5
"""Locals in a row that are followed, so that those that go round come to an end."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each name without the suffix."""
    for block in context.analysis.schema_blocks:
        if block.parsed.generated and block.kind == "resource":
            for argument in block.arguments():
                yield from _check_argument(block, argument, context.configuration)


@cache
def _limits() -> Mapping[str, NameLimit]:
    return load_name_limits()


def _check_argument(
    block: SchemaBlock, argument: Attribute, configuration: Configuration
) -> Iterator[Diagnostic]:
    if f"{block.path}.{argument.name}" in _limits():
        yield from _check_name(block, argument.expr, argument.name, configuration)
    elif argument.name == "tags":
        for tag in _name_tags(argument):
            yield from _check_name(block, tag.value, "tags.Name", configuration)


def _name_tags(argument: Attribute) -> Iterator[Item]:
    for expr in nested(argument.expr):
        if isinstance(expr, Object):
            for item in expr.items:
                if plain_string(item.key) == "Name":
                    yield item


def _check_name(
    block: SchemaBlock, expr: Expr, name: str, configuration: Configuration
) -> Iterator[Diagnostic]:
    if not ends_with_suffix(expr, configuration):
        yield diagnostic(
            CODE,
            block.parsed,
            expr.range,
            f"{block.path}.{name} does not end with the suffix",
            "Every name that tfgen writes ends with the suffix of its environment.",
            'End it with "-${var.suffix}".',
        )


def ends_with_suffix(expr: Expr, configuration: Configuration, depth: int = 0) -> bool:
    """True for a name that must end with ``var.suffix``,
    or is another resource's name. Follows locals.
    """
    match expr:
        case Parens():
            return ends_with_suffix(expr.inner, configuration, depth)
        case Conditional():
            return all(ends_with_suffix(part, configuration, depth) for part in (expr.yes, expr.no))
        case Template():
            last = expr.parts[-1] if expr.parts else None
            return isinstance(last, Interpolation) and ends_with_suffix(
                last.expr, configuration, depth
            )
    whole = reference(expr)
    if whole is None:
        return False
    if whole.root == "local":
        value = _value_of_local(whole, configuration)
        return (
            value is not None
            and depth < _MAX_DEPTH
            and ends_with_suffix(value, configuration, depth + 1)
        )
    return whole.names == ("var", "suffix") or whole.root not in ("var", "each", "count")


def _value_of_local(whole: Reference, configuration: Configuration) -> Expr | None:
    """The expression that ``local.name`` or ``local.names.key`` stands for, or None."""
    local = configuration.declared.get(whole.names[:2])
    if local is None or not isinstance(local.node, Attribute):
        return None
    value: Expr | None = local.node.expr
    for step in whole.steps[1:]:
        value = _member(value, step.key)
    return value


def _member(value: Expr | None, key: str | int | float) -> Expr | None:
    """The value of a key that is written out in an object, or None."""
    if isinstance(value, Object):
        for item in value.items:
            if plain_string(item.key) == key:
                return item.value
    return None

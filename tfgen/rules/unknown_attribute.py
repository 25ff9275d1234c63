"""A reference to an attribute that the resource or data source does not have.

What it finds
    ``aws_vpc.main.xyz`` where the provider's schema of ``aws_vpc`` has neither an attribute nor a block ``xyz``.

Why it matters
    Terraform refuses it: "Unsupported attribute".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    output "vpc_id" {
      value = aws_vpc.main.vpc_id
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    output "vpc_id" {
      value = aws_vpc.main.id
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.hcl.syntax import Expr, GetAttr, Index, Name, Splat
from tfgen.hcl.walk import ELEMENT, nested, reference
from tfgen.rules.configuration import Configuration
from tfgen.rules.model import found
from tfgen.rules.scope import scoped
from tfgen.schema import BlockSchema

CODE = "TFG402"


def check(configuration: Configuration) -> Iterator[Diagnostic]:
    """Yield a finding for each attribute that is not there."""
    for place in scoped(configuration):
        for expr in nested(place.expr):
            for owner, step in _accesses(expr):
                block = _block_of(owner, configuration)
                if block is None or step.name in block.attributes or step.name in block.blocks:
                    continue
                yield found(
                    CODE,
                    place.parsed,
                    step.name_range,
                    f'Unknown attribute "{step.name}"',
                    f"{'.'.join(owner)} has no such attribute.",
                    did_you_mean(step.name, (*block.attributes, *block.blocks)),
                )


def _accesses(expr: Expr) -> Iterator[tuple[tuple[str, ...], GetAttr]]:
    """The type and the first attribute step, if ``expr`` is that step: ``aws_vpc.a.id``, ``aws_vpc.a[0].id``, ``[*].id``."""
    if isinstance(expr, GetAttr) and (owner := _resource(expr.of)):
        yield owner, expr
    elif isinstance(expr, Splat) and (owner := _resource(expr.of)) and (step := _first_step(expr.each)):
        yield owner, step


def _resource(expr: Expr) -> tuple[str, ...] | None:
    """``("aws_vpc",)`` or ``("data", "aws_vpc")`` for a reference to a whole resource, or one instance of it."""
    found = reference(expr.of if isinstance(expr, Index) else expr)
    if found is None:
        return None
    names = found.names
    if len(names) != len(found.steps) + 1:
        return None
    if names[0] == "data":
        return names[:2] if len(names) == 3 else None
    return names[:1] if len(names) == 2 else None


def _first_step(each: Expr) -> GetAttr | None:
    while isinstance(each, GetAttr | Index):
        if isinstance(each, GetAttr) and each.of == Name(ELEMENT, each.of.range):
            return each
        each = each.of
    return None


def _block_of(owner: tuple[str, ...], configuration: Configuration) -> BlockSchema | None:
    schema = configuration.schema
    name = owner[-1]
    if schema is None or name.split("_", 1)[0] != schema.provider:
        return None
    return schema.data_source(name) if owner[0] == "data" else schema.resource(name)

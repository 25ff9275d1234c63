"""A value given to what only the provider can decide.

What it finds
    An argument that the provider's schema knows, but only as computed: it can be read, never set (but to null).

Why it matters
    Terraform refuses it: "Value for unconfigurable attribute".

Example
    resource "aws_vpc" "main" {
      arn        = "arn:aws:ec2:us-west-2:123456789012:vpc/vpc-1"
      cidr_block = "10.0.0.0/16"
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Fix
from tfgen.rules.base import article
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.edits import removed
from tfgen.terraform.hcl.syntax import Attribute, Expr, Literal
from tfgen.terraform.schema.settable import settable_paths

CODE = "TFG305"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each computed attribute that is set."""
    for block in context.analysis.schema_blocks:
        for argument in block.arguments():
            attribute = block.schema.attributes.get(argument.name)
            if attribute is None or attribute.settable or _is_null(argument.expr):
                continue
            if block.planned and known_value(context, argument.expr) is None:
                continue  # null sets nothing, and this may be null when Terraform plans
            if f"{block.path}.{argument.name}" not in settable_paths():
                yield diagnostic(
                    CODE,
                    block.parsed,
                    argument.name_range,
                    f'"{argument.name}" cannot be set',
                    f"In {article(block.kind, block.path)} the provider decides it; it can only be read.",
                    "Remove the argument.",
                    planned=block.planned,
                    fix=_fix(block, argument),
                )


def _fix(block: SchemaBlock, argument: Attribute) -> Fix | None:
    edit = removed(block.parsed.file_of(argument.range).text, argument.range)
    if edit:
        return Fix(f"Remove {argument.name}", (edit,), safe=False)
    return None


def _is_null(expr: Expr) -> bool:
    """True for the literal that sets nothing."""
    return isinstance(expr, Literal) and expr.value is None

"""An argument written as a nested block.

What it finds
    ``name { ... }`` where the provider's schema has an argument of that name. Lists and sets of objects, such as
    ``ingress`` of ``aws_security_group``, may be written either way and are not reported.

Why it matters
    Terraform refuses it: "Unsupported block type ... Did you mean to define argument".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      tags {
        Name = "main"
      }
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      tags = {
        Name = "main"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import article
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.blocks import as_argument
from tfgen.rules.schema._written_names import written_names
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.types.model import MapType, ObjectType

CODE = "TFG304"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each argument in a block's form."""
    for block in context.analysis.schema_blocks:
        for name, inner in block.blocks():
            attribute = block.schema.attributes.get(name)
            if attribute is None or attribute.as_blocks:
                continue
            form = "{ ... }" if isinstance(attribute.type, MapType | ObjectType) else "..."
            once = written_names(block).count(name) == 1
            yield diagnostic(
                CODE,
                block.parsed,
                inner.header,
                f'"{name}" is an argument, not a block',
                f"In {article(block.kind, block.path)} it is an argument of type {attribute.type.friendly}.",
                f"Write {name} = {form}.",
                fix=as_argument(block.parsed, inner, attribute) if once else None,
            )

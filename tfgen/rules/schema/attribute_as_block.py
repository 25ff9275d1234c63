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
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.types.model import MapType, ObjectType

CODE = "TFG304"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each argument in a block's form."""
    for site in context.analysis.schema_blocks:
        given = [*(name for name, _ in site.blocks()), *(a.name for a in site.body.attributes)]
        for name, block in site.blocks():
            attribute = site.schema.attributes.get(name)
            if attribute and not attribute.as_blocks:
                yield diagnostic(
                    CODE,
                    site.parsed,
                    block.header,
                    f'"{name}" is an argument, not a block',
                    f"In {article(site.kind, site.path)} it is an argument of type {attribute.type.friendly}.",
                    f"Write {name} = {'{ ... }' if isinstance(attribute.type, MapType | ObjectType) else '...'}.",
                    fix=as_argument(site.parsed, block, attribute) if given.count(name) == 1 else None,
                )

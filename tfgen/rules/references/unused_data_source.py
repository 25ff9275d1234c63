"""A data source that nothing reads.

What it finds
    Data sources that no expression and no ``depends_on`` of the directory refers to, that have no conditions of their
    own and belong to no ``check``. A warning: Terraform does not mind. Nothing is said where not all files could be
    read.

Why it matters
    Every plan asks AWS for it, in vain, and fails when it is not there.

Example
    data "aws_vpc" "main" {
      default = true
    }

Instead
    data "aws_vpc" "main" {
      default = true
    }

    output "vpc_id" {
      value = data.aws_vpc.main.id
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.unused import unused
from tfgen.terraform.config.configuration import Declared
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG432"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a warning for each of them."""
    checks = (declared.body for _, declared in context.configuration.of_kind("check"))
    scoped = {id(block) for body in checks for block in body.blocks}
    for address, declared in unused(context.configuration, context.analysis.uses, "data"):
        if _has_conditions(declared) or id(declared.node) in scoped:
            continue
        yield diagnostic(
            CODE,
            declared.parsed,
            declared.name_range,
            f"Unused data source {'.'.join(address)}",
            "Nothing in this directory refers to it.",
            "Use it, or remove it.",
            Severity.WARNING,
        )


def _has_conditions(declared: Declared) -> bool:
    inner = (b for block in declared.body.blocks if block.type == "lifecycle" for b in block.body.blocks)
    return any(block.type in ("precondition", "postcondition") for block in inner)

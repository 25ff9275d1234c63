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
from tfgen.terraform.config.configuration import Configuration, Declared
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG432"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a warning for each unused data source."""
    in_checks = _blocks_in_checks(context.configuration)
    for address, declared in unused(context.configuration, context.analysis.uses, "data"):
        if _has_conditions(declared) or id(declared.node) in in_checks:
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


def _blocks_in_checks(configuration: Configuration) -> set[int]:
    """The ``id()`` of each block inside a ``check``."""
    ids: set[int] = set()
    for _, declared in configuration.of_kind("check"):
        ids.update(id(block) for block in declared.body.blocks)
    return ids


def _has_conditions(declared: Declared) -> bool:
    lifecycles = (block for block in declared.body.blocks if block.type == "lifecycle")
    return any(map(_holds_condition, lifecycles))


def _holds_condition(lifecycle: Block) -> bool:
    return any(inner.type in ("precondition", "postcondition") for inner in lifecycle.body.blocks)

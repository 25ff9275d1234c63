"""A lifecycle policy of EFS with several transitions in one block.

What it finds
    A ``lifecycle_policy`` block of ``aws_efs_file_system`` that sets more than one of ``transition_to_ia``,
    ``transition_to_archive`` and ``transition_to_primary_storage_class``.

Why it matters
    "Each LifecyclePolicy object can have only a single transition" (EFS API, PutLifecycleConfiguration). Terraform
    validates and plans it; AWS refuses the call.

Example
    resource "aws_efs_file_system" "files" {
      lifecycle_policy {
        transition_to_ia                    = "AFTER_30_DAYS"
        transition_to_primary_storage_class = "AFTER_1_ACCESS"
      }
    }

Instead
    resource "aws_efs_file_system" "files" {
      lifecycle_policy {
        transition_to_ia = "AFTER_30_DAYS"
      }

      lifecycle_policy {
        transition_to_primary_storage_class = "AFTER_1_ACCESS"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import owned_blocks
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG514"

_PATH = "aws_efs_file_system.lifecycle_policy"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for the second transition of a block, and for each further one."""
    for _, block in owned_blocks(context):
        if block.path == _PATH:
            transitions = _transitions(context, block)
            for argument in transitions[1:]:
                yield aws_diagnostic(
                    CODE,
                    block.parsed,
                    argument.name_range,
                    f"A second transition in one lifecycle_policy: {argument.name}",
                    f"The block has {transitions[0].name} already, and takes one transition.",
                    "Write a lifecycle_policy block for each transition.",
                )


def _transitions(context: RuleContext, block: SchemaBlock) -> list[Attribute]:
    transitions: list[Attribute] = []
    for argument in block.arguments():
        if argument.name.startswith("transition_to_") and known_value(context, argument.expr):
            transitions.append(argument)
    return transitions

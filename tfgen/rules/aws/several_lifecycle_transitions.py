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
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding, resources
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG514"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for the second transition of a block, and for each further one."""
    for system in resources(context, "aws_efs_file_system"):
        for policy in system.blocks("lifecycle_policy"):
            transitions = _transitions(policy)
            for argument in transitions[1:]:
                yield aws_finding(
                    CODE,
                    policy,
                    f"A second transition in one lifecycle_policy: {argument.name}",
                    f"The block has {transitions[0].name} already, and takes one transition.",
                    "Write a lifecycle_policy block for each transition.",
                    range_=argument.name_range,
                )


def _transitions(policy: ResourceBlock) -> list[Attribute]:
    transitions: list[Attribute] = []
    for argument in policy.schema.arguments():
        if argument.name.startswith("transition_to_") and policy.value(argument.name):
            transitions.append(argument)
    return transitions

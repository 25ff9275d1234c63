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
from tfgen.rules.aws._arguments import owned
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import known
from tfgen.rules.context import RuleContext

CODE = "TFG514"

_PATH = "aws_efs_file_system.lifecycle_policy"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for the second transition of a block, and for each further one."""
    for _, site in owned(context):
        if site.path == _PATH:
            given = [a for a in site.arguments() if a.name.startswith("transition_to_") and known(context, a.expr)]
            for argument in given[1:]:
                yield aws_diagnostic(
                    CODE,
                    site.parsed,
                    argument.name_range,
                    f"A second transition in one lifecycle_policy: {argument.name}",
                    f"The block has {given[0].name} already, and takes one transition.",
                    "Write a lifecycle_policy block for each transition.",
                )

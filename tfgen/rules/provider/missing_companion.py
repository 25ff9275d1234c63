"""An argument without another one that it needs.

What it finds
    An argument or block that is certainly set while another one is not, which the AWS provider
    needs beside it. The real providers 3.39.0 and 5.100.0 were asked; for another version the
    nearest of them counts, as a warning, where the argument is the same.

Why it matters
    The provider refuses it when Terraform validates.

Example
    resource "aws_db_instance" "orders" {
      skip_final_snapshot = true
      instance_class      = "db.t3.micro"
      password_wo_version = 1
    }

Instead
    resource "aws_db_instance" "orders" {
      skip_final_snapshot = true
      instance_class      = "db.t3.micro"
      password_wo         = "an example, not a secret"
      password_wo_version = 1
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._combinations import Presence, judged_relations

CODE = "TFG327"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each argument that lacks what it needs."""
    for arguments, relations in judged_relations(context, "with"):
        for relation in relations:
            first, *needed = relation.members
            for planned in (False, True):
                missing = [m for m in needed if arguments.presence(m, planned) is Presence.ABSENT]
                if missing and arguments.presence(first, planned).is_set:
                    names = " and ".join(f'"{member}"' for member in missing)
                    yield arguments.judged.diagnostic(
                        CODE,
                        arguments.place(first),
                        f'"{first}" needs {names} beside it',
                        "The provider takes them only together.",
                        f'Set {names}, or remove "{first}".',
                        planned,
                    )
                    break

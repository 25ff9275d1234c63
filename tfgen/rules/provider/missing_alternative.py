"""None of the arguments of which one is needed.

What it finds
    A block in which none of several arguments or blocks is set though the AWS provider needs
    one of them. The real providers 3.39.0 and 5.100.0 were asked; for another version the
    nearest of them counts, as a warning, where the argument is the same.

Why it matters
    The provider refuses it when Terraform validates.

Example
    resource "aws_route" "out" {
      route_table_id         = "rtb-0123456789abcdef0"
      destination_cidr_block = "0.0.0.0/0"
    }

Instead
    resource "aws_route" "out" {
      route_table_id         = "rtb-0123456789abcdef0"
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-0123456789abcdef0"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._combinations import Presence, judged_relations

CODE = "TFG326"
MAX_SHOWN = 10
"""More arguments than this are not listed in a message."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each group of which nothing is set."""
    for arguments, relations in judged_relations(context, "exactly", "at_least"):
        for relation in relations:
            for planned in (False, True):
                if all(arguments.presence(m, planned) is Presence.ABSENT for m in relation.members):
                    yield arguments.judged.diagnostic(
                        CODE,
                        arguments.header,
                        f"None of {_names(relation.members)} is set",
                        "One of them is needed.",
                        "Set one of them.",
                        planned,
                    )
                    break


def _names(members: tuple[str, ...]) -> str:
    shown = [f'"{member}"' for member in members[:MAX_SHOWN]]
    more = len(members) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} others"
    return f"{', '.join(shown[:-1])} and {shown[-1]}"

"""Arguments that exclude each other.

What it finds
    Two arguments or blocks that are certainly set, of which the AWS provider takes only one.
    The real providers 3.39.0 and 5.100.0 were asked; for another version the nearest of them
    counts, as a warning, where the argument is the same.

Why it matters
    The provider refuses it when Terraform validates.

Example
    resource "aws_launch_template" "web" {
      name        = "web"
      name_prefix = "web-"
    }

Instead
    resource "aws_launch_template" "web" {
      name_prefix = "web-"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._combinations import Arguments, Presence, judged_relations

CODE = "TFG325"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each pair or group of which several are set, at the last of them."""
    for arguments, relations in judged_relations(context, "conflict", "exactly", "at_most"):
        reported: set[frozenset[str]] = set()
        for relation in relations:
            for planned in (False, True):
                several = _several(arguments, relation.kind, relation.members, planned)
                if several and frozenset(several) not in reported:
                    reported.add(frozenset(several))
                    yield _finding(arguments, several, planned)
                if several:
                    break


def _several(
    arguments: Arguments, kind: str, members: tuple[str, ...], planned: bool
) -> tuple[str, ...]:
    """The members that are set though they exclude each other."""
    if kind == "conflict":
        first, *others = members
        if arguments.presence(first, planned) is not Presence.KNOWN:
            return ()
        rivals = [other for other in others if arguments.presence(other, planned).is_set]
        return (first, *rivals) if rivals else ()
    present = tuple(member for member in members if arguments.presence(member, planned).is_set)
    return present if len(present) > 1 else ()


def _finding(arguments: Arguments, several: tuple[str, ...], planned: bool) -> Diagnostic:
    last = max(several, key=lambda member: arguments.place(member).start.offset)
    others = [f'"{member}"' for member in several if member != last]
    return arguments.judged.diagnostic(
        CODE,
        arguments.place(last),
        f'"{last}" cannot stand beside {" and ".join(others)}',
        "Only one of them may be set.",
        "Remove one of them.",
        planned,
    )

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

from tfgen.aws.refusals.model import Relation
from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._combinations import Arguments, Presence, judged_relations

CODE = "TFG325"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each pair or group of which several are set."""
    for arguments, relations in judged_relations(context, "conflict", "exactly", "at_most"):
        reported: list[set[str]] = []
        relations.sort(key=lambda relation: _offset(arguments, relation), reverse=True)
        for relation in relations:
            for planned in (False, True):
                several = _several(arguments, relation.kind, relation.members, planned)
                if several and not any(set(several) <= names for names in reported):
                    reported.append(set(several))
                    yield _finding(arguments, several, planned)
                if several:
                    break


def _offset(arguments: Arguments, relation: Relation) -> int:
    """The place of the argument that the provider complains of: the last one is reported."""
    return arguments.place(relation.members[0]).start.offset


def _several(
    arguments: Arguments, kind: str, members: tuple[str, ...], planned: bool
) -> tuple[str, ...]:
    """The members that are set though they exclude each other; the provider complains of the first."""
    if kind == "conflict":
        first, *others = members
        if arguments.presence(first, planned) is not Presence.KNOWN:
            return ()
        rivals = [other for other in others if arguments.presence(other, planned).is_set]
        return (first, *rivals) if rivals else ()
    present = [member for member in members if arguments.presence(member, planned).is_set]
    present.sort(key=lambda member: arguments.place(member).start.offset, reverse=True)
    return tuple(present) if len(present) > 1 else ()


def _finding(arguments: Arguments, several: tuple[str, ...], planned: bool) -> Diagnostic:
    first, *others = several
    names = " and ".join(f'"{member}"' for member in others)
    return arguments.judged.diagnostic(
        CODE,
        arguments.place(first),
        f'"{first}" cannot stand beside {names}',
        "Only one of them may be set.",
        "Remove one of them.",
        planned,
    )

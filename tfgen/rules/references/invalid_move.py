"""A ``moved`` block that cannot be carried out.

What it finds
    Moves from what is still declared, moves to the same address, two moves from one address to different ones or from
    different ones to the same. Terraform finds out when it plans, so it is a warning in HCL that tfgen did not write.

Why it matters
    Terraform refuses it: "Moved object still exists", "Ambiguous move statements".

Example
    resource "aws_vpc" "old" {
      cidr_block = "10.0.0.0/16"
    }

    moved {
      from = aws_vpc.old
      to   = aws_vpc.new
    }

Instead
    resource "aws_vpc" "new" {
      cidr_block = "10.0.0.0/16"
    }

    moved {
      from = aws_vpc.old
      to   = aws_vpc.new
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.addresses import Key, TargetAddress, argument, target_address
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG426"

_Exact = tuple[str, tuple[tuple[int, Key], ...]]


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each move that cannot be."""
    came: dict[_Exact, _Exact] = {}
    went: dict[_Exact, _Exact] = {}
    for parsed in context.configuration.files:
        for block in parsed.body.blocks:
            start = target_address(argument(block, "from")) if block.type == "moved" else None
            end = target_address(argument(block, "to")) if block.type == "moved" else None
            if start is None or end is None:
                continue
            detail = _wrong(start, end, context) or _ambiguous(_exact(start), _exact(end), went, came)
            if detail:
                summary = f"{start.text} cannot be moved to {end.text}"
                yield diagnostic(CODE, parsed, block.header, summary, detail, planned=True)


def _wrong(start: TargetAddress, end: TargetAddress, context: RuleContext) -> str | None:
    if _exact(start) == _exact(end):
        return "Both are the same address."
    there = start.declared(context.analysis) if not start.keys and start.text != end.text else None
    if there:
        at = there[1].parsed.where(there[1].name_range)
        return f"{start.text} is still declared, at {at}."
    return None


def _ambiguous(start: _Exact, end: _Exact, went: dict[_Exact, _Exact], came: dict[_Exact, _Exact]) -> str | None:
    if went.setdefault(start, end) != end:
        return f"Another block moves {start[0]} to {went[start][0]}."
    if came.setdefault(end, start) != start:
        return f"Another block moves {came[end][0]} there."
    return None


def _exact(place: TargetAddress) -> _Exact:
    return place.text, place.keys

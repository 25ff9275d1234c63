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

_ExactAddress = tuple[str, tuple[tuple[int, Key], ...]]
"""The text of an address without its keys, and the keys."""

_Moves = dict[_ExactAddress, _ExactAddress]


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each move that cannot be."""
    end_of: _Moves = {}
    start_of: _Moves = {}
    for parsed in context.configuration.files:
        for block in parsed.body.blocks:
            if block.type != "moved":
                continue
            start, end = (
                target_address(argument(block, "from")),
                target_address(argument(block, "to")),
            )
            if start is None or end is None:
                continue
            detail = _wrong_move(start, end, context) or _ambiguous_move(
                _exact(start), _exact(end), end_of, start_of
            )
            if detail:
                summary = f"{start.text} cannot be moved to {end.text}"
                yield diagnostic(CODE, parsed, block.header, summary, detail, planned=True)


def _wrong_move(start: TargetAddress, end: TargetAddress, context: RuleContext) -> str | None:
    if _exact(start) == _exact(end):
        return "Both are the same address."
    if start.keys or start.text == end.text:
        return None
    declaration = start.declared(context.analysis)
    if declaration is None:
        return None
    declared = declaration[1]
    return f"{start.text} is still declared, at {declared.parsed.where(declared.name_range)}."


def _ambiguous_move(
    start: _ExactAddress, end: _ExactAddress, end_of: _Moves, start_of: _Moves
) -> str | None:
    """The conflict of a move with those before it, which it is added to."""
    if end_of.setdefault(start, end) != end:
        return f"Another block moves {start[0]} to {end_of[start][0]}."
    if start_of.setdefault(end, start) != start:
        return f"Another block moves {start_of[end][0]} there."
    return None


def _exact(address: TargetAddress) -> _ExactAddress:
    return address.text, address.keys

"""Rounds of ``dynamic`` blocks."""

from __future__ import annotations

from msgspec import Struct

from tfgen.terraform.analysis.expressions import iterator_of
from tfgen.terraform.analysis.plan_time import over
from tfgen.terraform.hcl.syntax import Block, Expr


class Rounds(Struct, frozen=True):
    """The rounds of a ``dynamic`` block: the name it binds, and the expression it goes over."""

    name: str
    over: Expr


def rounds_of(block: Block) -> Rounds | None:
    """The rounds that a block is made in; None for one that is not ``dynamic``."""
    collection = over(block) if block.type == "dynamic" else None
    if collection is not None:
        return Rounds(iterator_of(block), collection)
    return None

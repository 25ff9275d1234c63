"""The expressions of ``validation``, ``precondition``, ``postcondition`` and ``assert`` blocks."""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.terraform.evaluate.evaluation_site import (
    EnclosingBlock,
    EvaluationSite,
    ExpectedCondition,
    ExpectedMessage,
)
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.hcl.walk import plain_string


def condition_sites(enclosing: EnclosingBlock, block: Block) -> Iterator[EvaluationSite]:
    """The condition and its error message."""
    for argument in block.body.attributes:
        if argument.name == "condition":
            yield EvaluationSite(
                enclosing, argument.expr, "condition", ExpectedCondition(_message(block))
            )
        elif argument.name == "error_message":
            yield EvaluationSite(enclosing, argument.expr, "error_message", ExpectedMessage())


def _message(block: Block) -> str:
    for argument in block.body.attributes:
        if argument.name == "error_message":
            return plain_string(argument.expr) or ""
    return ""

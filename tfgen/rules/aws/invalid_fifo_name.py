"""A FIFO queue or topic whose name does not say so.

What it finds
    A queue or topic with ``fifo_queue`` or ``fifo_topic`` whose certain name does not end in ``.fifo``, or one
    without whose name does.

Why it matters
    The provider says so when it plans, some versions only when they apply: AWS wants the ending with FIFO and takes
    no dot without.

Example
    resource "aws_sqs_queue" "orders" {
      name       = "orders"
      fifo_queue = true
    }

Instead
    resource "aws_sqs_queue" "orders" {
      name       = "orders.fifo"
      fifo_queue = true
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding, resources

CODE = "TFG560"

_FLAGS = {"aws_sqs_queue": "fifo_queue", "aws_sns_topic": "fifo_topic"}
_END = ".fifo"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each name that does not fit its queue or topic."""
    for block in resources(context, *_FLAGS):
        name = block.argument("name")
        is_fifo = _is_fifo(block)
        if name is None or is_fifo is None or not isinstance(name.value, str):
            continue
        if is_fifo and not name.value.endswith(_END):
            detail = f"The name of a FIFO queue or topic ends in {_END}."
            help_ = f'Write "{name.value}{_END}".'
            yield aws_finding(CODE, name, f'"{name.value}" does not end in {_END}', detail, help_)
        elif not is_fifo and name.value.endswith(_END):
            detail = f"Only FIFO queues and topics have names that end in {_END}."
            help_ = f"Set {_FLAGS[block.path]} = true, or leave the ending out."
            yield aws_finding(CODE, name, f'"{name.value}" is no FIFO name', detail, help_)


def _is_fifo(block: ResourceBlock) -> bool | None:
    """True, False, or None where it is not known."""
    flag = block.argument(_FLAGS[block.path])
    if flag is None:
        return False
    if isinstance(flag.value, bool):
        return flag.value
    return {"true": True, "false": False}.get(str(flag.value))

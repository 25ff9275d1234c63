"""More or fewer elements than the provider takes.

What it finds
    A list or set whose number of elements is certain, or nested blocks, more or fewer than the
    AWS provider takes though its schema does not say so. The real providers 3.39.0 and 5.100.0
    were asked; for another version the nearest of them counts, as a warning, where the argument
    is the same.

Why it matters
    The provider refuses it when Terraform validates.

Example
    resource "aws_backup_restore_testing_plan" "monthly" {
      name                = "monthly"
      schedule_expression = "cron(0 1 1 * ? *)"
    }

Instead
    resource "aws_backup_restore_testing_plan" "monthly" {
      name                = "monthly"
      schedule_expression = "cron(0 1 1 * ? *)"

      recovery_point_selection {
        algorithm            = "LATEST_WITHIN_WINDOW"
        include_vaults       = ["*"]
        recovery_point_types = ["SNAPSHOT"]
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.aws.refusals.accept import takes_count
from tfgen.aws.refusals.model import ValueRefusal
from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._knowledge import known
from tfgen.rules.provider._refusals import JudgedBlock, judged_arguments, judged_blocks
from tfgen.rules.provider._words import bounds
from tfgen.terraform.analysis.plan_time import count_of, over
from tfgen.terraform.config.findings import missing_block_range
from tfgen.terraform.schema import NestedBlock

CODE = "TFG324"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each list, set or kind of block of the wrong size."""
    for judged in judged_arguments(context, "items"):
        found = known(context, judged.argument.expr)
        if found is None or not isinstance(found.value.data, tuple):
            continue
        count = len(found.value.data)
        if not takes_count(judged.refusal, count):
            yield judged.judged.diagnostic(
                CODE,
                judged.argument.expr.range,
                f'"{judged.argument.name}" cannot have {_elements(count)}',
                f"It takes {bounds(judged.refusal)}.",
                "",
                found.planned,
            )
    for block in judged_blocks(context):
        for refusal in block.asked.refusals.values:
            if refusal.kind == "items":
                yield from _blocks(block, refusal)


def _elements(count: int) -> str:
    return "1 element" if count == 1 else f"{count} elements"


def _blocks(judged: JudgedBlock, refusal: ValueRefusal) -> Iterator[Diagnostic]:
    """A finding where a block inside this one occurs too often or not at all."""
    above, _, name = refusal.path.rpartition(".")
    nested = judged.block.schema.blocks.get(name)
    if above != judged.path or nested is None or not judged.applies((refusal.path,)):
        return
    count = _count(judged, name)
    if count is None or _is_said_by_schema(nested, count):
        return
    if not takes_count(refusal, count):
        block = judged.block
        yield judged.diagnostic(
            CODE,
            missing_block_range(block.parsed, block.header, block.body),
            f'Block "{name}" cannot occur {count} times' if count else f'Missing block "{name}"',
            f"There must be {bounds(refusal)}.",
            "" if count else f"Add a block {name} {{ ... }}.",
            planned=False,
        )


def _is_said_by_schema(nested: NestedBlock, count: int) -> bool:
    """True if the rules on blocks find fault with the number."""
    if count < max(nested.least, nested.advisory_min):
        return True
    limits = [limit for limit in (nested.most, nested.advisory_max) if limit is not None]
    return bool(limits) and count > min(limits)


def _count(judged: JudgedBlock, name: str) -> int | None:
    """The number of blocks of a name; None where a dynamic one may make any number of them."""
    count = 0
    for label, block in judged.block.blocks():
        if label != name:
            continue
        if block.type != "dynamic":
            count += 1
            continue
        more = count_of(over(block))
        if more is None:
            return None
        count += more
    return None if name in judged.block.body.names else count

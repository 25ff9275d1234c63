"""A depends_on that is no list of references to whole objects.

What it finds
    ``depends_on`` that is not written as a list, entries that are no plain references, and entries that go on to an
    attribute.

Why it matters
    Terraform refuses it: "A static list expression is required", "Invalid depends_on reference".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_eip" "nat" {
      depends_on = [aws_vpc.main.id]
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_eip" "nat" {
      depends_on = [aws_vpc.main]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.static_forms import is_traversal
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Expr, Tuple
from tfgen.terraform.hcl.walk import Reference, plain_string, reference

CODE = "TFG230"

_STEPS = {"data": 2, "ephemeral": 2, "resource": 2, "action": 2, "module": 1}
"""Names after the root that make an object."""

_VALUES = frozenset({"var", "local", "path", "terraform", "count", "each", "self", "module"})
"""Roots that may go on to an attribute, or whose use elsewhere has rules of its own."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong depends_on, or each wrong entry."""
    for block, argument in context.analysis.language.arguments("depends_on"):
        if not isinstance(argument.expr, Tuple):
            yield _finding(
                block, argument.expr.range, "depends_on is a list, written as one", "Write [...]."
            )
            continue
        for item in argument.expr.items:
            yield from _check_entry(block, item)


def _check_entry(block: LanguageBlock, item: Expr) -> Iterator[Diagnostic]:
    text = plain_string(item)
    if text is not None and is_traversal(text):
        return
    entry = reference(item)
    if entry is None:
        detail = "Each entry is the name of an object, without calculation: aws_vpc.main."
        yield _finding(block, item.range, detail, "Remove it, or name the object alone.")
        return
    range_ = _wrong_range(entry)
    if range_:
        yield _entry_diagnostic(block, entry, range_)


def _wrong_range(entry: Reference) -> Range | None:
    """The range at which a reference goes on behind its object; all of it, where it names none."""
    steps = entry.steps
    needed = _STEPS.get(entry.root, 1)
    if len(steps) < needed or any(step.index for step in steps[:needed]):
        return entry.range if entry.root in _STEPS and steps else None
    if entry.root in _VALUES:
        return None
    for position, step in enumerate(steps[needed:]):
        if position > 0 or not step.index:
            return step.range
    return None


def _entry_diagnostic(block: LanguageBlock, entry: Reference, range_: Range) -> Diagnostic:
    """The finding for a reference that is not one to an object."""
    object_ = ".".join(entry.names[: _STEPS.get(entry.root, 1) + 1])
    if range_ == entry.range:
        return _finding(
            block, range_, f"{object_} names no object.", "Write type and name: aws_vpc.main."
        )
    detail = f"depends_on holds whole objects, not their attributes: {object_}."
    return _finding(block, range_, detail, f"Write {object_}.")


def _finding(block: LanguageBlock, range_: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, block.parsed, range_, "Invalid depends_on", detail, help_)

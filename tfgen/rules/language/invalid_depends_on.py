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
    for each, argument in context.analysis.language.arguments("depends_on"):
        if not isinstance(argument.expr, Tuple):
            yield _finding(each, argument.expr.range, "depends_on is a list, written as one", "Write [...].")
            continue
        for item in argument.expr.items:
            yield from _item(each, item)


def _item(each: LanguageBlock, item: Expr) -> Iterator[Diagnostic]:
    text = plain_string(item)
    if text is not None and is_traversal(text):
        return
    written = reference(item)
    if written is None:
        detail = "Each entry is the name of an object, without calculation: aws_vpc.main."
        yield _finding(each, item.range, detail, "Remove it, or name the object alone.")
    elif wrong := _beyond(written):
        yield wrong_entry(each, written, wrong)


def _beyond(written: Reference) -> Range | None:
    """Where a reference goes on behind its object, or is none yet."""
    names = written.steps
    needed = _STEPS.get(written.root, 1)
    if len(names) < needed or any(step.index for step in names[:needed]):
        return written.range if written.root in _STEPS and names else None
    if written.root in _VALUES:
        return None
    rest = names[needed:]
    rest = rest[1:] if rest and rest[0].index else rest
    return rest[0].range if rest else None


def wrong_entry(each: LanguageBlock, written: Reference, place: Range) -> Diagnostic:
    """The finding for a reference that is not one to an object."""
    object_ = ".".join(written.names[: _STEPS.get(written.root, 1) + 1])
    if place == written.range:
        return _finding(each, place, f"{object_} names no object.", "Write type and name: aws_vpc.main.")
    detail = f"depends_on holds whole objects, not their attributes: {object_}."
    return _finding(each, place, detail, f"Write {object_}.")


def _finding(each: LanguageBlock, place: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, each.parsed, place, "Invalid depends_on", detail, help_)

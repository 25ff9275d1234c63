"""A replace_triggered_by that Terraform cannot follow.

What it finds
    ``replace_triggered_by`` that is not written as a list, and entries that do not refer to exactly one resource.

Why it matters
    Terraform refuses it: "Only resources, count.index, and each.key may be used in replace_triggered_by".

Example
    variable "revision" {
      type = string
    }

    resource "aws_eip" "nat" {
      lifecycle {
        replace_triggered_by = [var.revision]
      }
    }

Instead
    variable "revision" {
      type = string
    }

    resource "terraform_data" "revision" {
      input = var.revision
    }

    resource "aws_eip" "nat" {
      lifecycle {
        replace_triggered_by = [terraform_data.revision]
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Expr, Tuple
from tfgen.terraform.hcl.walk import Reference, references

CODE = "TFG233"

_OTHERS = frozenset({"var", "local", "module", "path", "terraform", "self", "ephemeral", "action"})
_INSTANCE = {"each": "key", "count": "index"}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong replace_triggered_by, or each wrong entry."""
    for block, argument in context.analysis.language.arguments("replace_triggered_by"):
        if not isinstance(argument.expr, Tuple):
            yield _finding(
                block, argument.expr.range, "It is a list, written as one: [aws_vpc.main]."
            )
            continue
        for item in argument.expr.items:
            detail = _wrong_entry(item)
            if detail:
                yield _finding(block, item.range, detail)


def _wrong_entry(item: Expr) -> str | None:
    resources = 0
    for reference in references(item):
        detail = _wrong_reference(reference)
        if detail:
            return detail
        if reference.root not in _INSTANCE:
            resources += 1
    if resources == 0:
        return "It refers to no resource."
    return "It refers to more than one resource." if resources > 1 else None


def _wrong_reference(reference: Reference) -> str | None:
    name = ".".join(reference.names)
    if reference.root in _INSTANCE:
        allowed = _INSTANCE[reference.root]
        if reference.names[1:2] == (allowed,):
            return None
        return f"Of {reference.root}, only {reference.root}.{allowed} can stand here."
    if reference.root in _OTHERS:
        return f"{name} is no resource; only resources, count.index and each.key can stand here."
    needed = 3 if reference.root in ("data", "resource") else 2
    if len(reference.names) < needed:
        return f"{name} names no resource: write type and name."
    return None


def _finding(block: LanguageBlock, range_: Range, detail: str) -> Diagnostic:
    help_ = "To follow a plain value, keep it in a terraform_data resource and name that."
    return diagnostic(CODE, block.parsed, range_, "Invalid replace_triggered_by", detail, help_)

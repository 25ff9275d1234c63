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


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong replace_triggered_by, or each wrong entry."""
    for each, argument in context.analysis.language.arguments("replace_triggered_by"):
        if not isinstance(argument.expr, Tuple):
            yield _finding(each, argument.expr.range, "It is a list, written as one: [aws_vpc.main].")
            continue
        for item in argument.expr.items:
            if wrong := _wrong(item):
                yield _finding(each, item.range, wrong)


def _wrong(item: Expr) -> str | None:
    resources = 0
    for written in references(item):
        if written.root in ("each", "count"):
            if wrong := _wrong_instance(written):
                return wrong
        elif written.root in _OTHERS:
            return f"{'.'.join(written.names)} is no resource; only resources, count.index and each.key can stand here."
        elif len(written.names) < (3 if written.root in ("data", "resource") else 2):
            return f"{'.'.join(written.names)} names no resource: write type and name."
        else:
            resources += 1
    if resources == 1:
        return None
    return "It refers to more than one resource." if resources else "It refers to no resource."


def _wrong_instance(written: Reference) -> str | None:
    allowed = {"each": "key", "count": "index"}[written.root]
    if written.names[1:2] == (allowed,):
        return None
    return f"Of {written.root}, only {written.root}.{allowed} can stand here."


def _finding(each: LanguageBlock, place: Range, detail: str) -> Diagnostic:
    help_ = "To follow a plain value, keep it in a terraform_data resource and name that."
    return diagnostic(CODE, each.parsed, place, "Invalid replace_triggered_by", detail, help_)

"""An expected failure that cannot come.

What it finds
    ``expect_failures`` that is no list; entries that are no references to an input variable, an output value, a check,
    a resource or a data source; and entries that the module which the run executes does not declare.

Why it matters
    Only objects with conditions of their own can fail. Terraform refuses others: "Invalid `expect_failures`
    reference". An object that is not declared never fails, so that the test does: "Missing expected failure".

Example
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }

    # ./tests/name.tftest.hcl
    run "refuses_an_empty_name" {
      command = plan

      variables {
        name = ""
      }

      expect_failures = [local.name]
    }

Instead
    variable "name" {
      type = string

      validation {
        condition     = var.name != ""
        error_message = "The name must not be empty."
      }
    }

    output "name" {
      value = var.name
    }

    # ./tests/name.tftest.hcl
    run "refuses_an_empty_name" {
      command = plan

      variables {
        name = ""
      }

      expect_failures = [var.name]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.static_forms import unquoted
from tfgen.terraform.analysis.test_runs import TestRun, runs_under_test
from tfgen.terraform.config.configuration import Address, Configuration, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Expr, Tuple
from tfgen.terraform.hcl.walk import Reference, reference

CODE = "TFG254"

_KINDS = {
    "var": "input variable",
    "output": "output value",
    "check": "check",
    "data": "data source",
}
_CANNOT = frozenset(
    {"local", "module", "run", "path", "terraform", "each", "count", "self", "provider"}
)
_LONG = frozenset({"data", "ephemeral", "resource"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each entry that cannot fail."""
    for block, argument in context.analysis.language.arguments("expect_failures"):
        yield from _check_form(block, argument.expr)
    for run in runs_under_test(context.analysis):
        expr = run.block.body.get("expect_failures")
        if expr is not None and run.module is not None:
            yield from _check_declared(run, expr, run.module.configuration)


def _check_form(block: LanguageBlock, expr: Expr) -> Iterator[Diagnostic]:
    if not isinstance(expr, Tuple):
        yield _finding(block.parsed, expr.range, "It is a list of objects.", "Write [...].")
        return
    for item in _entries(expr):
        entry = reference(item)
        if entry is None or not _is_whole(entry):
            yield _finding(block.parsed, item.range, "Each entry names an object.", "")
        elif entry.root in _CANNOT:
            detail = f"{'.'.join(entry.names[:2])} has no condition of its own that could fail."
            help_ = "Name an input variable, an output, a check, a resource or a data source."
            yield _finding(block.parsed, item.range, detail, help_)


def _entries(expr: Expr) -> tuple[Expr, ...]:
    """The entries of the list, those in quotes as references."""
    entries = unquoted(expr)
    if isinstance(entries, Tuple):
        return entries.items
    return ()


def _is_whole(entry: Reference) -> bool:
    return len(entry.names) > (2 if entry.root in _LONG else 1)


def _check_declared(run: TestRun, expr: Expr, configuration: Configuration) -> Iterator[Diagnostic]:
    for item in _entries(expr):
        entry = reference(item)
        if entry is None or entry.root in _CANNOT or not _is_whole(entry):
            continue
        address = _address(entry)
        if address not in configuration.declared:
            kind = _KINDS.get(address[0], "resource")
            detail = (
                f"The module that run {run.name} executes declares no such {kind}, "
                "so that it never fails. terraform test finds this."
            )
            yield _finding(run.parsed, item.range, detail, _suggestion(address, configuration))


def _address(entry: Reference) -> Address:
    if entry.root == "resource":
        return entry.names[1:3]
    return entry.names[: 3 if entry.root in _LONG else 2]


def _suggestion(address: Address, configuration: Configuration) -> str:
    known: list[str] = []
    for declared in configuration.declared:
        if len(declared) == len(address) and declared[:-1] == address[:-1]:
            known.append(".".join(declared))
    return did_you_mean(".".join(address), known)


def _finding(parsed: Parsed, place: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, parsed, place, "Invalid expected failure", detail, help_)

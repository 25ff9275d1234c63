"""A reference in a test file that leads nowhere.

What it finds
    ``run.NAME`` of no run, or of one that is not executed before; an output that the module which a run executed does
    not have, in ``run.NAME.output`` and ``output.NAME``; and references in a ``variables`` block to anything but
    variables and earlier runs.

Why it matters
    ``terraform test`` stops there: "Reference to undeclared run block", "Reference to undeclared output value",
    "Invalid reference".

Example
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }

    # ./tests/name.tftest.hcl
    run "create" {
      variables {
        name = "orders"
      }
    }

    run "again" {
      variables {
        name = run.create.nam
      }
    }

Instead
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }

    # ./tests/name.tftest.hcl
    run "create" {
      variables {
        name = "orders"
      }
    }

    run "again" {
      variables {
        name = run.create.name
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.test_runs import TestRun, is_run_parallel, runs_under_test
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import Reference, Step, references

CODE = "TFG256"
_BY_TEST = "terraform test finds this."


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference to nothing."""
    for run in runs_under_test(context.analysis):
        for expr in _assertions(run):
            yield from _check_expression(run, expr)
        for value in run.variables:
            yield from _check_expression(run, value.expr)
            if context.configuration.engine == "terraform":
                yield from _check_value(run, value.expr)


def _assertions(run: TestRun) -> Iterator[Expr]:
    for block in run.blocks("assert"):
        for argument in block.body.attributes:
            yield argument.expr


def _check_expression(run: TestRun, expr: Expr) -> Iterator[Diagnostic]:
    for reference in references(expr):
        if not reference.steps or reference.steps[0].index:
            continue
        if reference.root == "run":
            yield from _check_run(run, reference)
        elif reference.root == "output" and run.module is not None:
            yield from _check_output(run, reference.steps[0], run)


def _check_run(run: TestRun, reference: Reference) -> Iterator[Diagnostic]:
    name = str(reference.steps[0].key)
    earlier = run.earlier.get(name)
    if earlier is None and name in run.later:
        if is_run_parallel(run.block):
            return
        detail = f"{name} is executed after {run.name}." if name != run.name else "It is this one."
        summary = f"Run {name} is not executed yet"
        yield diagnostic(
            CODE, run.parsed, reference.range, summary, f"{detail} {_BY_TEST}", "Move it before."
        )
    elif earlier is None:
        place, known = reference.steps[0].range, tuple(run.earlier)
        summary, detail = f"No run {name}", f"The file has no run of that name before. {_BY_TEST}"
        fix = rename_fix(place, name, known)
        yield diagnostic(
            CODE, run.parsed, reference.range, summary, detail, did_you_mean(name, known), fix=fix
        )
    elif earlier.module is not None and len(reference.steps) > 1 and not reference.steps[1].index:
        yield from _check_output(run, reference.steps[1], earlier)


def _check_output(run: TestRun, step: Step, executed: TestRun) -> Iterator[Diagnostic]:
    """Check that an output is one of the module that ``executed`` executes."""
    if executed.module is None:
        return
    name, outputs = str(step.key), executed.module.configuration.interface.outputs
    if name not in outputs:
        detail = f"The module that run {executed.name} executes has no such output. {_BY_TEST}"
        yield diagnostic(
            CODE,
            run.parsed,
            step.range,
            f'Unknown output "{name}"',
            detail,
            did_you_mean(name, outputs),
            fix=rename_fix(step.range, name, outputs),
        )


def _check_value(run: TestRun, expr: Expr) -> Iterator[Diagnostic]:
    for reference in references(expr):
        if reference.root not in ("var", "run"):
            name = ".".join(reference.names)
            detail = f"Values of variables can refer to var and to earlier runs only. {_BY_TEST}"
            help_ = ""
            if reference.root == "output":
                help_ = "Write run.NAME and the output, NAME being the run that it is of."
            yield diagnostic(
                CODE, run.parsed, reference.range, f"{name} is not known here", detail, help_
            )

"""A value in a test file that its variable does not take.

What it finds
    A constant in a ``variables`` block of a test file or of one of its runs that cannot become the type of the
    variable in the module which the run executes.

Why it matters
    ``terraform test`` stops at that run: "Invalid value for input variable".

Example
    variable "ports" {
      type = list(number)
    }

    output "ports" {
      value = var.ports
    }

    # ./tests/ports.tftest.hcl
    run "plan" {
      command = plan

      variables {
        ports = 443
      }
    }

Instead
    variable "ports" {
      type = list(number)
    }

    output "ports" {
      value = var.ports
    }

    # ./tests/ports.tftest.hcl
    run "plan" {
      command = plan

      variables {
        ports = [443]
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.language.value_of_wrong_type import unsuitable
from tfgen.terraform.analysis.test_runs import file_variables, runs_under_test
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG258"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each value that a run gives to a variable which does not take it."""
    for run in runs_under_test(context.analysis):
        if run.module is None:
            continue
        values = {value.name: value.expr for value in file_variables(run.parsed)}
        values |= {value.name: value.expr for value in run.variables}
        for name, expr in values.items():
            for wrong in unsuitable(name, expr, run.module.configuration):
                detail = f"{wrong.detail} terraform test finds this."
                yield diagnostic(CODE, run.parsed, wrong.range, wrong.summary, detail, wrong.help)

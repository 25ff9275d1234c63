"""A value for a variable that is not declared.

What it finds
    A name in a ``.tfvars`` or ``.tfvars.json`` file that no variable of the directory has; in a test file one that no
    module which its runs execute declares, and nothing in the file refers to.

Why it matters
    Terraform warns and ignores the value: usually the name is misspelt, and the variable keeps its default.

Example
    variable "instance_count" {
      type = number
    }

    output "instance_count" {
      value = var.instance_count
    }
    # ./terraform.tfvars
    instance_cuont = 3

Instead
    variable "instance_count" {
      type = number
    }

    output "instance_count" {
      value = var.instance_count
    }
    # ./terraform.tfvars
    instance_count = 3
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.test_runs import TestRun, file_variables, runs_under_test
from tfgen.terraform.config.configuration import Configuration, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Attribute, Body
from tfgen.terraform.hcl.walk import expressions, reference

CODE = "TFG284"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each value that no variable takes."""
    configuration = context.configuration
    of_tests = _referred_in_tests(configuration)
    for parsed in configuration.values_files if configuration.complete else ():
        for attribute in parsed.body.attributes:
            address = ("var", attribute.name)
            if address not in configuration.declared and address not in of_tests:
                yield _undeclared(parsed, attribute, configuration, "This directory")
    yield from _check_runs(context)


def _referred_in_tests(configuration: Configuration) -> frozenset[tuple[str, ...]]:
    """The variables that test files refer to; a values file may be there for them."""
    names: set[tuple[str, ...]] = set()
    for parsed in configuration.tests.tests if configuration.values_files else ():
        names |= _referred(parsed.body)
    return frozenset(names)


def _check_runs(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each value of a test run, and of a test file, that nothing takes."""
    runs: dict[str, list[TestRun]] = {}
    for run in runs_under_test(context.analysis):
        runs.setdefault(run.parsed.file.path, []).append(run)
        if run.module is not None:
            yield from _check_values(run, run.variables, [run])
    for of_file in runs.values():
        known = [run for run in of_file if run.module]
        if known and all(run.module or run.is_missing for run in of_file):
            yield from _check_values(known[0], file_variables(known[0].parsed), known)


def _check_values(
    run: TestRun, values: Iterable[Attribute], takers: Sequence[TestRun]
) -> Iterator[Diagnostic]:
    configurations = []
    for taker in takers:
        if taker.module:
            configurations.append(taker.module.configuration)
    for value in values:
        declared = any(("var", value.name) in each.declared for each in configurations)
        if not declared and ("var", value.name) not in _referred(run.parsed.body):
            subject = "No module that the runs of this file execute"
            if len(takers) == 1:
                subject = f"The module that run {run.name} executes"
            yield _undeclared(run.parsed, value, configurations[0], subject)


def _referred(body: Body) -> set[tuple[str, ...]]:
    """The variables that expressions of a test file refer to."""
    names: set[tuple[str, ...]] = set()
    for expr in expressions(body):
        whole = reference(expr)
        if whole is not None:
            names.add(whole.names[:2])
    return names


def _undeclared(
    parsed: Parsed, attribute: Attribute, configuration: Configuration, subject: str
) -> Diagnostic:
    name, place = attribute.name, attribute.name_range
    known = []
    for address, _ in configuration.of_kind("var"):
        known.append(address[1])
    verb = "declares such a" if subject.startswith("No ") else "declares no such"
    detail = f"{subject} {verb} variable; Terraform ignores the value."
    help_ = did_you_mean(name, known) or "Declare the variable, or remove the value."
    summary = f'Value for undeclared variable "{name}"'
    fix = rename_fix(place, name, known, parsed.body.names)
    return diagnostic(CODE, parsed, place, summary, detail, help_, Severity.WARNING, fix=fix)

"""A value for a variable that is not declared.

What it finds
    A name in a ``.tfvars`` or ``.tfvars.json`` file that no variable of the directory has.

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

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.configuration import Configuration, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG284"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each value that no variable takes."""
    configuration = context.configuration
    for parsed in configuration.values_files if configuration.complete else ():
        for attribute in parsed.body.attributes:
            if ("var", attribute.name) not in configuration.declared:
                yield _undeclared(parsed, attribute, configuration)


def _undeclared(parsed: Parsed, attribute: Attribute, configuration: Configuration) -> Diagnostic:
    name, place = attribute.name, attribute.name_range
    known = [address[1] for address, _ in configuration.of_kind("var")]
    detail = "This directory declares no such variable; Terraform ignores the value."
    help_ = did_you_mean(name, known) or "Declare the variable, or remove the value."
    summary = f'Value for undeclared variable "{name}"'
    fix = rename_fix(place, name, known, parsed.body.names)
    return diagnostic(CODE, parsed, place, summary, detail, help_, Severity.WARNING, fix=fix)

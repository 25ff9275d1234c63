"""A required_version that no Terraform 1.x meets.

What it finds
    ``required_version`` in ``terraform`` blocks that leaves out all versions from 1.0 on: ``"~> 0.12"``, ``">= 99"``.

Why it matters
    Terraform refuses to work with the directory: "Unsupported Terraform Core version".

Example
    terraform {
      required_version = "~> 0.12"
    }

Instead
    terraform {
      required_version = ">= 1.0"
    }
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.file_kinds import ENGINE_NAMES
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.schema.choose import is_constraint, meets

CODE = "TFG251"

_FIRST = {"terraform": 0, "tofu": 6}
"""The first minor version of each engine's major 1."""

_VERSIONS = {
    engine: tuple(
        f"1.{minor}.{patch}" for minor, patch in product(range(first, 100), (*range(13), 99))
    )
    for engine, first in _FIRST.items()
}
"""Versions of the major that tfgen knows, those to come among them."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each valid constraint that no Terraform 1.x meets."""
    for block in context.analysis.language.named("terraform"):
        argument = block.argument("required_version")
        text = plain_string(argument.expr) if argument else None
        if argument is None or text is None or not is_constraint(text):
            continue
        if not meets(text, _VERSIONS[context.configuration.engine]):
            engine = ENGINE_NAMES[context.configuration.engine]
            detail = f'No {engine} 1.x meets "{text}".'
            help_ = 'Require the versions that you test with: ">= 1.5".'
            yield diagnostic(
                CODE, block.parsed, argument.expr.range, "Unmet required_version", detail, help_
            )

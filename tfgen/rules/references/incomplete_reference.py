"""A reference that stops before it names anything.

What it finds
    ``var``, ``local``, ``module``, ``path``, ``each`` and the like alone or with ``[...]`` instead of a name after a
    dot, ``data.aws_vpc`` and ``aws_vpc["main"]``, which name no data source and no resource, and roots that Terraform
    reserves (``template``, ``lazy``, ``arg``, ``action``).

Why it matters
    Terraform refuses it: "Invalid reference".

Example
    data "aws_vpc" "main" {
    }

    output "vpc" {
      value = data.aws_vpc
    }

Instead
    data "aws_vpc" "main" {
    }

    output "vpc" {
      value = data.aws_vpc.main.id
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.attribute_access import RESERVED
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.walk import Reference

CODE = "TFG408"

_ONE_NAME = {
    "var": "the name of an input variable",
    "local": "the name of a local value",
    "module": "the name of a module",
    "path": '"module", "root" or "cwd"',
    "terraform": '"workspace" or "applying"',
    "each": '"key" or "value"',
    "count": '"index"',
}
"""Roots that need one name, and what it is."""

_TWO_NAMES = frozenset({"data", "ephemeral", "resource"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference that is not complete."""
    for scoped, reference in context.analysis.references:
        detail = _wrong_reference(reference)
        if detail:
            summary = f'Incomplete reference "{".".join(reference.names)}"'
            yield diagnostic(
                CODE, scoped.parsed, reference.range, summary, detail, planned=scoped.planned
            )


def _wrong_reference(reference: Reference) -> str | None:
    root, names = reference.root, len(reference.names) - 1
    if root in RESERVED or root == "action":
        return f'Terraform reserves the word "{root}"; a resource type of this name needs "resource." before it.'
    if root == "module" and [step.index for step in reference.steps[:3]] == [False, True, True]:
        return "After an instance of a module stands the name of an output, with a dot."
    if root in _ONE_NAME:
        return None if names else f'After "{root}." stands {_ONE_NAME[root]}.'
    if root in _TWO_NAMES:
        return None if names > 1 else f'After "{root}." stand a type and a name.'
    if root == "self" or names or not reference.steps:
        return None
    return f'After the resource type "{root}" stands the name of a resource, with a dot.'

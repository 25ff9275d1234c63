"""An attribute that Terraform's own objects do not have.

What it finds
    ``path.`` with another name than ``module``, ``root`` or ``cwd``; ``terraform.`` with another than ``workspace`` or
    ``applying``; ``count.`` with another than ``index``; ``each.`` with another than ``key`` or ``value``. A warning
    where Terraform finds out only when it plans.

Why it matters
    Terraform refuses it: "Invalid "each" attribute".

Example
    resource "aws_vpc" "main" {
      for_each   = toset(["10.0.0.0/16"])
      cidr_block = each.valeu
    }

Instead
    resource "aws_vpc" "main" {
      for_each   = toset(["10.0.0.0/16"])
      cidr_block = each.value
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.walk import Reference

CODE = "TFG409"

_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "path": ("module", "root", "cwd"),
    "terraform": ("workspace", "applying"),
    "tofu": ("workspace", "applying"),
    "count": ("index",),
    "each": ("key", "value"),
}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each attribute that is not there."""
    for scoped, reference in context.analysis.references:
        known = _ATTRIBUTES.get(reference.root)
        if known and len(reference.names) > 1 and reference.names[1] not in known:
            yield _finding(scoped, reference, known)


def _finding(scoped: Scoped, reference: Reference, known: tuple[str, ...]) -> Diagnostic:
    step = reference.steps[0]
    name = str(step.key)
    return diagnostic(
        CODE,
        scoped.parsed,
        reference.root_range.to(step.range),
        f'Unknown attribute "{name}" of "{reference.root}"',
        f'"{reference.root}" has {" and ".join(known)} only.',
        did_you_mean(name, known),
        planned=scoped.planned,
        fix=rename_fix(step.range, name, known),
    )

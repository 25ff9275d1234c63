"""A block of the Terraform language without an argument that it needs.

What it finds
    A module without ``source``, an output without ``value``, a condition without ``error_message``, a ``moved`` block
    without ``to``, an ``import`` block without ``id`` or ``identity``, a ``dynamic`` block without ``for_each``.

Why it matters
    Terraform refuses it: "Missing required argument".

Example
    output "cidr" {
      description = "The range of addresses."
    }

Instead
    output "cidr" {
      description = "The range of addresses."
      value       = "10.0.0.0/16"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import sentence
from tfgen.rules.context import RuleContext
from tfgen.spelling import nearest
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock

CODE = "TFG223"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each missing argument that is not there under a misspelt name."""
    for each in context.analysis.language.blocks:
        if each.partial:
            continue
        for name in each.rules.required:
            if each.argument(name) is None and not _misspelt(name, each):
                yield _finding(each, f'Missing argument "{name}"', f'Add "{name}".')
        if each.name == "import" and not (each.argument("id") or each.argument("identity")):
            yield _finding(each, "Missing id of what is to be imported", 'Add "id" or "identity".')


def _finding(each: LanguageBlock, summary: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, each.parsed, each.block.header, summary, f"{sentence(each.title)} needs it.", help_)


def _misspelt(name: str, each: LanguageBlock) -> bool:
    """Whether another rule says already that an unknown name stands for this one."""
    if each.rules.open:
        return False
    body = each.block.body
    unknown = [a.name for a in body.attributes if a.name not in each.rules.arguments]
    return any(nearest(one, each.rules.arguments) == name for one in (*unknown, *(b.type for b in body.blocks)))

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
    for block in context.analysis.language.blocks:
        if block.partial:
            continue
        for name in block.rules.required:
            if block.argument(name) is None and not _is_misspelt(name, block):
                yield _finding(block, f'Missing argument "{name}"', f'Add "{name}".')
        if block.name == "import" and not (block.argument("id") or block.argument("identity")):
            yield _finding(block, "Missing id of what is to be imported", 'Add "id" or "identity".')


def _finding(block: LanguageBlock, summary: str, help_: str) -> Diagnostic:
    return diagnostic(
        CODE, block.parsed, block.block.header, summary, f"{sentence(block.title)} needs it.", help_
    )


def _is_misspelt(name: str, block: LanguageBlock) -> bool:
    """True where another rule reports an unknown name that must mean this one."""
    if block.rules.open:
        return False
    body, known = block.block.body, block.rules.arguments
    unknown = [argument.name for argument in body.attributes if argument.name not in known]
    unknown += [inner.type for inner in body.blocks]
    return any(nearest(written, known) == name for written in unknown)

"""A block with too many or too few labels.

What it finds
    A block of the language, or a nested block of a resource, data source or provider, whose number of labels is not
    the one that it needs: ``resource`` has two, ``variable`` one, ``lifecycle`` none.

Why it matters
    Terraform refuses it: "Missing name for ...", "Extraneous label for ...", and does not look into the block.

Example
    resource "aws_vpc" {
      cidr_block = "10.0.0.0/16"
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG222"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each block with a wrong number of labels."""
    for each in context.analysis.language.mislabelled:
        yield _finding(each.parsed, each.block, each.rules.labels)
    for site in context.analysis.schema_blocks:
        for name, block in site.blocks():
            if block.type != "dynamic" and block.labels and site.nested(name):
                yield _finding(site.parsed, block, ())


def _finding(parsed: Parsed, block: Block, labels: tuple[str, ...]) -> Diagnostic:
    wanted = f"labels: {' and '.join(labels)}" if len(labels) > 1 else f"label: {labels[0]}" if labels else "no label"
    if len(block.labels) < len(labels):
        missing = labels[len(block.labels)]
        summary = f"Missing {missing} of the {block.type} block"
        form = " ".join([block.type, *(f'"{label.upper()}"' for label in labels)])
        return diagnostic(CODE, parsed, block.header, summary, f"It needs its {wanted}.", f"Write {form} {{ ... }}.")
    surplus = block.labels[len(labels)]
    detail = f'The {block.type} block takes {wanted}; "{surplus.value}" is one too many.'
    return diagnostic(CODE, parsed, surplus.range, f"Too many labels for {block.type}", detail, "Remove it.")

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
    for block in context.analysis.language.mislabelled:
        yield _finding(block.parsed, block.block, block.rules.labels)
    for outer in context.analysis.schema_blocks:
        for name, inner in outer.blocks():
            if inner.type != "dynamic" and inner.labels and outer.nested(name):
                yield _finding(outer.parsed, inner, ())


def _finding(parsed: Parsed, block: Block, labels: tuple[str, ...]) -> Diagnostic:
    if len(block.labels) < len(labels):
        summary = f"Missing {labels[len(block.labels)]} of the {block.type} block"
        form = " ".join([block.type, *(f'"{label.upper()}"' for label in labels)])
        detail = f"It needs its {_listed(labels)}."
        return diagnostic(CODE, parsed, block.header, summary, detail, f"Write {form} {{ ... }}.")
    surplus = block.labels[len(labels)]
    detail = f'The {block.type} block takes {_listed(labels)}; "{surplus.value}" is one too many.'
    return diagnostic(
        CODE, parsed, surplus.range, f"Too many labels for {block.type}", detail, "Remove it."
    )


def _listed(labels: tuple[str, ...]) -> str:
    if not labels:
        return "no label"
    if len(labels) == 1:
        return f"label: {labels[0]}"
    return f"labels: {' and '.join(labels)}"

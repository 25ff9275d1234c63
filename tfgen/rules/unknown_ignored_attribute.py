"""An attribute in ``ignore_changes`` that the resource does not have.

What it finds
    Entries of ``ignore_changes`` that the provider's schema does not know, at any depth: ``ignore_changes = [tag]``,
    ``[root_block_device.volume_size]`` where the block is a list. Meta-arguments (``count``) are no attributes either.

Why it matters
    Terraform refuses it: "Unsupported attribute".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      lifecycle {
        ignore_changes = [tag]
      }
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      lifecycle {
        ignore_changes = [tags]
      }
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.syntax import Block, Expr, Template, Tuple
from tfgen.hcl.walk import Step, plain_string, reference
from tfgen.rules.model import found
from tfgen.rules.reading import schema_of
from tfgen.rules.traverse import misstep
from tfgen.rules.view import View

CODE = "TFG422"

_WORD = re.compile(r"[A-Za-z_][\w-]*\Z")


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each attribute that is not there."""
    for address, declared in view.configuration.managed():
        entries = list(_entries(declared.node)) if isinstance(declared.node, Block) else []
        schema = schema_of(address, declared, view.configuration) if entries else None
        for entry in entries if schema else ():
            assert schema
            wrong = misstep(schema, _steps(entry), ".".join(address))
            if wrong:
                summary = f'Nothing to ignore: "{wrong.step.key}"'
                yield found(CODE, declared.parsed, wrong.step.range, summary, wrong.detail, wrong.help)


def _entries(resource: Block) -> Iterator[Expr]:
    for block in resource.body.blocks:
        for attribute in block.body.attributes if block.type == "lifecycle" else ():
            if attribute.name == "ignore_changes" and isinstance(attribute.expr, Tuple):
                yield from attribute.expr.items


def _steps(entry: Expr) -> tuple[Step, ...]:
    """The path from the resource, as core reads it; nothing where it is no path."""
    if isinstance(entry, Template):
        text = plain_string(entry) or ""
        return (Step(text, entry.range),) if _WORD.match(text) else ()
    found = reference(entry)
    return (Step(found.root, found.root_range), *found.steps) if found else ()

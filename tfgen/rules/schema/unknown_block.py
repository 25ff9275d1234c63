"""A nested block that the provider's schema does not have.

What it finds
    ``name { ... }`` inside a resource, data source, provider or nested block that has no such block.

Why it matters
    Terraform refuses it: "Unsupported block type".

Example
    resource "aws_efs_file_system" "files" {
      lifecycle_polcy {
        transition_to_ia = "AFTER_30_DAYS"
      }
    }

Instead
    resource "aws_efs_file_system" "files" {
      lifecycle_policy {
        transition_to_ia = "AFTER_30_DAYS"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Edit, Fix
from tfgen.rules.base import article, sentence
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.rules.fixes.renames import advice, renamed
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.expressions import bound_in
from tfgen.terraform.analysis.schema_blocks import META_BLOCKS, SchemaBlock
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.edits import first_word
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG310"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown block."""
    for site in context.analysis.schema_blocks:
        for name, block in site.blocks():
            if name not in site.schema.blocks and name not in site.schema.attributes:
                meta = META_BLOCKS.get(site.kind or "", ())
                where = article(site.kind, site.path)
                yield diagnostic(
                    CODE,
                    site.parsed,
                    block.header,
                    f'Unknown block "{name}"',
                    f"{sentence(where)} has no such block.",
                    advice(f"{site.path}.{name}")
                    or did_you_mean(name, (*site.schema.blocks, *site.schema.attributes, *meta)),
                    fix=_fix(site, name, block),
                )


def _fix(site: SchemaBlock, name: str, block: Block) -> Fix | None:
    """The right name, in a ``dynamic`` block also where its content goes by it. Arguments are no blocks."""
    dynamic = block.type == "dynamic"
    place = block.labels[0].range if dynamic else first_word(block.header, len(name))
    if entry := renamed(f"{site.path}.{name}"):
        text = f'"{entry.to}"' if dynamic else entry.to
        fix = Fix(f'Write "{entry.to}"', (Edit(place, text),), entry.safe) if entry.to in site.schema.blocks else None
    else:
        known = (*site.schema.blocks, *META_BLOCKS.get(site.kind or "", ()))
        attributes = site.schema.attributes
        fix = rename_fix(place, name, (*known, *attributes), attributes, quoted=dynamic)
    if fix is None or not dynamic or any(a.name == "iterator" for a in block.body.attributes):
        return fix
    new = fix.edits[0].text.strip('"')
    return Fix(fix.title, (*fix.edits, *(Edit(place, new) for place in bound_in(block, name))), fix.safe)

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

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Edit, Fix
from tfgen.rules.base import article, sentence
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.rules.fixes.renames import advice, renamed
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.expressions import bound_in
from tfgen.terraform.analysis.schema_blocks import META_BLOCKS, SchemaBlock
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.edits import first_word
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG310"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown block."""
    for block in context.analysis.schema_blocks:
        if block.schema.open:
            continue
        for name, inner in block.blocks():
            if name not in block.schema.blocks and name not in block.schema.attributes:
                yield diagnostic(
                    CODE,
                    block.parsed,
                    inner.header,
                    f'Unknown block "{name}"',
                    f"{sentence(article(block.kind, block.path))} has no such block.",
                    _help(block, name),
                    fix=_fix(block, name, inner),
                )


def _help(block: SchemaBlock, name: str) -> str:
    meta = META_BLOCKS.get(block.kind or "", ())
    known = (*block.schema.blocks, *block.schema.attributes, *meta)
    return advice(f"{block.path}.{name}") or did_you_mean(name, known)


def _fix(block: SchemaBlock, name: str, inner: Block) -> Fix | None:
    """The right name, in a ``dynamic`` block also where its content goes by it."""
    if inner.type != "dynamic":
        return _name_fix(block, name, first_word(inner.header, len(name)))
    fix = _name_fix(block, name, inner.labels[0].range, quoted=True)
    if fix is None or inner.body.argument("iterator"):
        return fix
    new = fix.edits[0].text.strip('"')
    uses = []
    for range_ in bound_in(inner, name):
        uses.append(Edit(range_, new))
    return replace(fix, edits=(*fix.edits, *uses))


def _name_fix(block: SchemaBlock, name: str, range_: Range, quoted: bool = False) -> Fix | None:
    """The right name at one range. A block is never renamed to an argument."""
    entry = renamed(f"{block.path}.{name}")
    if entry is None:
        known = (*block.schema.blocks, *META_BLOCKS.get(block.kind or "", ()))
        attributes = block.schema.attributes
        return rename_fix(range_, name, (*known, *attributes), attributes, quoted=quoted)
    if entry.to not in block.schema.blocks:
        return None
    text = f'"{entry.to}"' if quoted else entry.to
    return Fix(f'Write "{entry.to}"', (Edit(range_, text),), entry.safe)

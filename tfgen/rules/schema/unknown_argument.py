"""An argument that the provider's schema does not have.

What it finds
    An argument of a resource, data source, provider or nested block that does not exist in the provider version.

Why it matters
    Terraform refuses it when it plans: "Unsupported argument". Often it is a slip of the pen, or an argument that
    another version of the provider has.

Example
    resource "aws_efs_file_system" "files" {
      encryptd = true
    }

Instead
    resource "aws_efs_file_system" "files" {
      encrypted = true
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Fix
from tfgen.rules.base import article, sentence
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.blocks import as_blocks
from tfgen.rules.fixes.edits import rename_fix
from tfgen.rules.fixes.renames import advice, argument_rename_fix, renamed
from tfgen.rules.schema._written_names import written_names
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.schema_blocks import META_ARGUMENTS, META_BLOCKS, SchemaBlock
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG301"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown argument."""
    for block in context.analysis.schema_blocks:
        for argument in block.arguments():
            if argument.name in block.schema.attributes or argument.name in block.schema.blocks:
                continue
            if block.schema.open:
                continue
            where = article(block.kind, block.path)
            yield diagnostic(
                CODE,
                block.parsed,
                argument.name_range,
                f'Unknown argument "{argument.name}"',
                f"{sentence(where)} has no such argument in {block.of}.",
                _help(block, argument),
                fix=_fix(block, argument),
            )


def _is_meta_block(block: SchemaBlock, name: str) -> bool:
    return name in META_BLOCKS.get(block.kind or "", ())


def _help(block: SchemaBlock, argument: Attribute) -> str:
    if _is_meta_block(block, argument.name):
        return f"Write {argument.name} {{ ... }}: it is a block."
    return advice(f"{block.path}.{argument.name}") or did_you_mean(argument.name, _known(block))


def _fix(block: SchemaBlock, argument: Attribute) -> Fix | None:
    if _is_meta_block(block, argument.name):
        return as_blocks(block.parsed, argument, None)
    written = written_names(block)
    entry = renamed(f"{block.path}.{argument.name}")
    if entry is None:
        return rename_fix(
            argument.name_range, argument.name, _known(block), {*written, *block.schema.blocks}
        )
    attribute = block.schema.attributes.get(entry.to)
    if attribute is None or not attribute.settable or entry.to in written:
        return None
    return argument_rename_fix(block.parsed, argument, entry)


def _known(block: SchemaBlock) -> tuple[str, ...]:
    """The names that may stand in a body."""
    settable = (name for name, attribute in block.schema.attributes.items() if attribute.settable)
    return (*settable, *block.schema.blocks, *META_ARGUMENTS.get(block.kind or "", ()))

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
from tfgen.rules.fixes.renames import Renamed, argument_rename_fix, renamed
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.schema_blocks import META_ARGUMENTS, META_BLOCKS, SchemaBlock
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG301"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown argument."""
    schema = context.schema
    for site in context.analysis.schema_blocks:
        for argument in site.arguments():
            if argument.name in site.schema.attributes or argument.name in site.schema.blocks:
                continue
            entry = renamed(f"{site.path}.{argument.name}")
            where = article(site.kind, site.path)
            version = f"{schema.provider} {schema.version}" if schema and not site.builtin else "Terraform"
            yield diagnostic(
                CODE,
                site.parsed,
                argument.name_range,
                f'Unknown argument "{argument.name}"',
                f"{sentence(where)} has no such argument in {version}.",
                _help(site, argument, entry),
                fix=_fix(site, argument, entry),
            )


def _known(site: SchemaBlock) -> tuple[str, ...]:
    settable = (n for n, a in site.schema.attributes.items() if a.settable)
    return (*settable, *site.schema.blocks, *META_ARGUMENTS.get(site.kind or "", ()))


def _help(site: SchemaBlock, argument: Attribute, entry: Renamed | None) -> str:
    if argument.name in META_BLOCKS.get(site.kind or "", ()):
        return f"Write {argument.name} {{ ... }}: it is a block."
    if entry and entry.help:
        return entry.help
    return f'It is called "{entry.to}" in this version.' if entry else did_you_mean(argument.name, _known(site))


def _fix(site: SchemaBlock, argument: Attribute, entry: Renamed | None) -> Fix | None:
    given = {a.name for a in site.body.attributes} | {name for name, _ in site.blocks()}
    if argument.name in META_BLOCKS.get(site.kind or "", ()):
        return as_blocks(site.parsed, argument, None)
    if entry:
        attribute = site.schema.attributes.get(entry.to)
        fits = attribute and attribute.settable and entry.to not in given
        return argument_rename_fix(site.parsed, argument, entry) if fits else None
    return rename_fix(argument.name_range, argument.name, _known(site), {*given, *site.schema.blocks})

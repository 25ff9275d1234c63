"""A resource type, data source or ephemeral resource type that the provider does not have.

What it finds
    ``resource "aws_..."``, ``data "aws_..."`` or ``ephemeral "aws_..."`` of a type that does not exist in the provider
    version. Types of providers whose schema is not at hand are counted as not judged, and so are ephemeral ones that
    the bundled schemas do not know but the provider may have.

Why it matters
    Terraform refuses it: "Invalid resource type".

Example
    resource "aws_ecs_clustr" "main" {
      name = "main"
    }

Instead
    resource "aws_ecs_cluster" "main" {
      name = "main"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Edit, Fix
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.rules.fixes.renames import renamed_type
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.schema_blocks import builtin, checked_type, schema_at
from tfgen.terraform.config.builtin_types import PREFIX
from tfgen.terraform.config.configuration import KINDS, Address, Declared
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.schema import ProviderSchema

CODE = "TFG308"

_WORDS = {"data": "data source", "ephemeral": "ephemeral resource type"}
_OWN = ("terraform_data", "terraform_remote_state")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown type."""
    configuration = context.configuration
    for address, declared in (*configuration.declared.items(), *configuration.repeated):
        name = checked_type(address, declared, configuration)
        schema = configuration.schema
        if wrong := _no_builtin(address, declared):
            what = "data source" if address[0] == "data" else "resource type"
            detail, help_ = f"Terraform has no {what} {wrong}.", did_you_mean(wrong, _OWN)
            yield diagnostic(CODE, declared.parsed, declared.name_range, f'Unknown {what} "{wrong}"', detail, help_)
        if name is None or schema is None:
            continue
        if schema_at(address, schema) is None:
            what = _WORDS.get(address[0], "resource type")
            yield diagnostic(
                CODE,
                declared.parsed,
                _label(declared),
                f'Unknown {what} "{name}"',
                f"{schema.provider} {schema.version} has no {what} {name}.",
                _help(name, address[0], schema),
                fix=_fix(context, schema, address, declared) if address[0] != "ephemeral" else None,
            )


def _label(declared: Declared) -> Range:
    """Where the type is named: in JSON that may be far from the block."""
    if isinstance(declared.node, Block) and declared.parsed.file.path.endswith(".json"):
        return declared.node.labels[0].range
    return declared.name_range


def _no_builtin(address: Address, declared: Declared) -> str | None:
    """The type, where it begins like those of Terraform's own provider and is none of them."""
    name = address[1] if address[0] == "data" else address[0]
    generated = name.startswith(PREFIX) and all(a.name != "provider" for a in declared.body.attributes)
    return name if generated and address[0] not in KINDS - {"data"} and builtin(address, declared) is None else None


def _help(name: str, kind: str, schema: ProviderSchema) -> str:
    data = kind == "data"
    if kind == "ephemeral":
        since = schema.ephemeral_since(name)
        return f"It came with {since}." if since else did_you_mean(name, schema.ephemeral_types())
    if gone := renamed_type(f"data.{name}" if data else name):
        return gone.help
    if (schema.resource(name) if data else schema.data_source(name)) is not None:
        return "It is a resource." if data else "It is a data source."
    return did_you_mean(name, schema.data_types() if data else schema.resource_types())


def _fix(context: RuleContext, schema: ProviderSchema, address: Address, declared: Declared) -> Fix | None:
    """The right type in the label, and wherever the directory refers to it.

    That somebody refers to it by the right type shows what is meant.
    """
    data, block = address[0] == "data", declared.node
    name = address[1] if data else address[0]
    if renamed_type(f"data.{name}" if data else name) or not isinstance(block, Block):
        return None
    label = block.labels[0]
    known = schema.data_types() if data else schema.resource_types()
    fix = rename_fix(label.range, name, known, quoted=True)
    if fix is None:
        return None
    new = fix.edits[0].text.strip('"')
    right = ("data", new, address[2]) if data else (new, address[1])
    also = tuple(_references(context, address, new))
    meant = fix.safe or (right not in context.configuration.declared and any(_references(context, right, new)))
    # Where it is written more often than there are references, somebody has to look.
    return Fix(
        fix.title, (*fix.edits, *also), meant and len(also) == context.analysis.mentions.get(".".join(address), 0)
    )


def _references(context: RuleContext, address: Address, new: str) -> Iterator[Edit]:
    for place, found_ in context.analysis.references_to.get(address, ()):
        named = found_.steps[0].range if found_.root in ("data", "resource") else found_.root_range
        yield Edit(named, new, place.parsed.file.path)

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

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Edit, Fix
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.rules.fixes.renames import Renamed, renamed_type
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.schema_blocks import builtin, checked_type, provider_schema, schema_at
from tfgen.terraform.config.builtin_types import PREFIX
from tfgen.terraform.config.configuration import KINDS, Address, Declared
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.schema import ProviderSchema

CODE = "TFG308"

_WORDS = {"data": "data source", "ephemeral": "ephemeral resource type"}
_BUILTIN_NAMES = ("terraform_data", "terraform_remote_state")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown type."""
    configuration = context.configuration
    for address, declared in (*configuration.declared.items(), *configuration.repeated):
        if _is_no_builtin(address, declared):
            yield _unknown_builtin(address, declared)
        name = checked_type(address, declared, configuration)
        schema = provider_schema(address, declared, configuration)
        if name and schema and schema_at(address, schema) is None:
            kind = _WORDS.get(address[0], "resource type")
            yield diagnostic(
                CODE,
                declared.parsed,
                _label_range(declared),
                f'Unknown {kind} "{name}"',
                f"{schema.provider} {schema.version} has no {kind} {name}.",
                _help(name, address[0], schema),
                fix=_fix(context, schema, address, declared),
            )


def _type_name(address: Address) -> str:
    """The type in the address of a resource or data source."""
    if address[0] == "data":
        return address[1]
    return address[0]


def _is_no_builtin(address: Address, declared: Declared) -> bool:
    """True when the type begins like those of Terraform's own provider and is none of them."""
    if address[0] in KINDS - {"data"} or not _type_name(address).startswith(PREFIX):
        return False
    if declared.body.argument("provider"):
        return False
    return builtin(address, declared) is None


def _unknown_builtin(address: Address, declared: Declared) -> Diagnostic:
    name = _type_name(address)
    kind = _WORDS.get(address[0], "resource type")
    return diagnostic(
        CODE,
        declared.parsed,
        declared.name_range,
        f'Unknown {kind} "{name}"',
        f"Terraform has no {kind} {name}.",
        did_you_mean(name, _BUILTIN_NAMES),
    )


def _label_range(declared: Declared) -> Range:
    """The range of the type's name: in JSON that may be far from the block."""
    if isinstance(declared.node, Block) and declared.parsed.file.path.endswith(".json"):
        return declared.node.labels[0].range
    return declared.name_range


def _help(name: str, kind: str, schema: ProviderSchema) -> str:
    if kind == "ephemeral":
        return _ephemeral_help(name, schema)
    entry = _renamed(name, kind)
    if entry:
        return entry.help
    if kind == "data":
        if schema.resource(name):
            return "It is a resource."
        return did_you_mean(name, schema.data_types())
    if schema.data_source(name):
        return "It is a data source."
    return did_you_mean(name, schema.resource_types())


def _ephemeral_help(name: str, schema: ProviderSchema) -> str:
    since = schema.ephemeral_since(name)
    if since:
        return f"It came with {since}."
    return did_you_mean(name, schema.ephemeral_types())


def _renamed(name: str, kind: str) -> Renamed | None:
    if kind == "data":
        return renamed_type(f"data.{name}")
    return renamed_type(name)


def _fix(
    context: RuleContext, schema: ProviderSchema, address: Address, declared: Declared
) -> Fix | None:
    """The right type in the label, and wherever the directory refers to it.

    That somebody refers to it by the right type shows what is meant.
    """
    block, name = declared.node, _type_name(address)
    if address[0] == "ephemeral" or not isinstance(block, Block) or _renamed(name, address[0]):
        return None
    known = schema.data_types() if address[0] == "data" else schema.resource_types()
    fix = rename_fix(block.labels[0].range, name, known, quoted=True)
    if fix is None:
        return None
    new = fix.edits[0].text.strip('"')
    right = (new, *address[1:])
    if address[0] == "data":
        right = ("data", new, *address[2:])
    uses = tuple(_references(context, address, new))
    is_meant = right not in context.configuration.declared and any(_references(context, right, new))
    # Where it is written more often than there are references, somebody has to look.
    all_found = len(uses) == context.analysis.mentions.get(".".join(address), 0)
    return replace(fix, edits=(*fix.edits, *uses), safe=(fix.safe or is_meant) and all_found)


def _references(context: RuleContext, address: Address, new: str) -> Iterator[Edit]:
    for place, reference in context.analysis.references_to.get(address, ()):
        type_range = reference.root_range
        if reference.root in ("data", "resource"):
            type_range = reference.steps[0].range
        yield Edit(type_range, new, place.parsed.file_of(type_range).path)

"""A resource type or data source that the provider does not have.

What it finds
    ``resource "aws_..."`` or ``data "aws_..."`` of a type that does not exist in the provider version. Types of
    providers whose schema is not at hand are counted as not judged.

Why it matters
    Terraform refuses it: "Invalid resource type".

Example
    resource "aws_elasticache_replication_groop" "cache" {
    }

Instead
    resource "aws_ecs_cluster" "main" {
      name = "main"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.hcl.syntax import Block
from tfgen.rules.configuration import Declared
from tfgen.rules.model import found
from tfgen.rules.sites import judged_type
from tfgen.rules.view import View
from tfgen.schema import ProviderSchema
from tfgen.source import Range

CODE = "TFG308"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown type."""
    configuration = view.configuration
    for address, declared in (*configuration.declared.items(), *configuration.repeated):
        name = judged_type(address, declared, configuration)
        schema = configuration.schema
        if name is None or schema is None:
            continue
        data = address[0] == "data"
        if (schema.data_source(name) if data else schema.resource(name)) is None:
            what = "data source" if data else "resource type"
            yield found(
                CODE,
                declared.parsed,
                _label(declared),
                f'Unknown {what} "{name}"',
                f"{schema.provider} {schema.version} has no {what} {name}.",
                _help(name, data, schema),
            )


def _label(declared: Declared) -> Range:
    """Where the type is named: in JSON that may be far from the block."""
    if isinstance(declared.node, Block) and declared.parsed.file.path.endswith(".json"):
        return declared.node.labels[0].range
    return declared.name_range


def _help(name: str, data: bool, schema: ProviderSchema) -> str:
    if (schema.resource(name) if data else schema.data_source(name)) is not None:
        return "It is a resource." if data else "It is a data source."
    return did_you_mean(name, schema.data_types() if data else schema.resource_types())

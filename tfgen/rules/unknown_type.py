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
from tfgen.rules.builtin import PREFIX
from tfgen.rules.configuration import KINDS, Address, Declared
from tfgen.rules.model import found
from tfgen.rules.sites import builtin, judged_type
from tfgen.rules.view import View
from tfgen.schema import ProviderSchema

CODE = "TFG308"

_OWN = ("terraform_data", "terraform_remote_state")


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown type."""
    configuration = view.configuration
    for address, declared in (*configuration.declared.items(), *configuration.repeated):
        name = judged_type(address, declared, configuration)
        schema = configuration.schema
        if wrong := _no_builtin(address, declared):
            what = "data source" if address[0] == "data" else "resource type"
            detail, help_ = f"Terraform has no {what} {wrong}.", did_you_mean(wrong, _OWN)
            yield found(CODE, declared.parsed, declared.name_range, f'Unknown {what} "{wrong}"', detail, help_)
        if name is None or schema is None:
            continue
        data = address[0] == "data"
        if (schema.data_source(name) if data else schema.resource(name)) is None:
            what = "data source" if data else "resource type"
            yield found(
                CODE,
                declared.parsed,
                declared.name_range,
                f'Unknown {what} "{name}"',
                f"{schema.provider} {schema.version} has no {what} {name}.",
                _help(name, data, schema),
            )


def _no_builtin(address: Address, declared: Declared) -> str | None:
    """The type, where it begins like those of Terraform's own provider and is none of them."""
    name = address[1] if address[0] == "data" else address[0]
    own = name.startswith(PREFIX) and all(a.name != "provider" for a in declared.body.attributes)
    return name if own and address[0] not in KINDS - {"data"} and builtin(address, declared) is None else None


def _help(name: str, data: bool, schema: ProviderSchema) -> str:
    if (schema.resource(name) if data else schema.data_source(name)) is not None:
        return "It is a resource." if data else "It is a data source."
    return did_you_mean(name, schema.data_types() if data else schema.resource_types())

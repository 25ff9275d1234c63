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
from tfgen.rules.configuration import Configuration
from tfgen.rules.model import found
from tfgen.rules.sites import judged_type

CODE = "TFG308"


def check(configuration: Configuration) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown type."""
    schema = configuration.schema
    if schema is None:
        return
    for address, declared in (*configuration.declared.items(), *configuration.repeated):
        name = judged_type(address, schema.provider)
        if name is None:
            continue
        data = address[0] == "data"
        if (schema.data_source(name) if data else schema.resource(name)) is None:
            known = schema.data_types() if data else schema.resource_types()
            what, other = ("data source", "resource") if data else ("resource type", "data source")
            elsewhere = schema.resource(name) if data else schema.data_source(name)
            help_ = f"It is a {other}." if elsewhere else did_you_mean(name, known)
            detail = f"{schema.provider} {schema.version} has no {what} {name}."
            yield found(CODE, declared.parsed, declared.name_range, f'Unknown {what} "{name}"', detail, help_)

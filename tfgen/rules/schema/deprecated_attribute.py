"""A deprecated attribute that is read.

What it finds
    Expressions that read an attribute which the provider's schema, or an upgrade guide of the provider, calls
    deprecated in the version that is judged. An attribute that one file reads several times is reported once, with
    the number of times.

Why it matters
    The next major version removes what this one deprecates.

Example
    data "aws_region" "current" {}

    output "region" {
      value = data.aws_region.current.name
    }

Instead
    data "aws_region" "current" {}

    output "region" {
      value = data.aws_region.current.region
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.base import article
from tfgen.rules.context import RuleContext
from tfgen.rules.schema._deprecations import Deprecation, deprecation
from tfgen.terraform.analysis.attribute_access import Access
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.analysis.resource_references import schema_of
from tfgen.terraform.config.configuration import Address
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG313"

_Key = tuple[str, Address, str]
"""File, declaration and attribute."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each attribute of each resource that a file reads."""
    reads: dict[_Key, list[tuple[Scoped, Access]]] = {}
    for place, access in context.analysis.accesses:
        if access.owner[0] != "module":
            key = place.parsed.file.path, access.owner, access.name
            reads.setdefault(key, []).append((place, access))
    for (_, owner, name), places in reads.items():
        said = _said(context, owner, name)
        if said is not None:
            yield _finding(owner, name, said, places)


def _said(context: RuleContext, owner: Address, name: str) -> Deprecation | None:
    declared = context.configuration.declared.get(owner)
    if declared is None:
        return None
    schema = schema_of(owner, declared, context.configuration)
    if schema is None:
        return None
    path = f"{_type(owner)}.{name}"
    if name in schema.attributes:
        return deprecation(context, path, schema.attributes[name].deprecated)
    if name in schema.blocks:
        return deprecation(context, path, schema.blocks[name].block.deprecated)
    return None


def _type(owner: Address) -> str:
    """The path of a declaration's type in the schema."""
    if owner[0] == "data":
        return f"data.{owner[1]}"
    return owner[0]


def _finding(
    owner: Address, name: str, said: Deprecation, places: list[tuple[Scoped, Access]]
) -> Diagnostic:
    place, access = places[0]
    kind = "data" if owner[0] == "data" else "resource"
    summary = f"{name} of {article(kind, _type(owner))} is deprecated"
    detail = said.detail
    if len(places) > 1:
        detail = f"{detail} This file reads it {len(places)} times."
    return diagnostic(
        CODE, place.parsed, access.range, summary, detail, said.help, Severity.WARNING
    )

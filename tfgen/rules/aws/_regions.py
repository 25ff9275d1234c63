"""The regions of AWS, and in which one a resource is made."""

from __future__ import annotations

from functools import cache

from tfgen.rules.aws._arguments import constraints
from tfgen.rules.constants import known
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.hcl.walk import reference


@cache
def regions() -> frozenset[str]:
    """The names of all regions."""
    return constraints().table("regions", frozenset[str])


def region_of(context: RuleContext, site: SchemaBlock) -> str | None:
    """The region of a resource: its own ``region``, else its provider's; None when it is not certain."""
    own = site.body.get("region")
    if own is not None:
        return _text(known(context, own))
    given = site.body.get("provider")
    found = reference(given) if given else None
    alias = found.names[1:2] if found else ()
    declared = context.configuration.declared.get(("provider", "aws", *alias))
    if declared is None or (given is not None and found is None):
        return None
    region = declared.body.get("region")
    return _text(known(context, region)) if region is not None else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value in regions() else None

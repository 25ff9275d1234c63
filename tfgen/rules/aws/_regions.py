"""The regions of AWS, and the region that a resource is in."""

from __future__ import annotations

from functools import cache

from tfgen.rules.aws._constraints import constraints
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import reference


@cache
def regions() -> frozenset[str]:
    """The names of all regions."""
    return constraints().table("regions", frozenset[str])


def region_of(context: RuleContext, resource: SchemaBlock) -> str | None:
    """The region of a resource: its own ``region``, else its provider's; None when it is not known."""
    own_region = resource.body.get("region")
    if own_region is not None:
        return _known_region(context, own_region)
    names: tuple[str, ...] = ("aws",)
    provider = resource.body.get("provider")
    if provider is not None:
        named = reference(provider)
        if named is None:
            return None
        names = named.names[:2]
    declared = context.configuration.declared.get(("provider", *names))
    region = declared.body.get("region") if declared else None
    return _known_region(context, region) if region is not None else None


def _known_region(context: RuleContext, expr: Expr) -> str | None:
    value = known_value(context, expr)
    return value if isinstance(value, str) and value in regions() else None

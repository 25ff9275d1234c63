"""The regions of AWS, and the region that a resource is in."""

from __future__ import annotations

from functools import cache

from tfgen.rules.aws._constraints import constraints
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.hcl.syntax import Expr, Object
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
    provider = resource.body.get("provider")
    if provider is None:
        return _region_of_provider(context, ("aws",))
    named = reference(provider)
    if named:
        return _region_of_provider(context, named.names[:2])
    return None


def _region_of_provider(context: RuleContext, names: tuple[str, ...]) -> str | None:
    """The region of a configuration of the provider: the module's own, or what it is handed."""
    declared = context.configuration.declared.get(("provider", *names))
    if declared is not None and declared.body.attributes:
        region = declared.body.get("region")
        if region is not None:
            return _known_region(context, region)
        return None
    call, caller = context.instance.call, context.caller
    if call is None or caller is None:
        return None
    handed = call.declared.body.get("providers")
    if handed is None:
        if names == ("aws",):
            return _region_of_provider(caller, names)
        return None
    for item in handed.items if isinstance(handed, Object) else ():
        name, given = reference(item.key), reference(item.value)
        if name and given and name.names[:2] == names:
            return _region_of_provider(caller, given.names[:2])
    return None


def _known_region(context: RuleContext, expr: Expr) -> str | None:
    value = known_value(context, expr)
    if isinstance(value, str) and value in regions():
        return value
    return None

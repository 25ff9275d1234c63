"""Attributes read from resources and modules: ``aws_vpc.a.id``, ``aws_vpc.a[0].id``, ``module.m[*].out``."""

from __future__ import annotations

from msgspec import Struct

from tfgen.source import Range
from tfgen.terraform.config.configuration import KINDS, Address
from tfgen.terraform.hcl.syntax import Expr, GetAttr, Index, Name, Splat
from tfgen.terraform.hcl.walk import ELEMENT, Reference, reference

BUILT_IN = frozenset({"each", "count", "self", "path", "terraform", "action", "list"})
"""Roots whose references need no declaration, or one that no rule knows of."""

RESERVED = frozenset({"template", "lazy", "arg"})
"""Roots that Terraform keeps for later."""

ROOTS = frozenset({"var", "local", "module", "data", "ephemeral", "resource"}) | RESERVED
"""Roots that name a kind of thing, or are kept for one: a resource type of that name needs ``resource.``."""


class Access(Struct, frozen=True):
    """The first attribute after a resource or module, one of its instances (``indexed``) or all of them (``splat``).

    ``static``: which instance is meant is known, so that Terraform looks at the attribute before it plans.
    """

    owner: Address
    name: str
    range: Range
    indexed: bool = False
    splat: bool = False
    static: bool = True


def access(expr: Expr, bound: frozenset[str]) -> Access | None:
    """What ``expr`` itself reads, if it is such an access; parts of it are not looked into."""
    if isinstance(expr, GetAttr) and (owner := _owner(expr.of, bound)):
        static = reference(expr) is not None
        return Access(owner, expr.name, expr.name_range, isinstance(expr.of, Index), static=static)
    if isinstance(expr, Splat) and (owner := _owner(expr.of, bound)) and (step := _first_step(expr.each)):
        return Access(owner, step.name, step.name_range, splat=True, static=False)
    return None


def address_of(found: Reference) -> Address | None:
    """The declaration that a reference needs; None for what needs none (``each.key``, a bare word)."""
    names = found.names
    if names[0] == "resource":
        named = names[:3] if names[1:2] and names[1] in KINDS else names[1:3]
        return named if len(names) > 2 else None
    if names[0] in BUILT_IN or len(names) < 2:
        return None
    if names[0] in ("data", "ephemeral"):
        return names[:3] if len(names) > 2 else None
    return names[:2]


def _owner(expr: Expr, bound: frozenset[str]) -> Address | None:
    """The address that ``expr`` is as a whole, or that it is one instance of."""
    found = reference(expr.of if isinstance(expr, Index) else expr)
    if found is None or found.root in bound:
        return None
    address = address_of(found)
    length = len(address or ()) + (found.root == "resource")
    return address if len(found.names) == len(found.steps) + 1 == length else None


def _first_step(each: Expr) -> GetAttr | None:
    while isinstance(each, GetAttr | Index):
        if isinstance(each, GetAttr) and isinstance(each.of, Name) and each.of.name == ELEMENT:
            return each
        each = each.of
    return None

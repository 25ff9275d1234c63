"""Attributes read from resources and modules:
``aws_vpc.a.id``, ``aws_vpc.a[0].id``, ``module.m[*].out``.
"""

from __future__ import annotations

from msgspec import Struct

from tfgen.source import Range
from tfgen.terraform.config.configuration import KINDS, Address
from tfgen.terraform.hcl.syntax import Expr, GetAttr, Index, Name, Splat
from tfgen.terraform.hcl.walk import ELEMENT, Reference, reference

BUILT_IN = frozenset({"each", "count", "self", "path", "terraform", "tofu", "action", "list"})
"""Roots whose references need no declaration, or one that no rule checks."""

RESERVED = frozenset({"template", "lazy", "arg"})
"""Roots that Terraform keeps for later."""

ROOTS = frozenset({"var", "local", "module", "data", "ephemeral", "resource"}) | RESERVED
"""Roots that name a kind of thing, or are kept for one:
a resource type of that name needs ``resource.``.
"""


class Access(Struct, frozen=True):
    """The first attribute after a resource or module,
    one of its instances (``indexed``) or all of them (``splat``).

    ``static``: which instance is meant is known,
    so that Terraform looks at the attribute before it plans.
    """

    owner: Address
    name: str
    range: Range
    indexed: bool = False
    splat: bool = False
    static: bool = True


def access(expr: Expr, bound: frozenset[str]) -> Access | None:
    """The access that ``expr`` itself is, if it is one; its parts are not looked into."""
    if isinstance(expr, GetAttr):
        owner = _owner(expr.of, bound)
        if owner is None:
            return None
        indexed, static = isinstance(expr.of, Index), reference(expr) is not None
        return Access(owner, expr.name, expr.name_range, indexed=indexed, static=static)
    if isinstance(expr, Splat):
        owner, step = _owner(expr.of, bound), _first_step(expr.each)
        if owner and step:
            return Access(owner, step.name, step.name_range, splat=True, static=False)
    return None


def address_of(reference: Reference) -> Address | None:
    """The declaration that a reference needs; None if it needs none (``each.key``, a bare word)."""
    names = reference.names
    if names[0] == "resource":
        if len(names) < 3:
            return None
        if names[1] in KINDS:
            return names[:3]
        return names[1:3]
    if names[0] in BUILT_IN or len(names) < 2:
        return None
    if names[0] in ("data", "ephemeral"):
        if len(names) > 2:
            return names[:3]
        return None
    return names[:2]


def _owner(expr: Expr, bound: frozenset[str]) -> Address | None:
    """The address that ``expr`` is as a whole, or that it is one instance of."""
    if isinstance(expr, Index):
        expr = expr.of
    whole = reference(expr)
    if whole is None or whole.root in bound:
        return None
    address = address_of(whole)
    if address is None or len(whole.names) != len(whole.steps) + 1:
        return None
    names = whole.names[1:] if whole.root == "resource" else whole.names
    if len(names) == len(address):
        return address
    return None


def _first_step(each: Expr) -> GetAttr | None:
    while isinstance(each, GetAttr | Index):
        if isinstance(each, GetAttr) and isinstance(each.of, Name) and each.of.name == ELEMENT:
            return each
        each = each.of
    return None

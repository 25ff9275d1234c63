"""IAM policies in arguments: where they stand, their statements, what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct

from tfgen.rules.aws._arguments import constraints, owned
from tfgen.rules.aws._json_documents import MalformedError, Node, document
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Expr

PolicyKind = Literal["identity", "trust", "resource"]


class _Table(msgspec.Struct, frozen=True):
    arguments: dict[str, PolicyKind]


class Policy(Struct, frozen=True):
    """A policy in an argument at ``path``; ``node`` is what is certain of it, or why it cannot be read."""

    parsed: Parsed
    path: str
    kind: PolicyKind
    node: Node | MalformedError


@cache
def _table() -> Mapping[str, PolicyKind]:
    return constraints().table("policies", _Table).arguments


def policies(context: RuleContext) -> tuple[Policy, ...]:
    """All policies in arguments of resources."""
    return context.once(policies, lambda: tuple(_policies(context)))


def _policies(context: RuleContext) -> Iterator[Policy]:
    for owner, site in owned(context):
        for argument in site.arguments() if owner.kind == "resource" else ():
            if "policy" in argument.name or "policies" in argument.name:
                path = f"{site.path}.{argument.name}"
                kind = _table().get(path)
                if kind:
                    yield Policy(site.parsed, path, kind, _read(context, argument.expr))


def _read(context: RuleContext, expr: Expr) -> Node | MalformedError:
    try:
        return document(context, expr)
    except MalformedError as error:
        return error


def statements(node: Node) -> Iterator[Node]:
    """The statements of a policy that are objects."""
    found = node.members.get("Statement") if node.members is not None else None
    for item in found.items if found else ():
        if item.members is not None:
            yield item


def texts(node: Node | None) -> tuple[str, ...] | None:
    """The texts of an element that is one or a list of them; None unless all are certain."""
    values = [item.value for item in node.items] if node else []
    return tuple(v for v in values if isinstance(v, str)) if all(isinstance(v, str) for v in values) else None

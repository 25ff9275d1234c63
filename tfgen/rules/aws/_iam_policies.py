"""IAM policies in arguments of resources, and their statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct

from tfgen.rules.aws._arguments import owned_blocks
from tfgen.rules.aws._constraints import constraints
from tfgen.rules.aws._json_documents import JsonNode, MalformedError, document
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Expr

PolicyKind = Literal["identity", "trust", "resource"]


class _PolicyTable(msgspec.Struct, frozen=True):
    arguments: dict[str, PolicyKind]


class Policy(Struct, frozen=True):
    """A policy in an argument at ``path``;
    ``node`` is what is known of it, or why it cannot be read.
    """

    parsed: Parsed
    path: str
    kind: PolicyKind
    node: JsonNode | MalformedError


@cache
def _kinds() -> Mapping[str, PolicyKind]:
    return constraints().table("policies", _PolicyTable).arguments


def policies(context: RuleContext) -> tuple[Policy, ...]:
    """All policies in arguments of resources."""
    return context.once(policies, lambda: tuple(_policies(context)))


def _policies(context: RuleContext) -> Iterator[Policy]:
    for owner, block in owned_blocks(context):
        if owner.kind != "resource":
            continue
        for argument in block.arguments():
            if "policy" in argument.name or "policies" in argument.name:
                path = f"{block.path}.{argument.name}"
                kind = _kinds().get(path)
                if kind:
                    yield Policy(block.parsed, path, kind, _read(context, argument.expr))


def _read(context: RuleContext, expr: Expr) -> JsonNode | MalformedError:
    try:
        return document(context, expr)
    except MalformedError as error:
        return error


def statements(policy: JsonNode) -> Iterator[JsonNode]:
    """The statements of a policy that are objects."""
    statement = (policy.members or {}).get("Statement")
    if statement is None:
        return
    for item in statement.items:
        if item.members is not None:
            yield item


def texts(node: JsonNode | None) -> tuple[str, ...] | None:
    """The texts of an element that is one or a list of them; None unless all are known."""
    if node is None:
        return ()
    values: list[str] = []
    for item in node.items:
        if not isinstance(item.value, str):
            return None
        values.append(item.value)
    return tuple(values)

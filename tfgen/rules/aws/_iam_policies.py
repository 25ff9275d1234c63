"""IAM policies in arguments of resources, and their statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct

from tfgen.rules.aws._constraints import constraints
from tfgen.rules.aws._json_documents import JsonNode, MalformedError, document
from tfgen.rules.aws._policy_documents import DOCUMENT, document_node
from tfgen.rules.block_index import address_of
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceArgument, ResourceBlock, arguments, resources
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.walk import reference

_AS_JSON = frozenset({"json", "minified_json"})
"""The attributes of a document that are all of it."""

PolicyKind = Literal["identity", "trust", "resource"]


class _LeadingBlanks(msgspec.Struct, frozen=True):
    before: str
    arguments: frozenset[str]


class _PrincipalTypes(msgspec.Struct, frozen=True):
    types: tuple[str, ...]


class _ConditionOperators(msgspec.Struct, frozen=True):
    operators: tuple[str, ...]


class PolicyTable(msgspec.Struct, frozen=True):
    """Facts about policies: the arguments that hold them, and the words in them."""

    arguments: dict[str, PolicyKind]
    leading_blanks: _LeadingBlanks
    principals: _PrincipalTypes
    conditions: _ConditionOperators


class Policy(Struct, frozen=True):
    """A policy in ``place``: an argument, or ``aws_iam_policy_document``.

    ``kind`` is None where it is not known what it is for. ``node`` is what is known of it, or why
    it cannot be read; ``text`` is the whole of it where it is known.
    """

    place: ResourceArgument | ResourceBlock
    path: str
    kind: PolicyKind | None
    node: JsonNode | MalformedError
    text: str | None = None

    @property
    def parsed(self) -> Parsed:
        """The file."""
        place = self.place
        if isinstance(place, ResourceArgument):
            return place.block.parsed
        return place.parsed


@cache
def policy_table() -> PolicyTable:
    """The facts about policies, read once."""
    return constraints().table("policies", PolicyTable)


def _kinds() -> Mapping[str, PolicyKind]:
    return policy_table().arguments


def policies(context: RuleContext) -> tuple[Policy, ...]:
    """All policies in arguments of resources, and those that ``aws_iam_policy_document`` makes."""
    return context.once(policies, lambda: tuple(_policies(context)))


def _policies(context: RuleContext) -> Iterator[Policy]:
    for argument in arguments(context, _holds_policy):
        node = _read(context, argument)
        value = argument.value
        text = value if isinstance(value, str) else None
        yield Policy(argument, argument.path, _kinds()[argument.path], node, text)
    for block in resources(context, f"data.{DOCUMENT}"):
        yield Policy(block, DOCUMENT, _kind_of_document(context, block), document_node(block))


def _holds_policy(path: str) -> bool:
    name = path.rpartition(".")[2]
    return ("polic" in name) and path in _kinds()


def _read(context: RuleContext, argument: ResourceArgument) -> JsonNode | MalformedError:
    try:
        return document(context, argument.expr, argument.names)
    except MalformedError as error:
        return error


def _kind_of_document(context: RuleContext, block: ResourceBlock) -> PolicyKind | None:
    """The kind of the policies that a document is used for as a whole; None unless it is one."""
    address = address_of(context, block.schema)
    if address is None:
        return None
    kinds: set[PolicyKind | None] = set()
    for place, target in context.analysis.references_to.get(address, ()):
        whole = reference(place.expr) == target and target.steps[-1].key in _AS_JSON
        inside = []
        for name in place.inside:
            if name not in ("dynamic", "content"):
                inside.append(name)
        path = ".".join((*place.block.label_values[:1], *inside, place.argument))
        kinds.add(_kinds().get(path) if whole and place.block.type == "resource" else None)
    if len(kinds) == 1:
        return kinds.pop()
    return None


def statements(policy: JsonNode) -> Iterator[JsonNode]:
    """The statements of a policy that are objects."""
    statement = (policy.members or {}).get("Statement")
    if statement is None:
        return
    for item in statement.items:
        if item.members is not None:
            yield item

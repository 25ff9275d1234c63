"""The JSON that ``data "aws_iam_policy_document"`` makes, as far as it is known."""

from __future__ import annotations

from collections.abc import Mapping

from tfgen.rules.aws._json_documents import MAYBE, UNKNOWN, JsonNode, node_of
from tfgen.rules.resources import ResourceBlock
from tfgen.source import Range
from tfgen.terraform.hcl.syntax import Literal, Template, Tuple

DOCUMENT = "aws_iam_policy_document"

_ELEMENTS: Mapping[str, str] = {
    "sid": "Sid",
    "effect": "Effect",
    "actions": "Action",
    "not_actions": "NotAction",
    "resources": "Resource",
    "not_resources": "NotResource",
}
"""The elements of a statement by the arguments that they are made of."""

_PRINCIPALS: Mapping[str, str] = {"principals": "Principal", "not_principals": "NotPrincipal"}
_MERGED = ("source_policy_documents", "override_policy_documents", "source_json", "override_json")
"""Arguments with further policies, which the document has the statements of too."""


def document_node(block: ResourceBlock) -> JsonNode:
    """The policy that a document makes."""
    members: dict[str, JsonNode] = {}
    keys: dict[str, Range] = {}
    for name, element in (("version", "Version"), ("policy_id", "Id")):
        _add_argument(members, keys, block, name, element)
    statements = tuple(map(_statement, block.blocks("statement")))
    if statements or not any(map(block.writes, _MERGED)):
        members["Statement"] = JsonNode(statements, block.range, {})
    return JsonNode(members, block.range, keys)


def _statement(block: ResourceBlock) -> JsonNode:
    for name in (*_PRINCIPALS, "condition"):
        if not all(inner.certain for inner in block.blocks(name)):
            return JsonNode(UNKNOWN, block.range, {})
    members: dict[str, JsonNode] = {}
    keys: dict[str, Range] = {}
    for name, element in _ELEMENTS.items():
        _add_argument(members, keys, block, name, element)
    if "Effect" not in members:
        members["Effect"] = JsonNode("Allow", block.range, {})
    for name, element in _PRINCIPALS.items():
        principals = list(block.blocks(name))
        if principals:
            members[element] = _pairs(principals, "type", "identifiers")
            keys[element] = principals[0].range
    conditions = list(block.blocks("condition"))
    if conditions:
        members["Condition"] = _pairs(conditions, "test", "values")
    return JsonNode(members, block.range, keys)


def _add_argument(
    members: dict[str, JsonNode],
    keys: dict[str, Range],
    block: ResourceBlock,
    name: str,
    element: str,
) -> None:
    """Add the element that an argument makes; none for one that is written null or empty."""
    argument = block.argument(name)
    if argument is None:
        return
    is_written = isinstance(argument.expr, Literal | Template | Tuple)
    if argument.is_null and is_written:
        return
    node = node_of(block.context, argument.expr, block.names)
    is_empty = argument.is_null or node.value in ("", ())
    if is_empty and is_written:
        return
    if node.unknown or is_empty:  # a variable that is empty by default says nothing of its use
        node = JsonNode(MAYBE, node.range, {})
    members[element] = node
    keys[element] = argument.expr.range


def _pairs(blocks: list[ResourceBlock], key: str, values: str) -> JsonNode:
    """An object with a member for each block: the value of one argument by that of another."""
    members: dict[str, JsonNode] = {}
    keys: dict[str, Range] = {}
    for block in blocks:
        name = block.argument(key)
        if name is None or not isinstance(name.value, str):
            return JsonNode(UNKNOWN, blocks[0].range, {})
        given = block.argument(values)
        if given is not None:
            members[name.value] = node_of(block.context, given.expr, block.names)
            keys[name.value] = name.expr.range
    return JsonNode(members, blocks[0].range, keys)

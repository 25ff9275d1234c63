"""Mistakes in the statements of IAM policies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tfgen.rules.aws._iam_policies import PolicyKind, policy_table
from tfgen.rules.aws._json_documents import JsonNode
from tfgen.source import Range
from tfgen.spelling import did_you_mean

_STATEMENT = (
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
)  # fmt: skip
_PAIRS = (("Action", "NotAction"), ("Resource", "NotResource"), ("Principal", "NotPrincipal"))
_ACTION = re.compile(r"\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+")
_SID = re.compile(r"[A-Za-z0-9]*")
_ARN_PARTS = 6
_OPEN = ("*", "?", "${")
"""Beginnings of a resource that may stand for that of an ARN."""

IAM: frozenset[PolicyKind] = frozenset({"identity", "trust"})
"""The policies that IAM itself reads."""


class PolicyProblem(Struct, frozen=True):
    """A mistake in a policy, and its place."""

    range: Range
    summary: str
    detail: str
    help: str = ""


def unknown_elements(
    node: JsonNode, known: tuple[str, ...], subject: str, *, exact: bool
) -> Iterator[PolicyProblem]:
    """The members that policies do not have; ``exact``: written in another case they are none."""
    names = known if exact else {name.lower() for name in known}
    for key in node.members or ():
        if (key if exact else key.lower()) not in names:
            summary = f'Unknown policy element "{key}"'
            detail = f"{subject} has {', '.join(known)}."
            place = node.keys.get(key, node.range)
            yield PolicyProblem(place, summary, detail, _suggestion(key, known))


def _suggestion(key: str, known: tuple[str, ...]) -> str:
    for name in known:
        if name.lower() == key.lower():
            return f'Write "{name}".'
    return did_you_mean(key, known)


def statement_problems(node: JsonNode, kind: PolicyKind | None) -> Iterator[PolicyProblem]:
    """The mistakes in a statement of a policy; ``kind`` is None where that is not known."""
    members = {}
    for key, member in (node.members or {}).items():
        members[key.lower()] = member
    yield from unknown_elements(node, _STATEMENT, "A statement", exact=kind == "identity")
    yield from _effect(node, members.get("effect"), kind)
    for name, other in _PAIRS:
        one, second = members.get(name.lower()), members.get(other.lower())
        if one and second and one.certain and second.certain:
            summary = f"A statement with {name} and {other}"
            yield PolicyProblem(second.range, summary, "It has one of them.", "Remove one.")
    action = members.get("action") or members.get("notaction")
    if action is None:
        detail = "A statement has Action or NotAction."
        yield PolicyProblem(node.range, "A statement without Action", detail)
    elif kind in IAM:
        yield from _actions(action)
    if kind == "trust":
        yield from _trust_statement(node)
    if kind == "identity":
        yield from _identity_statement(node)
    for name in ("principal", "notprincipal"):
        yield from _principal_types(members.get(name))
    yield from _operators(members.get("condition"))
    for name in ("resource", "notresource"):
        yield from _resources(members.get(name), kind)
    if kind in IAM:
        yield from _sid(members.get("sid"))


def _effect(
    statement: JsonNode, effect: JsonNode | None, kind: PolicyKind | None
) -> Iterator[PolicyProblem]:
    if effect is None:
        detail = "Effect is Allow or Deny, and has no default."
        yield PolicyProblem(statement.range, "A statement without Effect", detail)
    elif kind == "trust" and effect.value in ("allow", "deny"):
        return  # AWS's own examples of trust policies have it, and work
    elif not effect.unknown and effect.value not in ("Allow", "Deny"):
        summary = f'Effect cannot be "{effect.value}"'
        yield PolicyProblem(effect.range, summary, "It is Allow or Deny.")


def _trust_statement(node: JsonNode) -> Iterator[PolicyProblem]:
    for key, range_ in _certain_keys(node, "resource", "notresource"):
        detail = "A trust policy belongs to its role, which is its resource."
        yield PolicyProblem(range_, f"A trust policy with {key}", detail, "Remove it.")
    if not _keys_named(node, "principal", "notprincipal"):
        detail = "It says who may take the role."
        yield PolicyProblem(node.range, "A trust policy without Principal", detail)


def _identity_statement(node: JsonNode) -> Iterator[PolicyProblem]:
    if not _keys_named(node, "resource", "notresource"):
        detail = "A statement has Resource or NotResource."
        yield PolicyProblem(node.range, "A statement without Resource", detail)
    for key, range_ in _certain_keys(node, "principal", "notprincipal"):
        detail = "The principal is whom the policy is attached to."
        yield PolicyProblem(range_, f"A policy of a principal with {key}", detail, "Remove it.")


def _keys_named(node: JsonNode, *names: str) -> list[str]:
    """The keys that have one of these names, in any case."""
    return [key for key in node.members or () if key.lower() in names]


def _certain_keys(node: JsonNode, *names: str) -> Iterator[tuple[str, Range]]:
    """Those of these keys that are certainly there, with their ranges."""
    for key in _keys_named(node, *names):
        if node.members and node.members[key].certain:
            yield key, node.keys.get(key, node.range)


def _actions(node: JsonNode) -> Iterator[PolicyProblem]:
    for item in node.items:
        if isinstance(item.value, str) and not _ACTION.fullmatch(item.value):
            detail = 'An action is "service:Action", such as "s3:GetObject", or "*".'
            yield PolicyProblem(item.range, f'There is no action "{item.value}"', detail)


def _principal_types(node: JsonNode | None) -> Iterator[PolicyProblem]:
    types = policy_table().principals.types
    for key in (node.members if node else None) or ():
        if node and key not in types:
            summary = f'There is no type of principal "{key}"'
            detail = f"There are {', '.join(types)}."
            yield PolicyProblem(
                node.keys.get(key, node.range), summary, detail, _suggestion(key, types)
            )


def _operators(node: JsonNode | None) -> Iterator[PolicyProblem]:
    known = policy_table().conditions.operators
    names = set()
    for name in known:
        names.add(name.lower())
    for key in (node.members if node else None) or ():
        bare = key.rpartition(":")[2]
        if node and bare.lower().removesuffix("ifexists") not in names:
            summary = f'There is no condition operator "{key}"'
            detail = "Operators are such as StringEquals, ArnLike, Bool and Null."
            place = node.keys.get(key, node.range)
            yield PolicyProblem(place, summary, detail, did_you_mean(bare, known))


def _resources(node: JsonNode | None, kind: PolicyKind | None) -> Iterator[PolicyProblem]:
    if kind is None:
        return  # where it goes, placeholders may be replaced first
    for item in node.items if node else ():
        text = item.value
        if isinstance(text, str) and not text.startswith(_OPEN) and not _may_be_arn(text, kind):
            summary = f'"{text}" is not a resource'
            detail = "A resource is an ARN (arn:partition:service:region:account:resource), or *."
            yield PolicyProblem(item.range, summary, detail)


def _may_be_arn(text: str, kind: PolicyKind | None) -> bool:
    """True unless a text is certainly no ARN. Some services take shorter forms in their policies."""
    if kind != "identity":
        return ":" in text
    if "*" in text or "?" in text or "${" in text:
        return text.startswith("arn")
    return text.startswith("arn:") and text.count(":") >= _ARN_PARTS - 1


def _sid(node: JsonNode | None) -> Iterator[PolicyProblem]:
    if node and isinstance(node.value, str) and not _SID.fullmatch(node.value):
        detail = "In IAM's policies a Sid holds letters and digits only."
        yield PolicyProblem(node.range, f'Sid cannot be "{node.value}"', detail)


def repeated_sids(statements: tuple[JsonNode, ...]) -> Iterator[PolicyProblem]:
    """The statements whose ``Sid`` another one before them has."""
    seen: set[object] = set()
    for statement in statements:
        sid = (statement.members or {}).get("Sid")
        if sid is None or not isinstance(sid.value, str) or not sid.value:
            continue
        if sid.value in seen:
            summary = f'A second statement with the Sid "{sid.value}"'
            yield PolicyProblem(sid.range, summary, "A Sid stands once in a policy.")
        seen.add(sid.value)

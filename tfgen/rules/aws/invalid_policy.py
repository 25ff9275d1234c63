"""An IAM policy that AWS cannot read.

What it finds
    In policies written as text or with ``jsonencode``: what is not JSON, an element that policies do not have, a wrong
    version, a statement without ``Effect`` or without an action, with ``Action`` and ``NotAction`` at once, a
    ``Resource`` in a trust policy, none (or a principal) in the policy of a user, group or role. In
    ``aws_iam_policy_document``: ``actions`` with ``not_actions``, ``resources`` with ``not_resources``. An empty object
    stands for a policy that is yet to be written.

Why it matters
    Terraform looks at no more than whether it is JSON; AWS refuses it in the middle of the apply:
    MalformedPolicyDocument.

Example
    resource "aws_iam_policy" "read" {
      name = "read"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect   = "Allow"
          Actions  = ["s3:GetObject"]
          Action   = ["s3:ListBucket"]
          Resource = "*"
        }]
      })
    }

Instead
    resource "aws_iam_policy" "read" {
      name = "read"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect   = "Allow"
          Action   = ["s3:GetObject", "s3:ListBucket"]
          Resource = "*"
        }]
      })
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import owned_blocks
from tfgen.rules.aws._iam_policies import Policy, PolicyKind, policies
from tfgen.rules.aws._json_documents import JsonNode, MalformedError
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.schema_blocks import SchemaBlock

CODE = "TFG526"

_TOP = ("Version", "Id", "Statement")
_STATEMENT = (
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
)  # fmt: skip
_VERSIONS = ("2012-10-17", "2008-10-17")
_PAIRS = (("Action", "NotAction"), ("Resource", "NotResource"), ("Principal", "NotPrincipal"))
_ACTION = re.compile(r"\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+")


class _PolicyProblem(Struct, frozen=True):
    range: Range
    summary: str
    detail: str
    help: str = ""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each thing wrong in each policy."""
    for policy in policies(context):
        for problem in _policy(policy):
            yield aws_diagnostic(
                CODE, policy.parsed, problem.range, problem.summary, problem.detail, problem.help
            )
    for _, block in owned_blocks(context):
        if block.path == "data.aws_iam_policy_document.statement":
            yield from _argument_pairs(context, block)


def _argument_pairs(context: RuleContext, statement: SchemaBlock) -> Iterator[Diagnostic]:
    """``actions`` with ``not_actions`` in a policy document,
    and ``resources`` with ``not_resources``.
    """
    arguments = {a.name: a for a in statement.body.attributes if known_value(context, a.expr)}
    for name in ("actions", "resources"):
        negated = arguments.get(f"not_{name}")
        if name in arguments and negated:
            yield aws_diagnostic(
                CODE,
                statement.parsed,
                negated.name_range,
                f"A statement with {name} and {negated.name}",
                "A statement has one of them.",
                "Remove one.",
            )


def _policy(policy: Policy) -> Iterator[_PolicyProblem]:
    node = policy.node
    if isinstance(node, MalformedError):
        yield _PolicyProblem(node.range, f"{policy.path} is not JSON", f"{node.reason}.")
    elif node.members is not None:
        yield from _top(node)
        statement = _member(node, "statement")
        for item in statement.items if statement else ():
            if item.members is not None:
                yield from _statement(item, policy.kind)
    elif not node.unknown:
        detail = "A policy is an object with Version and Statement."
        yield _PolicyProblem(node.range, f"{policy.path} is not a policy", detail)


def _member(node: JsonNode, name: str) -> JsonNode | None:
    """The first member of a name that is written in lower case here, in any case there."""
    for key, member in (node.members or {}).items():
        if key.lower() == name:
            return member
    return None


def _top(node: JsonNode) -> Iterator[_PolicyProblem]:
    if not node.members:
        return
    yield from _unknown(node, _TOP, "A policy")
    if _member(node, "statement") is None:
        yield _PolicyProblem(
            node.range, "A policy without Statement", "A policy has at least one statement."
        )
    version = node.members.get("Version")
    if version and not version.unknown and version.value not in _VERSIONS:
        summary = f'There is no policy version "{version.value}"'
        detail = f"There are the versions {' and '.join(_VERSIONS)}."
        yield _PolicyProblem(version.range, summary, detail, 'Write "2012-10-17".')


def _unknown(node: JsonNode, known: tuple[str, ...], subject: str) -> Iterator[_PolicyProblem]:
    names = {name.lower() for name in known}
    for key in node.members or ():
        if key.lower() not in names:
            summary = f'Unknown policy element "{key}"'
            detail = f"{subject} has {', '.join(known)}."
            yield _PolicyProblem(
                node.keys.get(key, node.range), summary, detail, did_you_mean(key, known)
            )


def _statement(node: JsonNode, kind: PolicyKind) -> Iterator[_PolicyProblem]:
    members = {key.lower(): member for key, member in (node.members or {}).items()}
    yield from _unknown(node, _STATEMENT, "A statement")
    yield from _effect(node, members.get("effect"))
    for name, other in _PAIRS:
        if name.lower() in members and other.lower() in members:
            summary = f"A statement with {name} and {other}"
            yield _PolicyProblem(
                members[other.lower()].range, summary, "It has one of them.", "Remove one."
            )
    action = members.get("action") or members.get("notaction")
    if action is None:
        yield _PolicyProblem(
            node.range, "A statement without Action", "A statement has Action or NotAction."
        )
    if kind == "trust":
        yield from _trust_statement(node)
    if kind == "identity":
        yield from _identity_statement(node)
    if kind != "resource" and action:
        yield from _actions(action)


def _effect(statement: JsonNode, effect: JsonNode | None) -> Iterator[_PolicyProblem]:
    if effect is None:
        detail = "Effect is Allow or Deny, and has no default."
        yield _PolicyProblem(statement.range, "A statement without Effect", detail)
    elif not effect.unknown and effect.value not in ("Allow", "Deny"):
        yield _PolicyProblem(
            effect.range, f'Effect cannot be "{effect.value}"', "It is Allow or Deny."
        )


def _trust_statement(node: JsonNode) -> Iterator[_PolicyProblem]:
    for key, range_ in _keys_named(node, "resource", "notresource"):
        detail = "A trust policy belongs to its role, which is its resource."
        yield _PolicyProblem(range_, f"A trust policy with {key}", detail, "Remove it.")
    if not _keys_named(node, "principal", "notprincipal"):
        yield _PolicyProblem(
            node.range, "A trust policy without Principal", "It says who may take the role."
        )


def _identity_statement(node: JsonNode) -> Iterator[_PolicyProblem]:
    if not _keys_named(node, "resource", "notresource"):
        detail = "A statement has Resource or NotResource."
        yield _PolicyProblem(node.range, "A statement without Resource", detail)
    for key, range_ in _keys_named(node, "principal", "notprincipal"):
        detail = "The principal is whom the policy is attached to."
        yield _PolicyProblem(range_, f"A policy of a principal with {key}", detail, "Remove it.")


def _keys_named(node: JsonNode, *names: str) -> list[tuple[str, Range]]:
    """The keys that have one of these names, in any case, with their ranges."""
    keys: list[tuple[str, Range]] = []
    for key in node.members or ():
        if key.lower() in names:
            keys.append((key, node.keys.get(key, node.range)))
    return keys


def _actions(node: JsonNode) -> Iterator[_PolicyProblem]:
    for item in node.items:
        if isinstance(item.value, str) and not _ACTION.fullmatch(item.value):
            detail = 'An action is "service:Action", such as "s3:GetObject", or "*".'
            yield _PolicyProblem(item.range, f'There is no action "{item.value}"', detail)

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
from collections.abc import Collection, Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import owned
from tfgen.rules.aws._iam_policies import Policy, PolicyKind, policies
from tfgen.rules.aws._json_documents import MalformedError, Node
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import known
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.spelling import did_you_mean

CODE = "TFG526"

_TOP = ("Version", "Id", "Statement")
_STATEMENT = (
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
)  # fmt: skip
_VERSIONS = ("2012-10-17", "2008-10-17")
_PAIRS = (("Action", "NotAction"), ("Resource", "NotResource"), ("Principal", "NotPrincipal"))
_ACTION = re.compile(r"\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+")

Wrong = tuple[Range, str, str, str]
"""Place, summary, detail, help."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each thing wrong in each policy."""
    for policy in policies(context):
        for place, summary, detail, help_ in _policy(policy):
            yield aws_diagnostic(CODE, policy.parsed, place, summary, detail, help_)
    for _, site in owned(context):
        if site.path == "data.aws_iam_policy_document.statement":
            names = {a.name: a for a in site.body.attributes if known(context, a.expr)}
            for name in ("actions", "resources"):
                if name in names and f"not_{name}" in names:
                    place = names[f"not_{name}"].name_range
                    summary = f"A statement with {name} and not_{name}"
                    yield aws_diagnostic(
                        CODE, site.parsed, place, summary, "A statement has one of them.", "Remove one."
                    )


def _policy(policy: Policy) -> Iterator[Wrong]:
    node = policy.node
    if isinstance(node, MalformedError):
        yield node.place, f"{policy.path} is not JSON", f"{node.reason}.", ""
    elif node.members is not None:
        yield from _top(node) if node.members else ()
        found = next((m for key, m in node.members.items() if key.lower() == "statement"), None)
        for item in found.items if found else ():
            if item.members is not None:
                yield from _statement(item, policy.kind)
    elif not node.unknown:
        yield node.range, f"{policy.path} is not a policy", "A policy is an object with Version and Statement.", ""


def _top(node: Node) -> Iterator[Wrong]:
    members = node.members or {}
    yield from _unknown(node, _TOP, "A policy")
    if not any(key.lower() == "statement" for key in members):
        yield node.range, "A policy without Statement", "A policy has at least one statement.", ""
    version = members.get("Version")
    if version and not version.unknown and version.value not in _VERSIONS:
        detail = f"There are the versions {' and '.join(_VERSIONS)}."
        yield version.range, f'There is no policy version "{version.value}"', detail, 'Write "2012-10-17".'


def _unknown(node: Node, known: tuple[str, ...], what: str) -> Iterator[Wrong]:
    names = {name.lower() for name in known}
    for key in node.members or ():
        if key.lower() not in names:
            detail = f"{what} has {', '.join(known)}."
            yield node.keys.get(key, node.range), f'Unknown policy element "{key}"', detail, did_you_mean(key, known)


def _statement(node: Node, kind: PolicyKind) -> Iterator[Wrong]:
    members = {key.lower(): member for key, member in (node.members or {}).items()}
    yield from _unknown(node, _STATEMENT, "A statement")
    effect = members.get("effect")
    if effect is None:
        yield node.range, "A statement without Effect", "Effect is Allow or Deny, and has no default.", ""
    elif not effect.unknown and effect.value not in ("Allow", "Deny"):
        yield effect.range, f'Effect cannot be "{effect.value}"', "It is Allow or Deny.", ""
    for one, other in _PAIRS:
        if one.lower() in members and other.lower() in members:
            yield (
                members[other.lower()].range,
                f"A statement with {one} and {other}",
                "It has one of them.",
                "Remove one.",
            )
    if not {"action", "notaction"} & members.keys():
        yield node.range, "A statement without Action", "A statement has Action or NotAction.", ""
    yield from _of_kind(node, members.keys(), kind)
    if kind != "resource":
        yield from _actions(members.get("action") or members.get("notaction"))


def _of_kind(node: Node, names: Collection[str], kind: PolicyKind) -> Iterator[Wrong]:
    """What depends on whom the policy belongs to."""
    if kind == "trust":
        for key in node.members or ():
            if key.lower() in ("resource", "notresource"):
                detail = "A trust policy belongs to its role, which is its resource."
                yield node.keys.get(key, node.range), f"A trust policy with {key}", detail, "Remove it."
        if not {"principal", "notprincipal"} & set(names):
            yield node.range, "A trust policy without Principal", "It says who may take the role.", ""
    if kind == "identity":
        if not {"resource", "notresource"} & set(names):
            yield node.range, "A statement without Resource", "A statement has Resource or NotResource.", ""
        for key in node.members or ():
            if key.lower() in ("principal", "notprincipal"):
                detail = "The principal is whom the policy is attached to."
                yield node.keys.get(key, node.range), f"A policy of a principal with {key}", detail, "Remove it."


def _actions(node: Node | None) -> Iterator[Wrong]:
    for item in node.items if node else ():
        if isinstance(item.value, str) and not _ACTION.fullmatch(item.value):
            detail = 'An action is "service:Action", such as "s3:GetObject", or "*".'
            yield item.range, f'There is no action "{item.value}"', detail, ""

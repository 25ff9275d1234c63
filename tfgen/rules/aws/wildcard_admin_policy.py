"""A policy that allows everything.

What it finds
    A statement that allows every action on every resource without a condition, in the policy of a user, group or role,
    or in ``aws_iam_policy_document`` without principals. Always a warning.

Why it matters
    Whoever gets it is an administrator of the account, whatever the policy's name says. Compliance standards forbid it
    (CIS AWS Foundations 1.16; AWS Foundational Security IAM.1).

Example
    resource "aws_iam_role_policy" "deploy" {
      role = "deploy"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect   = "Allow"
          Action   = "*"
          Resource = "*"
        }]
      })
    }

Instead
    resource "aws_iam_role_policy" "deploy" {
      role = "deploy"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect   = "Allow"
          Action   = ["ecs:UpdateService", "ecs:DescribeServices"]
          Resource = "*"
        }]
      })
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.aws._iam_policies import Policy, policies, statements
from tfgen.rules.aws._json_documents import JsonNode, MalformedError
from tfgen.rules.aws._policy_documents import DOCUMENT
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding
from tfgen.source import Range

CODE = "TFG527"

_ALL = frozenset({"*", "*:*"})
_NARROWING = frozenset({"Condition", "Principal", "NotPrincipal"})
"""Elements that limit a statement."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each statement that makes an administrator."""
    for policy in policies(context):
        if _may_be_identity(policy) and not isinstance(policy.node, MalformedError):
            for statement in statements(policy.node):
                action = _wildcard_action(statement)
                if action:
                    yield _diagnostic(policy, action.range)


def _may_be_identity(policy: Policy) -> bool:
    if policy.path == DOCUMENT:
        return policy.kind in ("identity", None)
    return policy.kind == "identity"


def _wildcard_action(statement: JsonNode) -> JsonNode | None:
    """The action of a statement that allows every action on every resource."""
    members = statement.members or {}
    effect, action = members.get("Effect"), members.get("Action")
    if effect is None or effect.value != "Allow" or not _NARROWING.isdisjoint(members):
        return None
    if not _has(action, _ALL) or not _has(members.get("Resource"), frozenset({"*"})):
        return None
    return action


def _has(node: JsonNode | None, texts: frozenset[str]) -> bool:
    """True when an element is one of some texts, or a list with one; the rest of it may be anything."""
    values = [item.value for item in node.items] if node else []
    return any(isinstance(value, str) and value in texts for value in values)


def _diagnostic(policy: Policy, range_: Range) -> Diagnostic:
    found = aws_finding(
        CODE,
        policy.place,
        "A policy that allows everything",
        "Every action on every resource, without a condition: whoever has it is an administrator.",
        "Name the actions that are needed.",
        range_=range_,
        by="",
    )
    return replace(found, detail=found.detail.strip(), severity=Severity.WARNING)

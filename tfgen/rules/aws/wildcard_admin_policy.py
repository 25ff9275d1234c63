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

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.aws._arguments import owned_blocks
from tfgen.rules.aws._iam_policies import policies, statements, texts
from tfgen.rules.aws._json_documents import JsonNode, MalformedError
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG527"

_ALL = frozenset({"*", "*:*"})
_NARROWING = frozenset({"condition", "principals", "not_principals", "dynamic"})
"""Blocks that limit a statement, or may."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each statement that makes an administrator."""
    for policy in policies(context):
        if policy.kind == "identity" and not isinstance(policy.node, MalformedError):
            for statement in statements(policy.node):
                action = _wildcard_action(statement)
                if action:
                    yield _diagnostic(policy.parsed, action.range)
    for _, block in owned_blocks(context):
        if block.path == "data.aws_iam_policy_document.statement":
            actions = _wildcard_actions(context, block)
            if actions:
                yield _diagnostic(block.parsed, actions.expr.range)


def _wildcard_action(statement: JsonNode) -> JsonNode | None:
    """The action of a statement that allows every action on every resource."""
    members = statement.members or {}
    effect, action = members.get("Effect"), members.get("Action")
    if effect is None or effect.value != "Allow" or "Condition" in members:
        return None
    if _ALL.isdisjoint(texts(action) or ()) or "*" not in (texts(members.get("Resource")) or ()):
        return None
    return action


def _wildcard_actions(context: RuleContext, statement: SchemaBlock) -> Attribute | None:
    """The actions of a policy document's statement that allows every action on every resource."""
    if any(block.type in _NARROWING for block in statement.body.blocks):
        return None
    values = {
        argument.name: known_value(context, argument.expr) for argument in statement.body.attributes
    }
    actions, resources = values.get("actions"), values.get("resources")
    if not isinstance(actions, tuple) or not isinstance(resources, tuple):
        return None
    all_actions = any(action in actions for action in _ALL)
    if not all_actions or "*" not in resources or values.get("effect", "Allow") != "Allow":
        return None
    return statement.body.argument("actions")


def _diagnostic(parsed: Parsed, range_: Range) -> Diagnostic:
    return diagnostic(
        CODE,
        parsed,
        range_,
        "A policy that allows everything",
        "Every action on every resource, without a condition: whoever has it is an administrator.",
        "Name the actions that are needed.",
        Severity.WARNING,
    )

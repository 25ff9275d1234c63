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
from tfgen.rules.aws._arguments import owned
from tfgen.rules.aws._iam_policies import policies, statements, texts
from tfgen.rules.aws._json_documents import MalformedError
from tfgen.rules.constants import known
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG527"

_ALL = frozenset({"*", "*:*"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each statement that makes an administrator."""
    for policy in policies(context):
        if policy.kind == "identity" and not isinstance(policy.node, MalformedError):
            for statement in statements(policy.node):
                members = statement.members or {}
                action, resource, effect = (members.get(name) for name in ("Action", "Resource", "Effect"))
                everything = _ALL & set(texts(action) or ()) and "*" in (texts(resource) or ())
                if action and everything and "Condition" not in members and effect and effect.value == "Allow":
                    yield _finding(policy.parsed, action.range)
    for _, site in owned(context):
        if site.path == "data.aws_iam_policy_document.statement" and _allows_all(context, site):
            actions = site.body.get("actions")
            if actions is not None:
                yield _finding(site.parsed, actions.range)


def _allows_all(context: RuleContext, site: SchemaBlock) -> bool:
    given = {a.name: known(context, a.expr) for a in site.body.attributes}
    if any(block.type in ("condition", "principals", "not_principals", "dynamic") for block in site.body.blocks):
        return False
    actions, resources = given.get("actions"), given.get("resources")
    if not isinstance(actions, tuple) or not isinstance(resources, tuple):
        return False
    return any(action in actions for action in _ALL) and "*" in resources and given.get("effect", "Allow") == "Allow"


def _finding(parsed: Parsed, place: Range) -> Diagnostic:
    return diagnostic(
        CODE,
        parsed,
        place,
        "A policy that allows everything",
        "Every action on every resource, without a condition: whoever has it is an administrator.",
        "Name the actions that are needed.",
        Severity.WARNING,
    )

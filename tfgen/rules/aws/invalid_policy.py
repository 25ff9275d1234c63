"""An IAM policy that AWS cannot read.

What it finds
    In policies written as text or with ``jsonencode``, and in those that ``aws_iam_policy_document`` makes: what is not
    JSON, an element that policies do not have, a wrong version, a statement without ``Effect`` or without an action,
    with ``Action`` and ``NotAction`` at once, an effect, type of principal or condition operator that does not exist, a
    resource that is no ARN. A ``Resource`` in a trust policy, none (or a principal) in the policy of a user, group or
    role. In IAM's own policies: elements not written as IAM writes them (``statement``), a ``Sid`` of other characters
    than letters and digits, and the same twice. An empty object stands for a policy that is yet to be written.

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

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._iam_policies import Policy, policies, policy_table
from tfgen.rules.aws._json_documents import JsonNode, MalformedError
from tfgen.rules.aws._policy_documents import DOCUMENT
from tfgen.rules.aws._policy_statements import (
    IAM,
    PolicyProblem,
    repeated_sids,
    statement_problems,
    unknown_elements,
)
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding
from tfgen.terraform.schema.facts import version_key

CODE = "TFG526"

_TOP = ("Version", "Id", "Statement")
_VERSIONS = ("2012-10-17", "2008-10-17")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each thing wrong in each policy."""
    version = context.schema.version if context.schema else ""
    for policy in policies(context):
        for problem in (*_leading_blanks(policy, version), *_policy(policy)):
            yield aws_finding(
                CODE,
                policy.place,
                problem.summary,
                problem.detail,
                problem.help,
                range_=problem.range,
            )


def _leading_blanks(policy: Policy, version: str) -> Iterator[PolicyProblem]:
    table = policy_table().leading_blanks
    if policy.path not in table.arguments or version_key(version) >= version_key(table.before):
        return
    text = policy.text
    if text and text[0].isspace() and text.strip() and isinstance(policy.node, JsonNode):
        summary = f"{policy.path} begins with blanks"
        detail = f"The provider {version} takes no policy that does not begin with a brace."
        yield PolicyProblem(policy.node.range, summary, detail, "Remove what is before the brace.")


def _policy(policy: Policy) -> Iterator[PolicyProblem]:
    node = policy.node
    if isinstance(node, MalformedError):
        yield PolicyProblem(node.range, f"{policy.path} is not JSON", f"{node.reason}.")
    elif node.members is not None:
        yield from _top(node, exact=policy.kind == "identity")
        statement = _member(node, "statement")
        statements = statement.items if statement else ()
        for item in statements:
            if item.members is not None:
                yield from statement_problems(item, policy.kind)
        if policy.kind in IAM or policy.path == DOCUMENT:
            yield from repeated_sids(statements)
    elif not node.unknown:
        detail = "A policy is an object with Version and Statement."
        yield PolicyProblem(node.range, f"{policy.path} is not a policy", detail)


def _member(node: JsonNode, name: str) -> JsonNode | None:
    """The first member of a name that is written in lower case here, in any case there."""
    for key, member in (node.members or {}).items():
        if key.lower() == name:
            return member
    return None


def _top(node: JsonNode, *, exact: bool) -> Iterator[PolicyProblem]:
    if not node.members:
        return
    yield from unknown_elements(node, _TOP, "A policy", exact=exact)
    if _member(node, "statement") is None:
        yield PolicyProblem(
            node.range, "A policy without Statement", "A policy has at least one statement."
        )
    version = node.members.get("Version")
    if version and not version.unknown and version.value not in _VERSIONS:
        summary = f'There is no policy version "{version.value}"'
        detail = f"There are the versions {' and '.join(_VERSIONS)}."
        yield PolicyProblem(version.range, summary, detail, 'Write "2012-10-17".')

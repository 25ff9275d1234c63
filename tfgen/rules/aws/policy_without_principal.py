"""A resource's policy whose statement says nobody.

What it finds
    Statements without ``Principal`` and ``NotPrincipal`` in the policies of what has a policy of its own: buckets,
    queues, topics, keys, repositories, secrets. The policy of a user, group or role has none: who it is attached to
    is meant.

Why it matters
    Terraform plans it; AWS refuses it in the apply: "Missing required field Principal", MalformedPolicy.

Example
    resource "aws_s3_bucket_policy" "site" {
      bucket = "acme-site"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect   = "Allow"
          Action   = "s3:GetObject"
          Resource = "arn:aws:s3:::acme-site/*"
        }]
      })
    }

Instead
    resource "aws_s3_bucket_policy" "site" {
      bucket = "acme-site"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { AWS = "arn:aws:iam::123456789012:root" }
          Action    = "s3:GetObject"
          Resource  = "arn:aws:s3:::acme-site/*"
        }]
      })
    }
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec

from tfgen.aws.constraints.load import constraints
from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._iam_policies import policies
from tfgen.rules.aws._json_documents import MalformedError
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.context import RuleContext

CODE = "TFG537"

_PRINCIPALS = frozenset({"principal", "notprincipal"})


class _PrincipalTable(msgspec.Struct, frozen=True):
    principal_needed: frozenset[str]


@cache
def _needed() -> frozenset[str]:
    return constraints().table("policy_kinds", _PrincipalTable).principal_needed


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each statement."""
    for policy in policies(context):
        if policy.path not in _needed() or isinstance(policy.node, MalformedError):
            continue
        members = {key.lower(): node for key, node in (policy.node.members or {}).items()}
        statement = members.get("statement")
        for item in statement.items if statement is not None else ():
            names = {key.lower() for key in item.members or ()}
            if item.members and not names & _PRINCIPALS:
                detail = "The policy of a resource says who may do what with it."
                help_ = 'Add Principal, such as { AWS = "arn:aws:iam::123456789012:root" }.'
                summary = "A statement without Principal"
                yield aws_diagnostic(CODE, policy.parsed, item.range, summary, detail, help_)

"""A policy that is longer than AWS takes.

What it finds
    Policies whose whole text is known and longer than AWS's limit for their kind: a managed policy has 6,144 characters
    at most, all inline policies of a role 10,240, a bucket's policy 20 KB. IAM does not count blanks.

Why it matters
    Terraform plans it; AWS refuses it in the apply: LimitExceeded, "Cannot exceed quota for PolicySize".

Example
    resource "aws_iam_policy" "read" {
      name = "read"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [for i in range(100) : {
          Effect   = "Allow"
          Action   = ["s3:GetObject"]
          Resource = ["arn:aws:s3:::acme-${i}/*"]
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
          Action   = ["s3:GetObject"]
          Resource = [for i in range(100) : "arn:aws:s3:::acme-${i}/*"]
        }]
      })
    }
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec
from msgspec import Struct

from tfgen.aws.constraints.load import constraints
from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import ConstantArgument, arguments_by_path
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.hcl.walk import plain_string, reference

CODE = "TFG538"


class _PolicyLimit(msgspec.Struct, frozen=True):
    at: tuple[str, ...]
    most: int
    source: str
    spaces: bool = False
    by: str = ""


class _PolicyLimitTable(msgspec.Struct, frozen=True):
    limit: tuple[_PolicyLimit, ...]


class _Measured(Struct, frozen=True):
    argument: ConstantArgument
    length: int


@cache
def _limits() -> Mapping[str, _PolicyLimit]:
    limits: dict[str, _PolicyLimit] = {}
    for limit in constraints().table("policy_kinds", _PolicyLimitTable).limit:
        for path in limit.at:
            limits[path] = limit
    return limits


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each policy, or for the one with which several become too long."""
    arguments = arguments_by_path(context)
    for path in sorted(arguments.keys() & _limits().keys()):
        limit = _limits()[path]
        lengths: dict[str, int] = {}
        for argument in arguments[path]:
            if not isinstance(argument.value, str):
                continue
            measured = _Measured(argument, _length(argument.value, limit.spaces))
            owner = _owner(argument, limit.by)
            before = lengths.get(owner, 0) if owner else 0
            lengths[owner] = before + measured.length
            if before <= limit.most < before + measured.length:
                yield _finding(limit, measured, before)


def _owner(argument: ConstantArgument, by: str) -> str:
    """The text of the argument that names the owner, where it is plain."""
    expr = argument.block.body.get(by) if by else None
    if expr is None or argument.owner.body.argument("count", "for_each") is not None:
        return ""
    whole = reference(expr)
    if whole is not None:
        return ".".join(str(part) for part in (whole.root, *whole.path))
    return plain_string(expr) or ""


def _length(text: str, spaces: bool) -> int:
    """The characters that AWS counts of a text that the provider has made plain JSON."""
    try:
        text = json.dumps(json.loads(text), separators=(",", ":"), ensure_ascii=False)
    except (ValueError, RecursionError):
        return 0
    if spaces:
        return len(text.encode())
    return len("".join(text.split()))


def _finding(limit: _PolicyLimit, measured: _Measured, before: int) -> Diagnostic:
    argument, length = measured.argument, measured.length
    detail = f"It may have {limit.most} ({limit.source})."
    if before:
        detail = (
            f"With the others before it that is {before + length}; {detail[0].lower()}{detail[1:]}"
        )
    return aws_diagnostic(
        CODE,
        argument.block.parsed,
        argument.expr.range,
        f"The policy has {length} characters",
        detail,
        "Join its statements, or make several policies of it.",
    )

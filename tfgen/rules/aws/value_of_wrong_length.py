"""A text that is shorter or longer than AWS takes it.

What it finds
    An argument of a resource, or an element of it, whose value is certain and has fewer or more characters than AWS's
    API model allows. Names are TFG515.

Why it matters
    Terraform validates it; AWS then refuses the call, in the middle of the apply.

Example
    resource "aws_iam_openid_connect_provider" "ci" {
      url             = "https://ci.example.com"
      client_id_list  = ["sts.amazonaws.com"]
      thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea"]
    }

Instead
    resource "aws_iam_openid_connect_provider" "ci" {
      url             = "https://ci.example.com"
      client_id_list  = ["sts.amazonaws.com"]
      thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.aws.constraints.model import Constraint
from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import cited, violations
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.context import RuleContext

CODE = "TFG512"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each text of a wrong length."""
    for violation in violations(context, "length", name=False):
        summary = f"{violation.argument.name} has {len(violation.value)} characters"
        detail = f"{violation.argument.path} takes {bounds(violation.constraint)} characters ({cited(violation.constraint)})."
        yield aws_diagnostic(CODE, violation.argument.site.parsed, violation.expr.range, summary, detail)


def bounds(constraint: Constraint) -> str:
    """``1 to 64``, ``at least 8`` or ``at most 256``."""
    if constraint.least is not None and constraint.most is not None:
        return f"{constraint.least:.15g} to {constraint.most:.15g}"
    return (
        f"at least {constraint.least:.15g}" if constraint.least is not None else f"at most {constraint.most or 0:.15g}"
    )

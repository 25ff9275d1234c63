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

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._constraints import bounds, citation, violations
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG512"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each text of a wrong length."""
    for violation in violations(context, "length", name=False):
        argument, constraint = violation.argument, violation.constraint
        yield aws_finding(
            CODE,
            argument,
            f"{argument.name} has {len(violation.value)} characters",
            f"{argument.path} takes {bounds(constraint)} characters ({citation(constraint)}).",
            range_=violation.expr.range,
        )

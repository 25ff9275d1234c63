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

from tfgen.aws.constraints.model import Limit
from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import breaches, cited
from tfgen.rules.base import refused
from tfgen.rules.context import View

CODE = "TFG512"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each text of a wrong length."""
    for breach in breaches(view, "length", name=False):
        summary = f"{breach.setting.name} has {len(breach.value)} characters"
        detail = f"{breach.setting.path} takes {bounds(breach.limit)} characters ({cited(breach.limit)})."
        yield refused(CODE, breach.setting.site.parsed, breach.expr.range, summary, detail)


def bounds(limit: Limit) -> str:
    """``1 to 64``, ``at least 8`` or ``at most 256``."""
    if limit.least is not None and limit.most is not None:
        return f"{limit.least:.15g} to {limit.most:.15g}"
    return f"at least {limit.least:.15g}" if limit.least is not None else f"at most {limit.most or 0:.15g}"

"""A resource without an argument that AWS needs.

What it finds
    A resource that lacks all of some arguments of which AWS needs one, where no schema says so: the source of a
    security group's rule, the address of a public NAT gateway, the certificate of an HTTPS listener, the subnets of
    a load balancer, the name of the last snapshot of a database. The list is in
    ``data/aws_constraints/tables/needs.toml``.

Why it matters
    Terraform validates and plans it; the apply, or years later the destroy, fails.

Example
    resource "aws_lb_listener" "web" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      port              = 443
      protocol          = "HTTPS"
      default_action {
        type             = "forward"
        target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/73e2d6bc24d8a067"
      }
    }

Instead
    resource "aws_lb_listener" "web" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
      default_action {
        type             = "forward"
        target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/73e2d6bc24d8a067"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import as_text
from tfgen.rules.aws._needs import Need, needs_table
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding, resources

CODE = "TFG561"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each resource that lacks all of some arguments."""
    if not context.analysis.schema_blocks:
        return
    for need in needs_table().need:
        for resource in resources(context, *need.at):
            if _lacks(resource, need):
                yield aws_finding(
                    CODE,
                    resource,
                    f"{resource.path} without {_either(need.any)}",
                    f"{need.detail} ({need.source})",
                    f"Set {_either(need.any)}.",
                    by=need.by,
                )


def _lacks(resource: ResourceBlock, need: Need) -> bool:
    written = (*need.any, *need.unless)
    if any(map(resource.writes, written)):
        return False
    when = need.when
    if when is None:
        return True
    value = resource.value(when.argument)
    if not resource.writes(when.argument):
        return when.default in when.values
    return value is not None and as_text(value) in when.values


def _either(names: tuple[str, ...]) -> str:
    *first, last = names
    if first:
        return f"{', '.join(first)} or {last}"
    return last

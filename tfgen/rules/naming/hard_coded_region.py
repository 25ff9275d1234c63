"""A region written into a module.

What it finds
    In modules that tfgen wrote: text that holds the name of an AWS region.

Why it matters
    A module must work in any region; the region belongs to the root's provider.

Example
    resource "aws_vpc_endpoint" "s3" {
      service_name = "com.amazonaws.us-west-2.s3"
      vpc_id       = "vpc-1"
    }

Instead
    data "aws_region" "current" {
    }

    resource "aws_vpc_endpoint" "s3" {
      service_name = "com.amazonaws.${data.aws_region.current.id}.s3"
      vpc_id       = "vpc-1"
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Directive, Expr, Part, Template

CODE = "TFG502"

# The form of every region name so far: AWS General Reference, "AWS service endpoints".
_REGION = re.compile(
    r"(?<![a-z0-9-])(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov|-iso[a-z]?)?"
    r"-(?:north|south|east|west|central)(?:east|west)?-[1-9](?![0-9])"
)

_BLOCKS = frozenset({"resource", "data", "locals"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each text with a region; roots, which have a provider, are left alone."""
    if any(True for _ in context.configuration.of_kind("provider")):
        return
    for node in context.analysis.nodes:
        if not node.place.parsed.generated or node.place.block.type not in _BLOCKS:
            continue
        for region in _regions(node.expr):
            yield diagnostic(
                CODE,
                node.place.parsed,
                node.expr.range,
                f"The region {region} is written into a module",
                "A module must work in any region.",
                "Take it from data.aws_region.",
            )


def _regions(expr: Expr) -> Iterator[str]:
    """The first region in each text of a template."""
    if isinstance(expr, Template):
        for text in texts(expr.parts):
            if match := _REGION.search(text):
                yield match[0]


def texts(parts: Iterable[Part]) -> Iterator[str]:
    """The literal texts of a template, those inside its directives included."""
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Directive):
            yield from texts((*part.body, *part.otherwise))

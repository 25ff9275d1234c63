"""A literal whose type is not the argument's.

What it finds
    A literal that does not have the type of the provider's schema. In files that tfgen wrote it must match exactly:
    ``true`` for a string is an error, because somebody meant a string-valued flag. In other files it is an error only
    where Terraform cannot convert it, and a note where it does.

Why it matters
    Terraform refuses what it cannot convert: "Incorrect attribute value type". ``at_rest_encryption_enabled`` given
    a bool was one of the five failures tfgen began with.

Example
    resource "aws_vpc" "main" {
      cidr_block           = "10.0.0.0/16"
      enable_dns_hostnames = "yes"
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block           = "10.0.0.0/16"
      enable_dns_hostnames = true
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.model import article, found
from tfgen.rules.view import View
from tfgen.types.literals import Fit, misfits

CODE = "TFG309"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each literal of the wrong type, at the innermost literal that is wrong."""
    for site in view.sites:
        for argument in site.arguments():
            attribute = site.schema.attributes.get(argument.name)
            if attribute is None or not attribute.settable:
                continue
            for misfit in misfits(argument.expr, attribute.type):
                if misfit.fit is Fit.CONVERTS and not site.parsed.own:
                    severity = Severity.NOTE
                else:
                    severity = Severity.ERROR
                where = article(site.kind, site.path)
                yield found(
                    CODE,
                    site.parsed,
                    misfit.expr.range,
                    f'"{argument.name}" wants {misfit.want.friendly}',
                    f"In {where} it is {attribute.type.friendly}; this is {misfit.have}.",
                    f"Write {misfit.exact}." if misfit.exact else "",
                    severity,
                )


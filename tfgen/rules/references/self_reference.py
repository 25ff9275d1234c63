"""A block or local that refers to itself by its own name.

What it finds
    A local in its own expression, a resource or data source in its own preconditions and postconditions. In its own
    arguments, ``count`` and ``for_each`` it is a warning: there Terraform finds out when it plans.

Why it matters
    Terraform refuses it: "Self-referencing local value", "Configuration for aws_vpc.main may not refer to itself".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      lifecycle {
        postcondition {
          condition     = aws_vpc.main.enable_dns_support
          error_message = "The VPC has no DNS."
        }
      }
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      lifecycle {
        postcondition {
          condition     = self.enable_dns_support
          error_message = "The VPC has no DNS."
        }
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.config.configuration import Address
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG421"

_CONDITIONS = frozenset({"precondition", "postcondition"})
_WITH_SELF = frozenset({"provisioner", "connection", "postcondition"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference of something to itself."""
    for scoped, reference in context.analysis.references:
        address = address_of(reference)
        if address and address == _declared_around(scoped) and scoped.argument != "depends_on":
            inside = frozenset(scoped.inside[:2])
            local = address[0] == "local"
            yield diagnostic(
                CODE,
                scoped.parsed,
                reference.range,
                f"{'.'.join(address)} refers to itself",
                "Its value is not there yet while it is made.",
                'Write "self".' if not local and inside & _WITH_SELF else "",
                planned=not local and not inside & _CONDITIONS,
            )


def _declared_around(scoped: Scoped) -> Address | None:
    """The address of the declaration that an expression stands in."""
    block = scoped.block
    if block.type == "locals":
        return "local", scoped.argument
    labels = block.label_values
    if block.type == "resource":
        return labels
    if block.type in ("data", "ephemeral"):
        return block.type, *labels
    return None

"""An index of the wrong kind: a name where instances are counted, a number where they have names.

What it finds
    ``aws_subnet.a["x"]`` where ``aws_subnet.a`` has ``count``, ``aws_subnet.a[0]`` where it has ``for_each``, and
    numbers that are not whole. Mostly a warning: Terraform finds out when it plans.

Why it matters
    Terraform refuses it: "Invalid index".

Example
    module "network" {
      source = "./network"
      count  = 2
    }

    output "vpc_id" {
      value = module.network["a"].vpc_id
    }

    # ./network/outputs.tf
    output "vpc_id" {
      value = "vpc-1"
    }

Instead
    module "network" {
      source = "./network"
      count  = 2
    }

    output "vpc_id" {
      value = module.network[0].vpc_id
    }

    # ./network/outputs.tf
    output "vpc_id" {
      value = "vpc-1"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.resource_references import ResourceReference
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG414"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each key of the wrong kind."""
    for read in context.analysis.reads:
        by = read.expansion
        if read.key is None or by is None or not _wrong(by, read.key.key):
            continue
        certain = _refused(read, by)
        numbered = by == "count"
        yield diagnostic(
            CODE,
            read.place.parsed,
            read.key.range,
            f"{read.name} has {'numbered' if numbered else 'named'} instances",
            f'It has "{by}", so {"a whole number" if numbered else "a string"} picks an instance.',
            f"Write {read.name}[0]." if numbered else f'Write {read.name}["..."].',
            planned=read.place.planned or not certain,
        )


def _wrong(by: str, key: str | int | float) -> bool:
    if by == "for_each":
        return not isinstance(key, str)
    return not _is_whole(key)


def _refused(read: ResourceReference, by: str) -> bool:
    """Whether Terraform refuses it before it plans."""
    assert read.key
    if isinstance(read.key.key, float) and not read.key.key.is_integer():
        return by == "count" or read.address[0] != "module"
    return by == "count" and read.address[0] == "module"


def _is_whole(key: str | int | float) -> bool:
    try:
        return float(key).is_integer()
    except (ValueError, OverflowError):
        return False

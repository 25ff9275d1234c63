"""An index of the wrong kind: a name where instances are counted, a number where they have names.

What it finds
    ``aws_subnet.a["x"]`` where ``aws_subnet.a`` has ``count``, ``aws_subnet.a[0]`` where it has ``for_each``, and
    numbers that are not whole. Mostly a warning: Terraform finds out when it plans. ``try`` and ``can`` catch all but
    numbers that are not whole.

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
from tfgen.terraform.analysis.guards import Guard, guard_around
from tfgen.terraform.analysis.resource_references import ResourceReference
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG414"

_WORDS = {
    "count": ("numbered", "a whole number", "[0]"),
    "for_each": ("named", "a string", '["..."]'),
}
"""The kind of instances, the key that picks one, and an example, by the argument that makes them."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each key of the wrong kind."""
    for read in context.analysis.reads:
        expansion = read.expansion
        if read.key is None or expansion is None or not _is_wrong(expansion, read.key.key):
            continue
        guard = _guard(read)
        if guard is Guard.CAUGHT:
            continue
        instances, key, example = _WORDS[expansion]
        yield diagnostic(
            CODE,
            read.place.parsed,
            read.key.range,
            f"{read.name} has {instances} instances",
            f'It has "{expansion}", so {key} picks an instance.',
            f"Write {read.name}{example}.",
            planned=read.place.planned or guard is Guard.SKIPPED,
        )


def _is_wrong(expansion: str, key: str | int | float) -> bool:
    if expansion == "for_each":
        return not isinstance(key, str)
    return not _is_whole(key)


def _guard(read: ResourceReference) -> Guard:
    """The guard of the key. A resource's instances are looked for when Terraform plans, those of a
    module with ``for_each`` too.
    """
    if read.has_fraction:
        return Guard.NONE
    guard = guard_around(read.place, read.reference.range)
    if read.address[0] == "module" and read.expansion == "count":
        return guard
    return max(guard, Guard.SKIPPED)


def _is_whole(key: str | int | float) -> bool:
    try:
        return float(key).is_integer()
    except (ValueError, OverflowError):
        return False

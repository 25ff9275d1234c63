"""A reference to what is not declared.

What it finds
    ``var.``, ``local.``, ``module.``, ``data.`` and resource references whose declaration is not in the directory.

Why it matters
    Terraform refuses it: "Reference to undeclared ...". Usually it is a misspelt name.

Example
    variable "region_name" {
      type = string
    }

    output "region" {
      value = var.region_nam
    }

Instead
    variable "region_name" {
      type = string
    }

    output "region" {
      value = var.region_name
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.hcl.walk import Reference, references
from tfgen.rules.configuration import Address, Configuration
from tfgen.rules.model import found
from tfgen.rules.scope import scoped

CODE = "TFG401"

_KINDS = {"var": "input variable", "local": "local value", "module": "module"}
_BUILT_IN = frozenset({"each", "count", "self", "path", "terraform", "ephemeral"})


def check(configuration: Configuration) -> Iterator[Diagnostic]:
    """Yield a finding for each reference to nothing."""
    for place in scoped(configuration):
        for reference in references(place.expr, place.bound):
            address = address_of(reference)
            if address is None or address in configuration.declared:
                continue
            what = _KINDS.get(address[0], "data source" if address[0] == "data" else "resource")
            yield found(
                CODE,
                place.parsed,
                reference.range,
                f"Undeclared {what} {'.'.join(address)}",
                f"This directory declares no {what} {address[-1]!r}." if len(address) > 1 else "",
                _nearest(address, configuration),
            )


def address_of(reference: Reference) -> Address | None:
    """The declaration that a reference needs; None for what needs none (``each.key``, a bare word)."""
    names = reference.names
    if reference.root in _BUILT_IN or len(names) < 2:
        return None
    if reference.root == "data":
        return names[:3] if len(names) > 2 else None
    return names[:2]


def _nearest(address: Address, configuration: Configuration) -> str:
    same = [a for a in configuration.declared if len(a) == len(address) and (a[0] in _KINDS) == (address[0] in _KINDS)]
    if address[0] in _KINDS:
        same = [a for a in same if a[0] == address[0]]
    return did_you_mean(".".join(address), [".".join(a) for a in same])

"""A reference to what is not declared.

What it finds
    ``var.``, ``local.``, ``module.``, ``data.`` and resource references whose declaration is not in the directory, and
    bare words that refer to nothing.

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

from tfgen.diagnostics import Diagnostic, Edit, Fix
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import replace_fix
from tfgen.spelling import nearest, suggestion
from tfgen.terraform.analysis.attribute_access import BUILT_IN, RESERVED, ROOTS, address_of
from tfgen.terraform.analysis.schema_blocks import misspelt_type
from tfgen.terraform.config.configuration import Address, Configuration
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.walk import Reference

CODE = "TFG401"

_KINDS = {
    "var": "input variable",
    "local": "local value",
    "module": "module",
    "data": "data source",
    "ephemeral": "ephemeral resource",
}
_NEVER = frozenset({"output", "provider", "check"})
"""What is declared, but cannot be referred to."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference to nothing."""
    if not context.configuration.complete:
        return
    for place, reference in context.analysis.references:
        summary = _wrong(reference, context.configuration)
        if summary:
            address = address_of(reference)
            what = _KINDS.get(address[0], "resource") if address else ""
            detail = (
                f'This directory declares no {what} "{address[-1]}".' if address else "A word alone refers to nothing."
            )
            help_ = _nearest(address, context.configuration) if address else "Text stands in quotes."
            fix = _fix(reference, address, context.configuration)
            yield diagnostic(
                CODE, place.parsed, reference.range, summary, detail, help_, planned=place.planned, fix=fix
            )


def _wrong(reference: Reference, configuration: Configuration) -> str | None:
    """The summary of a finding, or None when the reference leads somewhere or is not judged."""
    address = address_of(reference)
    if address is None:
        alone = reference.root not in BUILT_IN | ROOTS and not reference.steps
        return f'"{reference.root}" is no reference' if alone else None
    if reference.root in RESERVED or (address in configuration.declared and address[0] not in _NEVER):
        return None
    return f"Undeclared {_KINDS.get(address[0], 'resource')} {'.'.join(address)}"


def _nearest(address: Address, configuration: Configuration) -> str:
    """Among the names of the same kind; resources are one kind, whatever their type."""
    kind = _kind(address)
    other = address[1:] if kind == "data" else ("data", *address)
    if other in configuration.declared:
        return f'Did you mean "{".".join(other)}"?'
    left_out = 1 if kind in ("var", "local", "module") else 0
    same = {".".join(a[left_out:]): ".".join(a) for a in configuration.declared if _kind(a) == kind}
    name = nearest(".".join(address[left_out:]), same)
    return f'Did you mean "{same[name]}"?' if name else ""


def _fix(reference: Reference, address: Address | None, configuration: Configuration) -> Fix | None:
    """The one name that must be meant; a bare word is a variable's or a local's name, or text without its quotes."""
    if address is None:
        homes = [kind for kind in ("var", "local") if (kind, reference.root) in configuration.declared]
        text = f"{homes[0]}.{reference.root}" if homes else f'"{reference.root}"'
        return replace_fix(reference.range, text, safe=False) if len(homes) < 2 else None
    if ("data", *address) in configuration.declared:
        return Fix(f"Write data.{'.'.join(address)}", (Edit(reference.root_range, f"data.{address[0]}"),), safe=False)
    kind = _kind(address)
    left_out = 0 if kind == "resource" else 1
    alike = [a for a in configuration.declared if _kind(a) == kind and len(a) == len(address)]
    misspelt = [a for a in alike if misspelt_type(a, configuration)]
    if any(a[-1] == address[-1] for a in misspelt):
        return None  # it is the declaration that is wrong
    same = {".".join(a[left_out:]): a for a in alike if a not in misspelt}
    found_ = suggestion(".".join(address[left_out:]), same)
    if found_ is None or reference.root == "resource":
        return None
    meant = same[found_.name]
    places = (reference.root_range, *(step.range for step in reference.steps))
    edits = (Edit(p, new) for p, old, new in zip(places, address, meant, strict=False) if old != new)
    return Fix(f"Write {'.'.join(meant)}", tuple(edits), found_.confident)


def _kind(address: Address) -> str:
    return address[0] if address[0] in _KINDS or address[0] in _NEVER else "resource"

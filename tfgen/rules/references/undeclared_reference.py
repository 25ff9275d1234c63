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

from tfgen.diagnostics import Diagnostic, Edit, Fix, Severity
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
"""Declarations that cannot be referred to."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference to nothing."""
    configuration = context.configuration
    if not configuration.complete:
        return
    for scoped, reference in context.analysis.references:
        summary = _summary(reference, configuration)
        if summary:
            detail, help_ = _explanation(address_of(reference), configuration)
            fix = _fix(reference, configuration)
            given = configuration.of_test and reference.root == "var"
            if given and not (fix and fix.safe):
                continue  # -var or a values file of the tests may give it a value
            yield diagnostic(
                CODE,
                scoped.parsed,
                reference.range,
                summary,
                f"{detail} Only -var could give it a value." if given else detail,
                help_,
                Severity.WARNING if given else Severity.ERROR,
                planned=scoped.planned,
                fix=fix,
            )


def _summary(reference: Reference, configuration: Configuration) -> str | None:
    """The summary of a finding, or None when the reference leads somewhere or is not checked."""
    address = address_of(reference)
    if address is None:
        alone = reference.root not in BUILT_IN | ROOTS and not reference.steps
        if alone:
            return f'"{reference.root}" is no reference'
        return None
    if reference.root in RESERVED or (
        address in configuration.declared and address[0] not in _NEVER
    ):
        return None
    return f"Undeclared {_KINDS.get(address[0], 'resource')} {'.'.join(address)}"


def _explanation(address: Address | None, configuration: Configuration) -> tuple[str, str]:
    """Detail and help of a finding."""
    if address is None:
        return "A word alone refers to nothing.", "Text stands in quotes."
    kind = _KINDS.get(address[0], "resource")
    where = "The module that the run executes" if configuration.of_test else "This directory"
    return f'{where} declares no {kind} "{address[-1]}".', _help(address, configuration)


def _help(address: Address, configuration: Configuration) -> str:
    """The nearest name of the same kind; resources are one kind, whatever their type."""
    kind = _kind(address)
    other = address[1:] if kind == "data" else ("data", *address)
    if other in configuration.declared:
        return f'Did you mean "{".".join(other)}"?'
    prefix = 1 if kind in ("var", "local", "module") else 0
    full_names: dict[str, str] = {}
    for declared in configuration.declared:
        if _kind(declared) == kind:
            full_names[".".join(declared[prefix:])] = ".".join(declared)
    name = nearest(".".join(address[prefix:]), full_names)
    if name:
        return f'Did you mean "{full_names[name]}"?'
    return ""


def _fix(reference: Reference, configuration: Configuration) -> Fix | None:
    """The fix to the one declaration that must be meant."""
    address = address_of(reference)
    if address is None:
        return _word_fix(reference, configuration)
    if ("data", *address) in configuration.declared:
        return Fix(
            f"Write data.{'.'.join(address)}",
            (Edit(reference.root_range, f"data.{address[0]}"),),
            safe=False,
        )
    return _address_fix(reference, address, configuration)


def _word_fix(reference: Reference, configuration: Configuration) -> Fix | None:
    """The fix of a bare word: a variable's or a local's name, or text without its quotes."""
    word = reference.root
    kinds = []
    for kind in ("var", "local"):
        if (kind, word) in configuration.declared:
            kinds.append(kind)
    if len(kinds) > 1:
        return None
    text = f"{kinds[0]}.{word}" if kinds else f'"{word}"'
    return replace_fix(reference.range, text, safe=False)


def _address_fix(
    reference: Reference, address: Address, configuration: Configuration
) -> Fix | None:
    candidates = _candidates(address, configuration)
    if candidates is None or reference.root == "resource":
        return None
    prefix = _fixed_prefix(address)
    suggested = suggestion(".".join(address[prefix:]), candidates)
    if suggested is None:
        return None
    meant = candidates[suggested.name]
    ranges = (reference.root_range, *(step.range for step in reference.steps))
    edits: list[Edit] = []
    for range_, old, new in zip(ranges, address, meant, strict=False):
        if old != new:
            edits.append(Edit(range_, new))
    return Fix(f"Write {'.'.join(meant)}", tuple(edits), suggested.confident)


def _candidates(address: Address, configuration: Configuration) -> dict[str, Address] | None:
    """The declarations that may be meant, by name; None where it is the declaration that is wrong."""
    kind, prefix = _kind(address), _fixed_prefix(address)
    candidates: dict[str, Address] = {}
    for declared in configuration.declared:
        if _kind(declared) != kind or len(declared) != len(address):
            continue
        if not misspelt_type(declared, configuration):
            candidates[".".join(declared[prefix:])] = declared
        elif declared[-1] == address[-1]:
            return None
    return candidates


def _fixed_prefix(address: Address) -> int:
    """The number of leading parts that say the kind, which stay."""
    if _kind(address) == "resource":
        return 0
    return 1


def _kind(address: Address) -> str:
    if address[0] in _KINDS or address[0] in _NEVER:
        return address[0]
    return "resource"

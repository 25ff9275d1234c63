"""An entry of ``replace_triggered_by`` that is no resource of the directory.

What it finds
    Resources in ``replace_triggered_by`` that are not declared, and data sources. Terraform finds out when it plans, so
    it is a warning in HCL that tfgen did not write.

Why it matters
    Terraform refuses it: "Reference to undeclared resource", "no change found".

Example
    resource "terraform_data" "revision" {
    }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      lifecycle {
        replace_triggered_by = [terraform_data.revison]
      }
    }

Instead
    resource "terraform_data" "revision" {
    }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      lifecycle {
        replace_triggered_by = [terraform_data.revision]
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.config.configuration import Configuration, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block, Expr, GetAttr, Index, Name, Tuple
from tfgen.terraform.hcl.walk import Reference, reference

CODE = "TFG423"

_NEVER = frozenset({"var", "local", "module", "path", "terraform", "each", "count", "self"})
"""Roots that the rule on the form of ``replace_triggered_by`` refuses."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each entry that can trigger nothing."""
    for parsed, entry in _entries(context.configuration) if context.configuration.complete else ():
        owner = _owner(entry)
        detail = _missing(owner, context.configuration) if owner and owner.root not in _NEVER else ""
        if owner and detail:
            known = [".".join(address) for address, _ in context.configuration.managed()]
            summary = f"{'.'.join(owner.names[: 3 if owner.root == 'data' else 2])} can trigger no replacement"
            help_ = did_you_mean(".".join(owner.names[:2]), known)
            yield diagnostic(CODE, parsed, entry.range, summary, detail, help_, planned=True)


def _missing(owner: Reference, configuration: Configuration) -> str:
    address = address_of(owner)
    if address is None or address[0] == "data":
        return "It is no resource."
    return "" if address in configuration.declared else f"This directory declares no resource {'.'.join(address)}."


def _owner(entry: Expr) -> Reference | None:
    """The longest static reference that an entry begins with: ``aws_vpc.a`` of ``aws_vpc.a[each.key].id``."""
    current = entry
    while True:
        found = reference(current)
        if found or isinstance(current, Name) or not isinstance(current, GetAttr | Index):
            return found
        current = current.of


def _entries(configuration: Configuration) -> Iterator[tuple[Parsed, Expr]]:
    for _, declared in configuration.managed():
        for block in declared.node.body.blocks if isinstance(declared.node, Block) else ():
            for attribute in block.body.attributes if block.type == "lifecycle" else ():
                if attribute.name == "replace_triggered_by" and isinstance(attribute.expr, Tuple):
                    yield from ((declared.parsed, entry) for entry in attribute.expr.items)

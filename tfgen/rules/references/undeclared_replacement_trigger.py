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
from tfgen.terraform.config.configuration import Configuration, Declared, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Attribute, Block, Expr, GetAttr, Index, Tuple
from tfgen.terraform.hcl.walk import Reference, reference

CODE = "TFG423"

_NEVER = frozenset({"var", "local", "module", "path", "terraform", "each", "count", "self"})
"""Roots that the rule on the form of ``replace_triggered_by`` refuses."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each entry that can trigger nothing."""
    if not context.configuration.complete:
        return
    for parsed, entry in _entries(context.configuration):
        trigger = _trigger(entry)
        if trigger and trigger.root not in _NEVER:
            yield from _check_trigger(parsed, entry, trigger, context.configuration)


def _check_trigger(
    parsed: Parsed, entry: Expr, trigger: Reference, configuration: Configuration
) -> Iterator[Diagnostic]:
    detail = _wrong_trigger(trigger, configuration)
    if detail:
        known = [".".join(address) for address, _ in configuration.managed()]
        length = 3 if trigger.root == "data" else 2
        summary = f"{'.'.join(trigger.names[:length])} can trigger no replacement"
        help_ = did_you_mean(".".join(trigger.names[:2]), known)
        yield diagnostic(CODE, parsed, entry.range, summary, detail, help_, planned=True)


def _wrong_trigger(trigger: Reference, configuration: Configuration) -> str | None:
    address = address_of(trigger)
    if address is None or address[0] == "data":
        return "It is no resource."
    if address in configuration.declared:
        return None
    return f"This directory declares no resource {'.'.join(address)}."


def _trigger(entry: Expr) -> Reference | None:
    """The longest static reference that an entry begins with:
    ``aws_vpc.a`` of ``aws_vpc.a[each.key].id``.
    """
    current = entry
    while True:
        whole = reference(current)
        if whole or not isinstance(current, GetAttr | Index):
            return whole
        current = current.of


def _entries(configuration: Configuration) -> Iterator[tuple[Parsed, Expr]]:
    for _, declared in configuration.managed():
        for argument in _lifecycle_arguments(declared):
            if argument.name == "replace_triggered_by" and isinstance(argument.expr, Tuple):
                for entry in argument.expr.items:
                    yield declared.parsed, entry


def _lifecycle_arguments(declared: Declared) -> Iterator[Attribute]:
    if isinstance(declared.node, Block):
        for block in declared.node.body.blocks:
            if block.type == "lifecycle":
                yield from block.body.attributes

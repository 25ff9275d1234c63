"""``each``, ``count`` or ``self`` where there is none.

What it finds
    ``each`` outside a block with ``for_each``, ``count`` outside a block with ``count``, either of them in that very
    argument, in ``locals``, outputs, providers and checks; ``self`` outside provisioners, connections and
    postconditions. A warning in module calls: there Terraform finds out when it plans.

Why it matters
    Terraform refuses it: "Reference to "each" in context without for_each", "Invalid "self" reference".

Example
    resource "aws_vpc" "main" {
      count      = 2
      cidr_block = each.value
    }

Instead
    resource "aws_vpc" "main" {
      for_each   = toset(["10.0.0.0/16", "10.1.0.0/16"])
      cidr_block = each.value
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.analysis.resource_references import has_self
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG410"

_NEEDS = {"each": "for_each", "count": "count"}
_EXPANDED = frozenset({"resource", "data", "ephemeral", "module", "action", "import"})
"""Blocks that ``count`` or ``for_each`` repeats."""

_KNOWN = _EXPANDED | {"locals", "output", "provider", "check", "variable"}
_BEFORE = frozenset({"count", "for_each", "depends_on"})
"""Arguments that Terraform looks at before there are instances."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each of them that means nothing."""
    for place, reference in context.analysis.references:
        root = reference.root
        detail = None
        if root == "self" and not has_self(place) and place.block.type in _KNOWN:
            detail = "It means the resource inside a provisioner, a connection or a postcondition only."
        elif root in _NEEDS and len(reference.names) > 1:
            detail = _misplaced(place, _NEEDS[root])
        if detail:
            early = place.planned or (root != "self" and place.block.type == "module" and place.argument not in _BEFORE)
            help_ = _help(root, place)
            summary = f'There is no "{root}" here'
            yield diagnostic(CODE, place.parsed, reference.range, summary, detail, help_, planned=early)


def _misplaced(place: Scoped, needed: str) -> str | None:
    if place.block.type not in _KNOWN:
        return None
    if place.block.type not in _EXPANDED:
        return f'A block "{place.block.type}" has no instances.'
    if not place.inside and place.argument in _BEFORE:
        return f'"{place.argument}" is looked at before there are instances.'
    given = place.block.body.argument(needed)
    return None if given else f'The block has no "{needed}".'


def _help(root: str, place: Scoped) -> str:
    if root == "self" or place.block.type not in _EXPANDED:
        return ""
    other = "count" if root == "each" else "for_each"
    if place.block.body.argument(other):
        return f'With "{other}" it is {"count.index" if other == "count" else "each.key or each.value"}.'
    return f'Add "{_NEEDS[root]}".' if place.argument not in _BEFORE else ""

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
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.hcl.walk import Reference

CODE = "TFG410"

_NEEDS = {"each": "for_each", "count": "count"}
_EXPANDED = frozenset({"resource", "data", "ephemeral", "module", "action", "import"})
"""Blocks that ``count`` or ``for_each`` repeats."""

_KNOWN = _EXPANDED | {"locals", "output", "provider", "check", "variable"}
_BEFORE = frozenset({"count", "for_each", "depends_on"})
"""Arguments that Terraform looks at before there are instances."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference to ``each``, ``count`` or ``self`` that means nothing."""
    for scoped, reference in context.analysis.references:
        if _is_in_tofu_provider(scoped, context):
            continue
        detail = _wrong_reference(scoped, reference)
        if detail:
            yield diagnostic(
                CODE,
                scoped.parsed,
                reference.range,
                f'There is no "{reference.root}" here',
                detail,
                _help(reference.root, scoped),
                planned=_is_planned(reference.root, scoped),
            )


def _is_in_tofu_provider(scoped: Scoped, context: RuleContext) -> bool:
    """True in a provider block that OpenTofu makes several configurations of."""
    block = scoped.block
    if context.configuration.engine != "tofu" or block.type != "provider":
        return False
    return _has_argument(block, "for_each") and scoped.argument != "for_each"


def _wrong_reference(scoped: Scoped, reference: Reference) -> str | None:
    root = reference.root
    if root in _NEEDS and len(reference.names) > 1:
        return _wrong_instance(scoped, _NEEDS[root])
    if root == "self" and not has_self(scoped) and scoped.block.type in _KNOWN:
        return "It means the resource inside a provisioner, a connection or a postcondition only."
    return None


def _wrong_instance(scoped: Scoped, needed: str) -> str | None:
    block = scoped.block
    if block.type not in _KNOWN:
        return None
    if block.type not in _EXPANDED:
        return f'A block "{block.type}" has no instances.'
    if not scoped.inside and scoped.argument in _BEFORE:
        return f'"{scoped.argument}" is looked at before there are instances.'
    if _has_argument(block, needed):
        return None
    return f'The block has no "{needed}".'


def _is_planned(root: str, scoped: Scoped) -> bool:
    """True where Terraform finds it only when it plans."""
    in_module_call = scoped.block.type == "module" and scoped.argument not in _BEFORE
    return scoped.planned or (root != "self" and in_module_call)


def _help(root: str, scoped: Scoped) -> str:
    block = scoped.block
    if root == "self" or block.type not in _EXPANDED:
        return ""
    if root == "each" and _has_argument(block, "count"):
        return 'With "count" it is count.index.'
    if root == "count" and _has_argument(block, "for_each"):
        return 'With "for_each" it is each.key or each.value.'
    if scoped.argument not in _BEFORE:
        return f'Add "{_NEEDS[root]}".'
    return ""


def _has_argument(block: Block, name: str) -> bool:
    return block.body.argument(name) is not None

"""A provisioner that runs at destruction and refers to something else.

What it finds
    References in provisioners with ``when = destroy``, and in the connections that they use, to anything but ``self``,
    ``count.index``, ``each.key``, ``path`` and ``terraform``.

Why it matters
    Terraform refuses it: what they refer to may be gone by then.

Example
    variable "queue" {
      type = string
    }

    resource "aws_eip" "nat" {
      provisioner "local-exec" {
        when    = destroy
        command = "echo gone >> ${var.queue}"
      }
    }

Instead
    resource "aws_eip" "nat" {
      provisioner "local-exec" {
        when    = destroy
        command = "echo gone >> ${self.id}"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.static_forms import word
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute, Block
from tfgen.terraform.hcl.walk import Reference, references

CODE = "TFG244"

_KEYWORDS = frozenset({"when", "on_failure"})
"""Arguments that take a word, which is no reference."""

_ALWAYS = frozenset({"self", "path", "terraform"})
_INSTANCE = (("count", "index"), ("each", "key"))


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each argument with such a reference."""
    for block in context.analysis.language.named("provisioner", "connection"):
        if not _runs_at_destruction(block):
            continue
        for argument in block.block.body.attributes:
            reference = _refused_reference(argument)
            if reference:
                yield diagnostic(
                    CODE,
                    block.parsed,
                    argument.expr.range,
                    "Reference at destruction",
                    f"{'.'.join(reference.names)} may be gone when this runs.",
                    "Refer to self; keep what is needed in the resource itself.",
                )


def _runs_at_destruction(block: LanguageBlock) -> bool:
    outer = block.outer[-1]
    if block.block.type == "provisioner":
        return _is_destroy_provisioner(block.block)
    if outer.type == "resource":
        return any(map(_is_destroy_provisioner, outer.body.blocks))
    return _is_destroy_provisioner(outer)


def _is_destroy_provisioner(block: Block) -> bool:
    if block.type != "provisioner":
        return False
    return any(
        a.name == "when" and word(a.expr, quoted=True) == "destroy" for a in block.body.attributes
    )


def _refused_reference(argument: Attribute) -> Reference | None:
    """The first reference of an argument to anything that may be gone."""
    if argument.name in _KEYWORDS:
        return None
    for reference in references(argument.expr):
        of_instance = reference.names in _INSTANCE and len(reference.steps) == 1
        if reference.root not in _ALWAYS and not of_instance:
            return reference
    return None

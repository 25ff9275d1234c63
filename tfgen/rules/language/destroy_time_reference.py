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
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.hcl.walk import Reference, references

CODE = "TFG244"

_ALWAYS = frozenset({"self", "path", "terraform"})
_INSTANCE = (("count", "index"), ("each", "key"))


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each argument with such a reference."""
    for each in context.analysis.language.named("provisioner", "connection"):
        if _at_destruction(each):
            for argument in each.block.body.attributes:
                wrong = [r for r in references(argument.expr) if argument.name != "when" and not _allowed(r)]
                if wrong and argument.name != "on_failure":
                    name = ".".join(wrong[0].names)
                    detail = f"{name} may be gone when this runs."
                    help_ = "Refer to self; keep what is needed in the resource itself."
                    yield diagnostic(CODE, each.parsed, argument.expr.range, "Reference at destruction", detail, help_)


def _at_destruction(each: LanguageBlock) -> bool:
    project = each.outer[-1]
    if each.block.type == "provisioner":
        return _destroys(each.block)
    if project.type == "provisioner":
        return _destroys(project)
    return project.type == "resource" and any(_destroys(b) for b in project.body.blocks if b.type == "provisioner")


def _destroys(provisioner: Block) -> bool:
    return any(a.name == "when" and word(a.expr, quoted=True) == "destroy" for a in provisioner.body.attributes)


def _allowed(reference: Reference) -> bool:
    return reference.root in _ALWAYS or (reference.names in _INSTANCE and len(reference.steps) == 1)

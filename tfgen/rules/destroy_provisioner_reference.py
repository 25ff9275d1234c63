"""A destroy-time provisioner that refers to something else than its own resource.

What it finds
    In a provisioner with ``when = destroy``, and in the connection it uses, references other than ``self``,
    ``count.index``, ``each.key``, ``path`` and ``terraform``.

Why it matters
    Terraform refuses it: "Invalid reference from destroy provisioner". What it refers to may be gone by then.

Example
    variable "host" {
      type = string
    }

    resource "terraform_data" "main" {
      provisioner "local-exec" {
        when    = destroy
        command = "./leave ${var.host}"
      }
    }

Instead
    variable "host" {
      type = string
    }

    resource "terraform_data" "main" {
      input = var.host

      provisioner "local-exec" {
        when    = destroy
        command = "./leave ${self.input}"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.syntax import Block, Expr
from tfgen.hcl.walk import Reference, reference, references
from tfgen.rules.model import found
from tfgen.rules.view import View

CODE = "TFG411"

_FREE = frozenset({"self", "path", "terraform"})


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each reference to something else."""
    for parsed in view.configuration.files:
        for block in parsed.body.blocks:
            for part in _at_destroy(block) if block.type == "resource" else ():
                for one, expr in _references(part):
                    if not _allowed(one):
                        same_line = one.range.start.line == expr.range.start.line
                        at = one.range if same_line else expr.range
                        summary = f'A destroy-time provisioner cannot refer to "{".".join(one.names)}"'
                        detail = "It may refer to self, count.index and each.key only."
                        help_ = "Keep the value in the resource, and read it with self."
                        yield found(CODE, parsed, at, summary, detail, help_)


def _at_destroy(resource: Block) -> list[Block]:
    provisioners = [b for b in resource.body.blocks if b.type == "provisioner" and _destroys(b)]
    shared = [b for b in resource.body.blocks if b.type == "connection"] if provisioners else []
    return [*shared, *provisioners]


def _destroys(provisioner: Block) -> bool:
    when = next((a.expr for a in provisioner.body.attributes if a.name == "when"), None)
    found = reference(when) if when else None
    return found is not None and found.root == "destroy"


def _references(block: Block) -> Iterator[tuple[Reference, Expr]]:
    for attribute in block.body.attributes:
        if attribute.name not in ("when", "on_failure"):
            yield from ((one, attribute.expr) for one in references(attribute.expr))
    for inner in block.body.blocks:
        yield from _references(inner)


def _allowed(one: Reference) -> bool:
    return one.root in _FREE or one.names[:2] in (("count", "index"), ("each", "key"))

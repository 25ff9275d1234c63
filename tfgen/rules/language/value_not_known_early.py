"""A value that OpenTofu needs before it can know it.

What it finds
    In ``.tofu`` files, and with ``--engine tofu``: references in a backend, in ``encryption``, in the source and the
    version of a module and in ``for_each`` of a provider that lead to anything but variables, ``path``, ``terraform``
    and local values made of these.

Why it matters
    OpenTofu evaluates these before it reads state or asks a provider, and refuses others: "Dynamic value in static
    context", "Unable to compute static value". Terraform takes no references there at all.

Example
    # ./main.tofu
    resource "aws_s3_bucket" "state" {
      bucket = "state"
    }

    terraform {
      backend "s3" {
        bucket = aws_s3_bucket.state.bucket
        key    = "app.tfstate"
        region = "eu-west-1"
      }
    }

Instead
    # ./main.tofu
    variable "state_bucket" {
      type = string
    }

    terraform {
      backend "s3" {
        bucket = var.state_bucket
        key    = "app.tfstate"
        region = "eu-west-1"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.configuration import Configuration, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Attribute, Block, Body, Expr
from tfgen.terraform.hcl.walk import Reference, references

CODE = "TFG260"

_KNOWN = frozenset({"var", "path", "terraform", "tofu"})
_OF_ENCRYPTION = frozenset({"key_provider", "method"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference to what is not known yet."""
    configuration = context.configuration
    if configuration.engine != "tofu":
        return
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            for what, expr in _early(block):
                yield from _check_expression(parsed, what, expr, configuration)


def _early(block: Block) -> Iterator[tuple[str, Expr]]:
    """The expressions that are evaluated early, and the thing that they are for."""
    if block.type == "terraform":
        for inner in block.body.blocks:
            if inner.type in ("backend", "encryption"):
                for expr in _all(inner.body):
                    yield f"The {inner.type}", expr
    names = {"module": ("source", "version"), "provider": ("for_each",)}.get(block.type, ())
    for name in names:
        value = block.body.get(name)
        if value is not None:
            yield f"The {name} of a {block.type}", value


def _all(body: Body) -> Iterator[Expr]:
    for attribute in body.attributes:
        yield attribute.expr
    for block in body.blocks:
        yield from _all(block.body)


def _check_expression(
    parsed: Parsed, what: str, expr: Expr, configuration: Configuration
) -> Iterator[Diagnostic]:
    for reference in references(expr):
        through = _unknown_part(reference, what, configuration, frozenset())
        if through is None:
            continue
        name = ".".join(reference.names[:3])
        detail = f"{what} is evaluated before {through} is known."
        help_ = "Use variables, and local values made of them."
        yield diagnostic(CODE, parsed, reference.range, f"{name} is not known yet", detail, help_)


def _unknown_part(
    reference: Reference, what: str, configuration: Configuration, seen: frozenset[str]
) -> str | None:
    """The name of what is not known, the reference or something that a local value is made of."""
    root = reference.root
    if root in _KNOWN or not reference.steps:
        return None
    if root in _OF_ENCRYPTION and what == "The encryption":
        return None
    if root != "local":
        return ".".join(reference.names[:3])
    name = reference.names[1] if len(reference.names) > 1 else ""
    declared = configuration.declared.get(("local", name))
    if declared is None or name in seen or not isinstance(declared.node, Attribute):
        return None
    for inner in references(declared.node.expr):
        unknown = _unknown_part(inner, what, configuration, seen | {name})
        if unknown is not None:
            return unknown
    return None

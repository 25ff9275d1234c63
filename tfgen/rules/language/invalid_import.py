"""An import block that Terraform cannot follow.

What it finds
    Both ``id`` and ``identity``, an ``id`` that is empty, null or no text, an ``identity`` that is no object, a
    ``provider`` that is not the one of the resource, and the same address in two ``import`` blocks.

Why it matters
    Terraform refuses it: "Invalid import block", "Invalid import id argument".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    import {
      to = aws_vpc.main
      id = ""
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    import {
      to = aws_vpc.main
      id = "vpc-0123456789abcdef0"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.static_forms import bare, is_null
from tfgen.terraform.config.configuration import Declared
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute, Expr, Literal, Template, Tuple
from tfgen.terraform.hcl.walk import Reference, plain_string, reference

CODE = "TFG245"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each problem of each import block."""
    first: dict[tuple[str | int | float, ...], LanguageBlock] = {}
    for block in context.analysis.language.named("import"):
        if block.argument("id") and block.argument("identity"):
            yield _finding(
                block,
                block.block.header,
                "Both id and identity say what is imported.",
                "Remove one.",
            )
        if not context.configuration.called:
            yield from _check_identity(block)
        target = _target(block)
        if target:
            yield from _check_provider(block, target, context)
            earlier = first.setdefault((target.root, *target.path), block)
            if earlier is not block:
                where = earlier.parsed.where(earlier.block.header)
                yield _finding(
                    block,
                    target.range,
                    f"{_name(target)} is imported at {where} already.",
                    "Remove one.",
                )


def _target(block: LanguageBlock) -> Reference | None:
    to = block.argument("to")
    return reference(to.expr) if to else None


def _check_identity(block: LanguageBlock) -> Iterator[Diagnostic]:
    id_, identity = block.argument("id"), block.argument("identity")
    if id_:
        yield from _check_id(block, id_.expr)
    if identity and isinstance(identity.expr, Literal | Template | Tuple):
        yield _finding(block, identity.expr.range, "identity is an object.", "Write { ... }.")


def _check_id(block: LanguageBlock, expr: Expr) -> Iterator[Diagnostic]:
    help_ = "Write the identifier that AWS gave."
    if is_null(expr):
        yield _finding(block, expr.range, "id is null.", help_)
    elif plain_string(bare(expr)) == "":
        yield _finding(block, expr.range, "id is empty.", help_)


def _check_provider(
    block: LanguageBlock, target: Reference, context: RuleContext
) -> Iterator[Diagnostic]:
    provider = block.argument("provider")
    if provider is None:
        return
    names = target.names
    if target.root == "resource":
        names = names[1:]
    declared = context.configuration.declared.get(names[:2])
    differs = declared is not None and _provider_name(provider) != _provider_of(declared)
    if target.root == "module" or differs:
        detail = f"{_name(target)} is written already, and says itself which provider it uses."
        yield _finding(block, provider.name_range, detail, "Remove it, or set it in the resource.")


def _provider_of(declared: Declared) -> str | None:
    argument = declared.body.argument("provider")
    return _provider_name(argument) if argument else None


def _provider_name(provider: Attribute) -> str | None:
    """``aws.west`` for ``aws.west`` and for ``"aws.west"``."""
    whole = reference(provider.expr)
    return _name(whole) if whole else plain_string(provider.expr)


def _name(target: Reference) -> str:
    return ".".join(target.names)


def _finding(block: LanguageBlock, range_: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, block.parsed, range_, "Invalid import", detail, help_)

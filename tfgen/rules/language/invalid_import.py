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
from tfgen.terraform.hcl.syntax import Attribute, Literal, Template, Tuple
from tfgen.terraform.hcl.walk import Reference, plain_string, reference

CODE = "TFG245"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each problem of each import block."""
    first: dict[tuple[str | int | float, ...], LanguageBlock] = {}
    for each in context.analysis.language.named("import"):
        if each.argument("id") and each.argument("identity"):
            yield _finding(each, each.block.header, "Both id and identity say what is imported.", "Remove one.")
        if not context.configuration.called:
            yield from _what(each)
        to = each.argument("to")
        written = reference(to.expr) if to else None
        if to and written:
            yield from _provider(each, written, context)
            earlier = first.setdefault((written.root, *written.path), each)
            if earlier is not each:
                where = earlier.parsed.where(earlier.block.header)
                yield _finding(each, to.expr.range, f"{_name(written)} is imported at {where} already.", "Remove one.")


def _what(each: LanguageBlock) -> Iterator[Diagnostic]:
    id_, identity = each.argument("id"), each.argument("identity")
    if id_ and (wrong := _wrong_id(id_)):
        yield _finding(each, id_.expr.range, wrong, "Write the identifier that AWS gave.")
    if identity and isinstance(identity.expr, Literal | Template | Tuple):
        yield _finding(each, identity.expr.range, "identity is an object.", "Write { ... }.")


def _wrong_id(id_: Attribute) -> str | None:
    expr = bare(id_.expr)
    if is_null(expr):
        return "id is null."
    return "id is empty." if plain_string(expr) == "" else None


def _provider(each: LanguageBlock, written: Reference, context: RuleContext) -> Iterator[Diagnostic]:
    provider = each.argument("provider")
    names = written.names[1:] if written.root == "resource" else written.names
    declared = context.configuration.declared.get(names[:2])
    if provider and (written.root == "module" or (declared and _text(provider) != _provider_of(declared))):
        detail = f"{_name(written)} is written already, and says itself which provider it uses."
        yield _finding(each, provider.name_range, detail, "Remove it, or set it in the resource.")


def _provider_of(declared: Declared) -> str | None:
    provider = declared.body.argument("provider")
    return _text(provider) if provider else None


def _text(provider: Attribute) -> str | None:
    """``aws.west`` for ``aws.west`` and for ``"aws.west"``."""
    named = reference(provider.expr)
    return _name(named) if named else plain_string(provider.expr)


def _name(written: Reference) -> str:
    return ".".join(written.names)


def _finding(each: LanguageBlock, place: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, each.parsed, place, "Invalid import", detail, help_)

"""A provider argument that names no provider configuration.

What it finds
    ``provider`` in resources and ``providers`` in module calls that are not written as ``aws`` or ``aws.alias``.

Why it matters
    Terraform refuses it: "Invalid provider configuration reference".

Example
    provider "aws" {
      alias = "west"
    }

    resource "aws_vpc" "main" {
      provider   = aws["west"]
      cidr_block = "10.0.0.0/16"
    }

Instead
    provider "aws" {
      alias = "west"
    }

    resource "aws_vpc" "main" {
      provider   = aws.west
      cidr_block = "10.0.0.0/16"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.language.invalid_identifier import is_provider
from tfgen.terraform.analysis.static_forms import is_traversal
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Expr, Index, Item, Literal, Object, Template
from tfgen.terraform.hcl.walk import Reference, plain_string, reference

CODE = "TFG231"

_FORM = "A provider is named aws, or aws.west with its alias."


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong provider argument."""
    keyed = context.configuration.engine == "tofu"
    for block, argument in context.analysis.language.arguments("provider"):
        yield from _check_reference(block, argument.expr, keyed)
    for block, argument in context.analysis.language.arguments("providers"):
        if isinstance(argument.expr, Object):
            yield from _check_map(block, argument.expr, keyed)
        else:
            yield _finding(
                block, argument.expr, "providers is a map, written as one: { aws = aws.west }."
            )


def _check_map(block: LanguageBlock, providers: Object, keyed: bool) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for item in providers.items:
        problems = list(_check_item(block, item, keyed))
        yield from problems
        key = _name(item.key)
        if problems or key is None:
            continue
        if key in first:
            detail = f"{key} is given to the module already, at line {first[key]}."
            yield diagnostic(
                CODE, block.parsed, item.value.range, "Provider passed twice", detail, "Remove one."
            )
        first.setdefault(key, item.range.start.line)


def _check_item(block: LanguageBlock, item: Item, keyed: bool) -> Iterator[Diagnostic]:
    yield from _check_reference(block, item.key, keyed=False)
    yield from _check_reference(block, item.value, keyed)


def _check_reference(block: LanguageBlock, expr: Expr, keyed: bool) -> Iterator[Diagnostic]:
    """Check a provider's name; ``keyed``: a key may pick one of a provider's instances."""
    if keyed and isinstance(expr, Index):
        expr = expr.of
    detail = _wrong_expression(expr)
    if detail:
        yield _finding(block, expr, detail)


def _wrong_expression(expr: Expr) -> str | None:
    """The reason why an expression is no reference to a provider; None when it is one."""
    text = plain_string(expr)
    if text is not None:
        return _wrong_text(text)
    if isinstance(expr, Literal) and expr.value is None:
        return None  # to Terraform a provider called "null"
    if isinstance(expr, Index):
        return f"{_FORM} Only OpenTofu takes one of several by a key."
    provider = reference(expr)
    if provider:
        return _wrong_reference(provider)
    return _FORM


def _wrong_text(text: str) -> str | None:
    root, *rest = text.split(".")
    if is_traversal(text) and "[" not in text and is_provider(root) and len(rest) < 2:
        return None
    return f'"{text}" names no provider. {_FORM}'


def _wrong_reference(provider: Reference) -> str | None:
    if len(provider.steps) > 1 or any(step.index for step in provider.steps):
        return _FORM
    if not is_provider(provider.root):
        return f'"{provider.root}" is no provider name: they have small letters, digits and single dashes only.'
    return None


def _name(expr: Expr) -> str | None:
    if isinstance(expr, Template):
        return plain_string(expr)
    provider = reference(expr)
    if provider:
        return ".".join(provider.names)
    return None


def _finding(block: LanguageBlock, expr: Expr, detail: str) -> Diagnostic:
    return diagnostic(CODE, block.parsed, expr.range, "Invalid provider reference", detail)

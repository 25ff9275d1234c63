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
from tfgen.terraform.hcl.syntax import Expr, Literal, Object, Template
from tfgen.terraform.hcl.walk import Reference, plain_string, reference

CODE = "TFG231"

_FORM = "A provider is named aws, or aws.west with its alias."


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong provider argument."""
    for each, argument in context.analysis.language.arguments("provider"):
        if wrong := _wrong(argument.expr):
            yield _finding(each, argument.expr, wrong)
    for each, argument in context.analysis.language.arguments("providers"):
        if isinstance(argument.expr, Object):
            yield from _passed(each, argument.expr)
        else:
            yield _finding(each, argument.expr, "providers is a map, written as one: { aws = aws.west }.")


def _passed(each: LanguageBlock, passed: Object) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for item in passed.items:
        problems = [(part, wrong) for part in (item.key, item.value) if (wrong := _wrong(part))]
        yield from (_finding(each, part, wrong) for part, wrong in problems)
        key = _text(item.key)
        if problems or key is None:
            continue
        if key in first:
            detail = f"{key} is given to the module already, at line {first[key]}."
            yield diagnostic(CODE, each.parsed, item.value.range, "Provider passed twice", detail, "Remove one.")
        first.setdefault(key, item.range.start.line)


def _wrong(expr: Expr) -> str | None:
    """What is wrong with a reference to a provider; None when it is one."""
    text = plain_string(expr)
    if text is not None:
        return None if _is_reference(text) else f'"{text}" names no provider. {_FORM}'
    written = reference(expr)
    if written is None:
        null = isinstance(expr, Literal) and expr.value is None  # to Terraform a provider called "null"
        return None if null else _FORM
    return _wrong_reference(written)


def _is_reference(text: str) -> bool:
    root, *rest = text.split(".")
    return is_traversal(text) and "[" not in text and is_provider(root) and len(rest) < 2


def _wrong_reference(written: Reference) -> str | None:
    if len(written.steps) > 1 or any(step.index for step in written.steps):
        return _FORM
    if not is_provider(written.root):
        return f'"{written.root}" is no provider name: they have small letters, digits and single dashes only.'
    return None


def _text(expr: Expr) -> str | None:
    if isinstance(expr, Template):
        return plain_string(expr)
    written = reference(expr)
    return ".".join(written.names) if written else None


def _finding(each: LanguageBlock, expr: Expr, detail: str) -> Diagnostic:
    return diagnostic(CODE, each.parsed, expr.range, "Invalid provider reference", detail)

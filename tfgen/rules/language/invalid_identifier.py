"""A name that Terraform does not take.

What it finds
    Names of variables, outputs, resources, data sources, modules, checks and provider aliases that are no identifiers,
    provider names with other than small letters, digits and dashes, and variables whose names mean something in module
    calls (``version``, ``count``).

Why it matters
    Terraform refuses it: "Invalid variable name", "Invalid resource name".

Example
    variable "vpc cidr" {
      type = string
    }

Instead
    variable "vpc_cidr" {
      type = string
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock, table
from tfgen.terraform.hcl.literal import literal
from tfgen.terraform.hcl.syntax import Expr, Literal
from tfgen.terraform.hcl.walk import plain_string

CODE = "TFG226"

_NAMED = frozenset({"variable", "output", "resource", "data", "check.data", "ephemeral", "action", "module", "check"})
_PROVIDER = re.compile(r"[^\W_A-Z]+(-[^\W_A-Z]+)*")
_NEW = frozenset({"ignore_nested_deprecations"})
"""Names that only Terraform 1.15 reserves."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each bad name."""
    for each in context.analysis.language.blocks:
        if each.name in _NAMED:
            yield from _labels(each)
        elif each.name == "provider":
            yield from _provider(each)
        if each.name == "variable":
            yield from _reserved(each)


def is_identifier(name: str) -> bool:
    """Whether HCL takes it as a name: letters, digits, ``_`` and ``-``, of which digits and ``-`` cannot be first."""
    return name.replace("-", "a").isidentifier() and not name.startswith("-")


def is_provider(name: str) -> bool:
    """Whether it can be a provider's local name: small letters, digits and single dashes."""
    return _PROVIDER.fullmatch(name) is not None


def _labels(each: LanguageBlock) -> Iterator[Diagnostic]:
    for kind, label in zip(each.rules.labels, each.block.labels, strict=True):
        if not is_identifier(label.value):
            detail = f'"{label.value}" is no name: letters, digits, "_" and "-" make one, and it starts with a letter.'
            help_ = _suggest(label.value) if kind == "name" else ""
            yield diagnostic(CODE, each.parsed, label.range, f"Invalid {kind} of the {each.block.type}", detail, help_)


def _suggest(name: str) -> str:
    better = re.sub(r"[^\w-]+", "_", name).strip("_-")
    better = f"_{better}" if better[:1].isdigit() else better
    return f'Write "{better}".' if better and is_identifier(better) else ""


def _provider(each: LanguageBlock) -> Iterator[Diagnostic]:
    name = each.block.labels[0].value
    if not is_provider(name):
        detail = f'"{name}" is none: provider names have small letters, digits and single dashes only.'
        better = name.lower().replace("_", "-")
        help_ = f'Write "{better}".' if is_provider(better) else ""
        yield diagnostic(CODE, each.parsed, each.block.header, "Invalid provider name", detail, help_)
    alias = each.argument("alias")
    text = _written(alias.expr) if alias else None
    if alias and text is not None and not is_identifier(text):
        detail = f'"{text}" is no name: letters, digits, "_" and "-" make one, and it starts with a letter.'
        yield diagnostic(CODE, each.parsed, alias.expr.range, "Invalid alias of the provider", detail, _suggest(text))


def _written(expr: Expr) -> str | None:
    """A constant as Terraform makes a text of it."""
    if isinstance(expr, Literal) and expr.value is not None and not isinstance(expr.value, bool):
        return literal(expr.value)
    return plain_string(expr)


def _reserved(each: LanguageBlock) -> Iterator[Diagnostic]:
    label, module = each.block.labels[0], table()["module"]
    if label.value in (*module.arguments, *module.blocks, *module.reserved_blocks):
        detail = f'"{label.value}" has a meaning of its own in module calls, so no caller could set the variable.'
        level = Severity.WARNING if label.value in _NEW else Severity.ERROR
        yield diagnostic(CODE, each.parsed, label.range, "Reserved name of a variable", detail, "Rename it.", level)

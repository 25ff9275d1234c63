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

_NAMED = frozenset(
    {
        "variable",
        "output",
        "resource",
        "data",
        "check.data",
        "ephemeral",
        "action",
        "module",
        "check",
    }
)
_PROVIDER = re.compile(r"[^\W_A-Z]+(-[^\W_A-Z]+)*")
_NEW = frozenset({"ignore_nested_deprecations"})
"""Names that only Terraform 1.15 reserves."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each bad name."""
    for block in context.analysis.language.blocks:
        if block.name in _NAMED:
            yield from _check_labels(block)
        elif block.name == "provider":
            yield from _check_provider_name(block)
            yield from _check_alias(block)
        if block.name == "variable":
            yield from _check_reserved(block)


def is_identifier(name: str) -> bool:
    """True for an HCL name: letters, digits, ``_`` and ``-``,
    of which digits and ``-`` cannot be first.
    """
    return name.replace("-", "a").isidentifier() and not name.startswith("-")


def is_provider(name: str) -> bool:
    """True for a name that a provider can have locally: small letters, digits and single dashes."""
    return _PROVIDER.fullmatch(name) is not None


def provider_help(name: str) -> str:
    """Help for a name that no provider can have: the name that it can have, if there is one."""
    better = name.lower().replace("_", "-")
    return f'Write "{better}".' if is_provider(better) else ""


def _check_labels(block: LanguageBlock) -> Iterator[Diagnostic]:
    for kind, label in zip(block.rules.labels, block.block.labels, strict=True):
        if not is_identifier(label.value):
            summary = f"Invalid {kind} of the {block.block.type}"
            help_ = _identifier_help(label.value) if kind == "name" else ""
            yield diagnostic(
                CODE, block.parsed, label.range, summary, _identifier_detail(label.value), help_
            )


def _identifier_detail(name: str) -> str:
    return (
        f'"{name}" is no name: letters, digits, "_" and "-" make one, and it starts with a letter.'
    )


def _identifier_help(name: str) -> str:
    better = re.sub(r"[^\w-]+", "_", name).strip("_-")
    if better[:1].isdigit():
        better = f"_{better}"
    return f'Write "{better}".' if better and is_identifier(better) else ""


def _check_provider_name(block: LanguageBlock) -> Iterator[Diagnostic]:
    name = block.block.labels[0].value
    if not is_provider(name):
        detail = (
            f'"{name}" is none: provider names have small letters, digits and single dashes only.'
        )
        help_ = provider_help(name)
        yield diagnostic(
            CODE, block.parsed, block.block.header, "Invalid provider name", detail, help_
        )


def _check_alias(block: LanguageBlock) -> Iterator[Diagnostic]:
    alias = block.argument("alias")
    text = _constant_text(alias.expr) if alias else None
    if alias and text is not None and not is_identifier(text):
        summary, detail = "Invalid alias of the provider", _identifier_detail(text)
        yield diagnostic(
            CODE, block.parsed, alias.expr.range, summary, detail, _identifier_help(text)
        )


def _constant_text(expr: Expr) -> str | None:
    """The text that Terraform makes of a constant."""
    if isinstance(expr, Literal) and expr.value is not None and not isinstance(expr.value, bool):
        return literal(expr.value)
    return plain_string(expr)


def _check_reserved(block: LanguageBlock) -> Iterator[Diagnostic]:
    label, module = block.block.labels[0], table()["module"]
    if label.value in (*module.arguments, *module.blocks, *module.reserved_blocks):
        detail = f'"{label.value}" has a meaning of its own in module calls, so no caller could set the variable.'
        severity = Severity.WARNING if label.value in _NEW else Severity.ERROR
        yield diagnostic(
            CODE,
            block.parsed,
            label.range,
            "Reserved name of a variable",
            detail,
            "Rename it.",
            severity,
        )

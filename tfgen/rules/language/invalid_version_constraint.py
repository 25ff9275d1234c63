"""A version constraint that is none.

What it finds
    ``required_version``, versions of providers and of modules that do not follow the syntax of version constraints,
    and pre-releases in ``required_version``, which Terraform refuses there.

Why it matters
    Terraform refuses it: "Invalid version constraint".

Example
    terraform {
      required_version = "^1.11"
    }

Instead
    terraform {
      required_version = "~> 1.11"
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.language.not_constant import variable_parts
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.literal import literal
from tfgen.terraform.hcl.syntax import Attribute, Expr, Literal, Object, Tuple
from tfgen.terraform.hcl.walk import plain_string

CODE = "TFG234"

# What Terraform reads: github.com/hashicorp/go-version, constraint.go and VersionRegexpRaw.
_CONSTRAINT = re.compile(
    r"\s*(?:|=|!=|>|<|>=|<=|~>)\s*v?[0-9]+(?:\.[0-9]+)*"
    r"(?P<pre>-[0-9]+[0-9A-Za-z~-]*(?:\.[0-9A-Za-z~-]+)*|-?[A-Za-z~-]+[0-9A-Za-z~-]*(?:\.[0-9A-Za-z~-]+)*)?"
    r"(?:\+[0-9A-Za-z~-]+(?:\.[0-9A-Za-z~-]+)*)?\s*"
)
_FORM = 'It is a version with one of =, !=, >, >=, <, <=, ~> before it; commas join several: ">= 1.11, < 2".'
_OPERATORS = {"^": "~>", "=>": ">=", "=<": "<=", "==": "=", "~": "~>", "*": ">= 0"}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong constraint."""
    for block, argument in context.analysis.language.arguments("version", "module_version"):
        yield from _check_constraint(block, argument.expr, argument.name)
    for block in context.analysis.language.named("required_providers"):
        for entry in block.block.body.attributes:
            yield from _check_entry(block, entry)


def _check_entry(block: LanguageBlock, entry: Attribute) -> Iterator[Diagnostic]:
    """Yield a finding for a wrong version in an entry of ``required_providers``,
    or for one that is the entry.
    """
    if isinstance(entry.expr, Object):
        for item in entry.expr.items:
            if plain_string(item.key) == "version":
                yield from _check_constraint(block, item.value, "version", strict=True)
    elif plain_string(entry.expr) is not None:
        yield from _check_constraint(block, entry.expr, "version")


def _check_constraint(
    block: LanguageBlock, expr: Expr, name: str, *, strict: bool = False
) -> Iterator[Diagnostic]:
    """Yield a finding for a wrong constraint; ``strict``: only a string is one."""
    text = plain_string(expr) if strict else _constant_text(expr)
    if text is not None:
        yield from _check_text(block, expr, name, text)
    elif isinstance(expr, Tuple | Object) or (strict and _is_no_string(expr)):
        yield _finding(block, expr, f"The {name} is a string.")


def _check_text(block: LanguageBlock, expr: Expr, name: str, text: str) -> Iterator[Diagnostic]:
    prerelease = False
    for part in text.split(","):
        match = _CONSTRAINT.fullmatch(part)
        if match is None:
            wrong = part.strip()
            yield _finding(
                block, expr, f'"{wrong}" is no version constraint. {_FORM}', _operator_help(wrong)
            )
            return
        prerelease = prerelease or bool(match["pre"])
    if name == "required_version" and prerelease:
        detail = "The version of Terraform cannot be required to be a pre-release."
        yield _finding(block, expr, detail, "Remove what follows the dash.")


def _is_no_string(expr: Expr) -> bool:
    return isinstance(expr, Literal) or any(variable_parts(expr))


def _constant_text(expr: Expr) -> str | None:
    """The text that Terraform makes of a constant."""
    if not isinstance(expr, Literal) or expr.value is None:
        return plain_string(expr)
    if isinstance(expr.value, bool):
        return "true" if expr.value else "false"
    return literal(expr.value)


def _operator_help(wrong: str) -> str:
    """Help for an operator of another tool: the same constraint with that of Terraform."""
    operator = re.match(r"[^\sv0-9]+", wrong)
    if operator is None or operator[0] not in _OPERATORS:
        return ""
    better = f"{_OPERATORS[operator[0]]} {wrong[len(operator[0]) :].strip()}".strip()
    return f'Write "{better}".' if _CONSTRAINT.fullmatch(better) else ""


def _finding(block: LanguageBlock, expr: Expr, detail: str, help_: str = "") -> Diagnostic:
    return diagnostic(CODE, block.parsed, expr.range, "Invalid version constraint", detail, help_)

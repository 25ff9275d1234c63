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
from tfgen.terraform.hcl.syntax import Expr, Literal, Object, Tuple
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
    for each, argument in context.analysis.language.arguments("version", "module_version"):
        yield from _constraint(each, argument.expr, argument.name)
    for each in context.analysis.language.named("required_providers"):
        for argument in each.block.body.attributes:
            if isinstance(argument.expr, Object):
                versions = [item.value for item in argument.expr.items if plain_string(item.key) == "version"]
                for version in versions:
                    yield from _constraint(each, version, "version", strict=True)
            elif plain_string(argument.expr) is not None:
                yield from _constraint(each, argument.expr, "version")


def _constraint(each: LanguageBlock, expr: Expr, name: str, strict: bool = False) -> Iterator[Diagnostic]:
    text = _text(expr, strict)
    if text is None:
        if isinstance(expr, Tuple | Object) or (strict and (isinstance(expr, Literal) or any(variable_parts(expr)))):
            yield _finding(each, expr, f"The {name} is a string.")
        return
    parts = [_CONSTRAINT.fullmatch(part) for part in text.split(",")]
    wrong = next((part for part, match in zip(text.split(","), parts, strict=True) if not match), None)
    if wrong is not None:
        yield _finding(each, expr, f'"{wrong.strip()}" is no version constraint. {_FORM}', _nearest(wrong.strip()))
    elif name == "required_version" and any(match and match["pre"] for match in parts):
        detail = "The version of Terraform cannot be required to be a pre-release."
        yield _finding(each, expr, detail, "Remove what follows the dash.")


def _text(expr: Expr, strict: bool) -> str | None:
    if isinstance(expr, Literal) and expr.value is not None and not strict:
        return {True: "true", False: "false"}.get(expr.value) if isinstance(expr.value, bool) else literal(expr.value)
    return plain_string(expr)


def _nearest(wrong: str) -> str:
    operator = re.match(r"[^\sv0-9]+", wrong)
    right = _OPERATORS.get(operator[0]) if operator else None
    better = f"{right} {wrong[len(operator[0]) :].strip()}".strip() if operator and right else ""
    return f'Write "{better}".' if better and _CONSTRAINT.fullmatch(better) else ""


def _finding(each: LanguageBlock, expr: Expr, detail: str, help_: str = "") -> Diagnostic:
    return diagnostic(CODE, each.parsed, expr.range, "Invalid version constraint", detail, help_)

"""An entry of required_providers that Terraform does not take.

What it finds
    Entries that are neither an object nor a version, keys other than ``source``, ``version`` and
    ``configuration_aliases``, source addresses that are none, names that no provider can have, and aliases of another
    provider.

Why it matters
    Terraform refuses it: "Invalid required_providers object", "Invalid provider source string".

Example
    terraform {
      required_providers {
        aws = {
          sorce = "hashicorp/aws"
        }
      }
    }

Instead
    terraform {
      required_providers {
        aws = {
          source = "hashicorp/aws"
        }
      }
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.language.invalid_identifier import is_provider, provider_help
from tfgen.rules.language.not_constant import variable_parts
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import (
    Attribute,
    Call,
    Expr,
    Literal,
    Object,
    Parens,
    Template,
    Tuple,
)
from tfgen.terraform.hcl.walk import plain_string, reference

CODE = "TFG235"

_KEYS = ("source", "version", "configuration_aliases")
_FORM = (
    'A source is "namespace/name", with a host name before it where it is not the public registry.'
)
_PART = re.compile(r"[^\W_]+(-[^\W_]+)*")
_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*(:[0-9]+)?")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each problem of each entry."""
    for block in context.analysis.language.named("required_providers"):
        for entry in block.block.body.attributes:
            yield from _check_entry(block, entry)


def _check_entry(block: LanguageBlock, entry: Attribute) -> Iterator[Diagnostic]:
    expr = entry.expr
    if _may_be_version(expr):
        return
    if not is_provider(entry.name):
        detail = f'"{entry.name}" is no provider name: they have small letters, digits and single dashes only.'
        yield _finding(block, entry.name_range, detail, provider_help(entry.name))
    elif not isinstance(expr, Object):
        yield _finding(
            block, expr.range, "An entry is an object with source and version.", "Write { ... }."
        )
    else:
        for item in expr.items:
            yield from _check_item(block, entry.name, item.key, item.value)


def _may_be_version(expr: Expr) -> bool:
    """True for the old form of an entry, which is a version alone."""
    if isinstance(expr, Literal):
        return expr.value is not None
    return isinstance(expr, Template) or _is_calculated(expr)


def _is_calculated(expr: Expr) -> bool:
    """True for a constant that has to be calculated, which may be a string."""
    if isinstance(expr, Literal | Tuple | Object | Parens | Call):
        return False
    return not any(variable_parts(expr))


def _check_item(block: LanguageBlock, name: str, key: Expr, value: Expr) -> Iterator[Diagnostic]:
    text = plain_string(key)
    if text == "source":
        yield from _check_source(block, value)
    elif text == "configuration_aliases":
        yield from _check_aliases(block, name, value)
    elif text is not None and text not in _KEYS:
        yield _finding(
            block, key.range, f'There is no "{text}" in an entry.', did_you_mean(text, _KEYS)
        )


def _check_source(block: LanguageBlock, value: Expr) -> Iterator[Diagnostic]:
    source = plain_string(value)
    if source is not None:
        detail = _wrong_source(source)
        if detail:
            yield _finding(block, value.range, detail)
    elif not _is_calculated(value):
        yield _finding(block, value.range, "The source is a string.")


def _wrong_source(source: str) -> str | None:
    parts = source.split("/")
    if len(parts) > 3 or not all(parts):
        return f'"{source}" has another form. {_FORM}'
    for part in parts[-2:]:
        if not _PART.fullmatch(part):
            return (
                f'"{part}" in "{source}" is no name: it has letters, digits and single dashes only.'
            )
    if len(parts) == 3 and not _HOST.fullmatch(parts[0]):
        return f'"{parts[0]}" is no host name.'
    name = parts[-1]
    if name.lower().startswith("terraform-"):
        return f'"{name}" is the name of a repository; the provider is called without "terraform-provider-".'
    return None


def _check_aliases(block: LanguageBlock, name: str, value: Expr) -> Iterator[Diagnostic]:
    if not isinstance(value, Tuple):
        yield _finding(
            block, value.range, f"configuration_aliases is a list, written as one: [{name}.west]."
        )
        return
    for item in value.items:
        alias = reference(item)
        if alias is None:
            yield _finding(block, item.range, f"An alias is written {name}.west, without quotes.")
        elif alias.root != name:
            yield _finding(block, value.range, f"{'.'.join(alias.names)} is no alias of {name}.")
        elif alias.steps and alias.steps[0].index:
            yield _finding(block, value.range, f"An alias is written {name}.west.")


def _finding(block: LanguageBlock, range_: Range, detail: str, help_: str = "") -> Diagnostic:
    return diagnostic(
        CODE, block.parsed, range_, "Invalid entry of required_providers", detail, help_
    )

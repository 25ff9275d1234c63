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
from tfgen.rules.language.invalid_identifier import is_provider
from tfgen.rules.language.not_constant import variable_parts
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute, Call, Expr, Literal, Object, Parens, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string, reference

CODE = "TFG235"

_KEYS = ("source", "version", "configuration_aliases")
_FORM = 'A source is "namespace/name", with a host name before it where it is not the public registry.'
_PART = re.compile(r"[^\W_]+(-[^\W_]+)*")
_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*(:[0-9]+)?")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each problem of each entry."""
    for each in context.analysis.language.named("required_providers"):
        for entry in each.block.body.attributes:
            yield from _entry(each, entry)


def _entry(each: LanguageBlock, entry: Attribute) -> Iterator[Diagnostic]:
    expr = entry.expr
    if isinstance(expr, Template) or (isinstance(expr, Literal) and expr.value is not None) or _calculated(expr):
        return
    if not is_provider(entry.name):
        better = entry.name.lower().replace("_", "-")
        help_ = f'Write "{better}".' if is_provider(better) else ""
        detail = f'"{entry.name}" is no provider name: they have small letters, digits and single dashes only.'
        yield _finding(each, entry.name_range, detail, help_)
    elif not isinstance(expr, Object):
        yield _finding(each, expr.range, "An entry is an object with source and version.", "Write { ... }.")
    else:
        for item in expr.items:
            yield from _item(each, entry.name, item.key, item.value)


def _calculated(expr: Expr) -> bool:
    """Whether it is a constant that has to be calculated, which may be a string."""
    written = isinstance(expr, Literal | Tuple | Object | Parens | Call)
    return not written and not any(variable_parts(expr))


def _item(each: LanguageBlock, name: str, key: Expr, value: Expr) -> Iterator[Diagnostic]:
    text = plain_string(key)
    if text == "source":
        yield from _source(each, value)
    elif text == "configuration_aliases":
        yield from _aliases(each, name, value)
    elif text is not None and text not in _KEYS:
        yield _finding(each, key.range, f'There is no "{text}" in an entry.', did_you_mean(text, _KEYS))


def _source(each: LanguageBlock, value: Expr) -> Iterator[Diagnostic]:
    source = plain_string(value)
    if source is None and not _calculated(value):
        yield _finding(each, value.range, "The source is a string.")
    elif source is not None and (wrong := _wrong_source(source)):
        yield _finding(each, value.range, wrong)


def _wrong_source(source: str) -> str | None:
    parts = source.split("/")
    if len(parts) > 3 or not all(parts):
        return f'"{source}" has another form. {_FORM}'
    *_, last = parts
    wrong = next((part for part in parts[-2:] if not _PART.fullmatch(part)), None)
    if wrong:
        return f'"{wrong}" in "{source}" is no name: it has letters, digits and single dashes only.'
    if len(parts) == 3 and not _HOST.fullmatch(parts[0]):
        return f'"{parts[0]}" is no host name.'
    if last.lower().startswith("terraform-"):
        return f'"{last}" is the name of a repository; the provider is called without "terraform-provider-".'
    return None


def _aliases(each: LanguageBlock, name: str, value: Expr) -> Iterator[Diagnostic]:
    if not isinstance(value, Tuple):
        yield _finding(each, value.range, f"configuration_aliases is a list, written as one: [{name}.west].")
        return
    for item in value.items:
        written = reference(item)
        if written is None:
            yield _finding(each, item.range, f"An alias is written {name}.west, without quotes.")
        elif written.root != name:
            yield _finding(each, value.range, f"{'.'.join(written.names)} is no alias of {name}.")
        elif written.steps and written.steps[0].index:
            yield _finding(each, value.range, f"An alias is written {name}.west.")


def _finding(each: LanguageBlock, place: Range, detail: str, help_: str = "") -> Diagnostic:
    return diagnostic(CODE, each.parsed, place, "Invalid entry of required_providers", detail, help_)

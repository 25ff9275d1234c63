"""A block of the Terraform language given more often than once.

What it finds
    A second ``lifecycle``, ``connection`` or escaping block in a resource, a second ``backend``, ``cloud`` or
    ``required_providers`` block in a directory, ``backend`` beside ``cloud``, a second data source in a ``check``, a
    second ``content`` in a ``dynamic`` block.

Why it matters
    Terraform refuses it: "Duplicate ... block".

Example
    terraform {
      backend "s3" {
      }
    }

    terraform {
      backend "local" {
      }
    }

Instead
    terraform {
      backend "s3" {
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import sentence
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock

CODE = "TFG225"

_ONCE_IN_ALL = ("backend", "cloud", "required_providers")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each block after the first."""
    for each in context.analysis.language.blocks:
        first: dict[str, int] = {}
        for inner in each.block.body.blocks if each.rules.once else ():
            line = inner.header.start.line
            if inner.type in each.rules.once and first.setdefault(inner.type, line) != line:
                detail = f"{sentence(each.title)} has one at line {first[inner.type]} already."
                yield diagnostic(
                    CODE, each.parsed, inner.header, f"Second {inner.type} block", detail, "Put both into one."
                )
    yield from _in_the_directory(context)


def _in_the_directory(context: RuleContext) -> Iterator[Diagnostic]:
    first: dict[str, LanguageBlock] = {}
    for each in context.analysis.language.named(*_ONCE_IN_ALL, "provider_meta"):
        if each.partial:
            continue
        labels = each.block.label_values if each.name == "provider_meta" else ()
        name = " ".join((each.name, *labels))
        earlier = first.setdefault(name, each)
        if earlier is not each:
            yield _again(each, f"Second {name} block", earlier)
    if "backend" in first and "cloud" in first:
        detail = f"The state is kept in HCP Terraform already, {_where(first['cloud'])}."
        summary = "A backend and a cloud block"
        yield diagnostic(CODE, first["backend"].parsed, first["backend"].block.header, summary, detail, "Remove one.")


def _again(each: LanguageBlock, summary: str, earlier: LanguageBlock) -> Diagnostic:
    detail = f"The directory has one already, {_where(earlier)}."
    return diagnostic(CODE, each.parsed, each.block.header, summary, detail, "Remove one, or put both into one.")


def _where(each: LanguageBlock) -> str:
    return f"at {each.parsed.where(each.block.header)}"

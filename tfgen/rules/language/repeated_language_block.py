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
    for block in context.analysis.language.blocks:
        if block.rules.once:
            yield from _repeated_inside(block)
    yield from _repeated_in_directory(context)


def _repeated_inside(block: LanguageBlock) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for inner in block.block.body.blocks:
        if inner.type not in block.rules.once:
            continue
        line = inner.header.start.line
        if first.setdefault(inner.type, line) != line:
            detail = f"{sentence(block.title)} has one at line {first[inner.type]} already."
            summary = f"Second {inner.type} block"
            yield diagnostic(
                CODE, block.parsed, inner.header, summary, detail, "Put both into one."
            )


def _repeated_in_directory(context: RuleContext) -> Iterator[Diagnostic]:
    first: dict[str, LanguageBlock] = {}
    for block in context.analysis.language.named(*_ONCE_IN_ALL, "provider_meta"):
        if block.partial:
            continue
        name = _name(block)
        earlier = first.setdefault(name, block)
        if earlier is not block:
            detail = f"The directory has one already, {_where(earlier)}."
            yield _finding(
                block, f"Second {name} block", detail, "Remove one, or put both into one."
            )
    if "backend" in first and "cloud" in first:
        detail = f"The state is kept in HCP Terraform already, {_where(first['cloud'])}."
        yield _finding(first["backend"], "A backend and a cloud block", detail, "Remove one.")


def _name(block: LanguageBlock) -> str:
    if block.name != "provider_meta":
        return block.name
    return " ".join([block.name, *block.block.label_values])


def _where(block: LanguageBlock) -> str:
    return f"at {block.parsed.where(block.block.header)}"


def _finding(block: LanguageBlock, summary: str, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, block.parsed, block.block.header, summary, detail, help_)

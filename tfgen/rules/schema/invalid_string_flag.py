"""A string-valued flag that is neither true nor false.

What it finds
    An argument that the provider types as string though it holds a bool or a number, given text that is neither.

Why it matters
    Terraform core lets any string pass; the provider refuses it in the middle of a plan or an apply.

Example
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = "yes"
    }

Instead
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = "true"
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Fix
from tfgen.rules.base import article, sentence
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import MEANT_BOOLS, is_heredoc, replace_fix
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import plain_string

CODE = "TFG311"

# What strconv.ParseBool takes, and "" for unset: the provider's internal/types/nullable.
_BOOL = frozenset(
    {"", "1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False"}
)
_NUMBER = re.compile(r"([-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?)?")

_BOOL_WORDS = ("flag", 'Write "true" or "false".')
_NUMBER_WORDS = ("number", "Write a number in quotes.")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each flag whose text is no flag."""
    for block in context.analysis.schema_blocks:
        for argument in block.arguments():
            attribute = block.schema.attributes.get(argument.name)
            text = plain_string(argument.expr)
            if attribute is None or attribute.string_flag is None or text is None:
                continue
            is_bool = attribute.string_flag == "bool"
            word, help_ = _BOOL_WORDS if is_bool else _NUMBER_WORDS
            if not _is_flag(text, is_bool):
                owner = sentence(article(block.kind, block.path))
                yield diagnostic(
                    CODE,
                    block.parsed,
                    argument.expr.range,
                    f'"{argument.name}" is no {word}',
                    f"{owner} takes a {attribute.string_flag} in a string here.",
                    help_,
                    planned=block.planned,
                    fix=_fix(argument.expr, text) if is_bool else None,
                )


def _is_flag(text: str, is_bool: bool) -> bool:
    if is_bool:
        return text in _BOOL
    return _NUMBER.fullmatch(text) is not None


def _fix(expr: Expr, text: str) -> Fix | None:
    meant = MEANT_BOOLS.get(text.strip().lower())
    if meant is None or is_heredoc(expr):
        return None
    return replace_fix(expr.range, f'"{meant}"', safe=False)

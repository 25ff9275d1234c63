"""A tag that AWS does not take.

What it finds
    In ``tags``, ``default_tags``, ``tag_specifications`` and the ``tag`` blocks of a scaling group: a key that
    begins with ``aws:`` in any case, a key of more than 128 or a value of more than 256 characters, an empty key,
    and for IAM characters that IAM does not take. Each where it is certain.

Why it matters
    Terraform plans it; AWS refuses the resource, or makes it and refuses the tags: InvalidParameterValue, "Tag keys
    starting with 'aws:' are reserved for system use".

Example
    resource "aws_s3_bucket" "logs" {
      bucket = "payments-logs"
      tags   = { "aws:owner" = "payments" }
    }

Instead
    resource "aws_s3_bucket" "logs" {
      bucket = "payments-logs"
      tags   = { "owner" = "payments" }
    }
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import chain

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import as_text
from tfgen.rules.aws._object_keys import known_keys
from tfgen.rules.constants import PlainValue
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceArgument, arguments, aws_finding, blocks_with
from tfgen.source import Range

CODE = "TFG556"

_MAX_KEY, _MAX_VALUE = 128, 256
"""Tagging AWS Resources and Tag Editor User Guide, "Tag naming limits and requirements"."""

_SIGNS = frozenset("_.:/=+-@")
"""IAM API, Tag: letters, blanks, digits and these."""

_FREE_PATHS = (".tags", ".volume_tags")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each tag that AWS refuses."""
    for argument in chain(arguments(context, _is_tags), _default_tags(context)):
        for entry in known_keys(argument):
            yield from _problems(argument, entry.name, entry.range, entry.value, entry.value_range)
    for tag in blocks_with(context, "key", "value", "propagate_at_launch"):
        key, value = tag.argument("key"), tag.argument("value")
        if key and value and isinstance(key.value, str):
            yield from _problems(key, key.value, key.expr.range, value.value, value.expr.range)


def _default_tags(context: RuleContext) -> Iterator[ResourceArgument]:
    """The tags that a provider block gives to all resources."""
    for block in context.analysis.schema_blocks:
        tags = block.body.get("tags")
        if tags is not None and block.path.endswith(".default_tags"):
            yield ResourceArgument(context, block, block, "tags", f"{block.path}.tags", tags)


def _is_tags(path: str) -> bool:
    return path.startswith("aws_") and path.endswith(_FREE_PATHS)


def _problems(
    argument: ResourceArgument, key: str, at: Range, value: PlainValue | None, value_at: Range
) -> Iterator[Diagnostic]:
    summary = _of_key(key) or _of_characters(argument.path, key)
    if summary:
        yield _finding(argument, summary, at)
    text = as_text(value) if value is not None else None
    if text is None:
        return
    if len(text) > _MAX_VALUE:
        summary = f"The value of a tag has {len(text)} characters"
    else:
        summary = _of_characters(argument.path, text)
    if summary:
        yield _finding(argument, summary, value_at)


def _of_key(key: str) -> str:
    if key.lower().startswith("aws:"):
        return f'The tag "{key}" begins with "aws:"'
    if not key:
        return "The key of a tag is empty"
    if len(key) > _MAX_KEY:
        return f"The key of a tag has {len(key)} characters"
    return ""


def _of_characters(path: str, text: str) -> str:
    if not path.startswith("aws_iam_"):
        return ""
    for character in text:
        if character not in _SIGNS and unicodedata.category(character)[0] not in "LZN":
            return f"IAM takes no {character!r} in a tag"
    return ""


def _finding(argument: ResourceArgument, summary: str, at: Range) -> Diagnostic:
    return aws_finding(
        CODE,
        argument,
        summary,
        f'A key has 1 to {_MAX_KEY} characters and does not begin with "aws:", a value up to {_MAX_VALUE}.',
        "Write another one.",
        range_=at,
    )

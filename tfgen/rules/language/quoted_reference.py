"""A reference or a keyword in quotes.

What it finds
    Quotes around what is no text: the references of ``depends_on``, ``ignore_changes``, ``provider`` and a module's
    ``providers``, and the keywords of a provisioner's ``when`` and ``on_failure``.

Why it matters
    Terraform 0.11 wanted the quotes; today's Terraform warns, "Quoted references are deprecated", and a later one will
    refuse them. Editors and searches do not see the reference.

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_ecs_cluster" "main" {
      name       = "main"
      depends_on = ["aws_vpc.main"]
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_ecs_cluster" "main" {
      name       = "main"
      depends_on = [aws_vpc.main]
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import is_heredoc, replace_fix
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block, Expr, Object, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string

CODE = "TFG290"

_WORD = r"[^\W\d][\w-]*"
_REFERENCE = re.compile(rf'{_WORD}(?:\.{_WORD}|\[(?:\d+|"[^"\\$%]*")\])*')

_OWNERS = ("resource", "data", "ephemeral")
_KEYWORDS = ("when", "on_failure")
_ARGUMENTS: Mapping[str, frozenset[str]] = {
    "output": frozenset({"depends_on"}),
    "module": frozenset({"depends_on", "providers"}),
    "lifecycle": frozenset({"ignore_changes"}),
    "provisioner": frozenset(_KEYWORDS),
    **{owner: frozenset({"depends_on", "provider"}) for owner in _OWNERS},
}
"""Arguments that take references or keywords, by the block they stand in."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference in quotes."""
    for parsed in context.configuration.files:
        if parsed.file.path.endswith(".json"):
            continue
        for block in parsed.body.blocks:
            for name, expr in _expressions(block):
                text = plain_string(expr)
                if text and _REFERENCE.fullmatch(text) and not is_heredoc(expr):
                    yield _finding(parsed, name, expr, text)


def _finding(parsed: Parsed, name: str, expr: Expr, text: str) -> Diagnostic:
    kind, kinds = "reference", "references"
    if name in _KEYWORDS:
        kind, kinds = "keyword", "a keyword"
    return diagnostic(
        CODE,
        parsed,
        expr.range,
        f"A {kind} in quotes",
        f'"{name}" takes {kinds}, not text.',
        f"Write {text}.",
        Severity.WARNING,
        fix=replace_fix(expr.range, text),
    )


def _expressions(block: Block) -> Iterator[tuple[str, Expr]]:
    """The expressions that must be no text, each with the name of its argument."""
    names = _ARGUMENTS.get(block.type, ())
    for attribute in block.body.attributes:
        if attribute.name in names:
            for expr in _parts(attribute.name, attribute.expr):
                yield attribute.name, expr
    if block.type in _OWNERS:
        for inner in block.body.blocks:
            if inner.type in ("lifecycle", "provisioner"):
                yield from _expressions(inner)


def _parts(name: str, expr: Expr) -> Iterator[Expr]:
    """The references or keywords that an argument holds."""
    if isinstance(expr, Tuple) and name in ("depends_on", "ignore_changes"):
        yield from expr.items
    elif isinstance(expr, Object) and name == "providers":
        for item in expr.items:
            yield from filter(_is_quoted, (item.key, item.value))
    elif name == "provider" or name in _KEYWORDS:
        yield expr


def _is_quoted(expr: Expr) -> bool:
    """True for a text in quotes: a bare key of an object has the form of text, too."""
    if not isinstance(expr, Template):
        return False
    length = expr.range.end.offset - expr.range.start.offset
    return length != len(plain_string(expr) or "")

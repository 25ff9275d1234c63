"""Forms of expressions that Terraform takes literally, without evaluating them."""

from __future__ import annotations

import re

from msgspec.structs import replace

from tfgen.source import Pos, Range, SourceFile
from tfgen.terraform.hcl.move import moved
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Expr, Literal, Name, Object, Parens, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string

_NAME = r"[^\W\d][\w-]*"
_TRAVERSAL = re.compile(rf'{_NAME}(?:\.{_NAME}|\.\d+|\[\d+\]|\["[^"\\]*"\])*')
_QUOTES = '""'
_BEFORE = "_="
"""Written before a text that is a reference, makes an argument of it."""


def is_traversal(text: str) -> bool:
    """True if the text in quotes is a reference in the form of Terraform 0.11: ``"aws_vpc.main"``."""
    return _TRAVERSAL.fullmatch(text) is not None


def unquoted(expr: Expr) -> Expr:
    """The expression; in a list, entries that are references in quotes become references."""
    if not isinstance(expr, Tuple):
        return expr
    return replace(expr, items=tuple(_unquoted(item) for item in expr.items))


def _unquoted(item: Expr) -> Expr:
    text = plain_string(item)
    if text is None or not is_traversal(text):
        return item
    start, length = item.range.start, item.range.end.offset - item.range.start.offset
    if length != len(text) + len(_QUOTES):
        return item
    body, _ = parse(SourceFile("", f"{_BEFORE}{text}\n"))
    if body is None:
        return item
    shift = len('"') - len(_BEFORE)

    def position(offset: int) -> Pos:
        return Pos(start.offset + offset + shift, start.line, start.column + offset + shift)

    def in_item(inner: Range) -> Range:
        return item.range.between(position(inner.start.offset), position(inner.end.offset))

    return moved(body.attributes[0].expr, in_item)


def bare(expr: Expr) -> Expr:
    """``expr`` without parentheses around it."""
    while isinstance(expr, Parens):
        expr = expr.inner
    return expr


def is_null(expr: Expr) -> bool:
    """True if it is written ``null``."""
    inner = bare(expr)
    return isinstance(inner, Literal) and inner.value is None


def is_value(expr: Expr) -> bool:
    """True if it is a literal other than ``null``, a text, a list or a map,
    so that nothing is calculated.
    """
    inner = bare(expr)
    if isinstance(inner, Literal):
        return inner.value is not None
    return isinstance(inner, Template | Tuple | Object)


def word(expr: Expr, quoted: bool = False) -> str | None:
    """The single word that ``expr`` is; with ``quoted`` a quoted one counts too."""
    if isinstance(expr, Name):
        return expr.name
    return plain_string(expr) if quoted else None

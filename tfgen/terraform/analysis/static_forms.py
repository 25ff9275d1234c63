"""Forms in which Terraform takes an expression as it is written, without evaluating it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from tfgen.source import Pos, SourceFile
from tfgen.terraform.hcl.move import moved
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Expr, Literal, Name, Object, Parens, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string

_NAME = r"[^\W\d][\w-]*"
_TRAVERSAL = re.compile(rf'{_NAME}(?:\.{_NAME}|\.\d+|\[\d+\]|\["[^"\\]*"\])*')
_QUOTES = '""'
_BEFORE = "_="
"""Makes an argument of a text that is a reference."""


def is_traversal(text: str) -> bool:
    """True if the text in quotes is a reference, as Terraform 0.11 wanted it written: ``"aws_vpc.main"``."""
    return _TRAVERSAL.fullmatch(text) is not None


def unquoted(expr: Expr) -> Expr:
    """A list whose entries in quotes are references, with these as they are without the quotes."""
    if not isinstance(expr, Tuple):
        return expr
    return replace(expr, items=tuple(_unquoted(item) for item in expr.items))


def _unquoted(item: Expr) -> Expr:
    text = plain_string(item)
    start = item.range.start
    if text is None or not is_traversal(text) or item.range.end.offset - start.offset != len(text) + len(_QUOTES):
        return item
    body, _ = parse(SourceFile("", f"{_BEFORE}{text}\n"))
    if body is None:
        return item
    more = len('"') - len(_BEFORE)

    def place(at: int) -> Pos:
        return Pos(start.offset + at + more, start.line, start.column + at + more)

    return moved(body.attributes[0].expr, place)


def bare(expr: Expr) -> Expr:
    """``expr`` without parentheses around it."""
    while isinstance(expr, Parens):
        expr = expr.inner
    return expr


def is_null(expr: Expr) -> bool:
    """True if it is written ``null``."""
    found = bare(expr)
    return isinstance(found, Literal) and found.value is None


def is_value(expr: Expr) -> bool:
    """True if it is written as a value, none calculated: a literal other than ``null``, a text, a list or a map."""
    found = bare(expr)
    return isinstance(found, Template | Tuple | Object) or (isinstance(found, Literal) and found.value is not None)


def word(expr: Expr, quoted: bool = False) -> str | None:
    """The single word that ``expr`` is; with ``quoted`` a quoted one counts too."""
    if isinstance(expr, Name):
        return expr.name
    return plain_string(expr) if quoted else None

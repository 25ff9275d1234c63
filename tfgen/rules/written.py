"""Forms in which Terraform takes an expression as it is written, without evaluating it."""

from __future__ import annotations

import re

from tfgen.hcl.syntax import Expr, Literal, Name, Object, Parens, Template, Tuple
from tfgen.hcl.walk import plain_string

_NAME = r"[^\W\d][\w-]*"
_TRAVERSAL = re.compile(rf'{_NAME}(?:\.{_NAME}|\.\d+|\[\d+\]|\["[^"\\]*"\])*')


def is_traversal(text: str) -> bool:
    """Whether the text in quotes is a reference, as Terraform 0.11 wanted it written: ``"aws_vpc.main"``."""
    return _TRAVERSAL.fullmatch(text) is not None


def bare(expr: Expr) -> Expr:
    """``expr`` without parentheses around it."""
    while isinstance(expr, Parens):
        expr = expr.inner
    return expr


def is_null(expr: Expr) -> bool:
    """Whether it is written ``null``."""
    found = bare(expr)
    return isinstance(found, Literal) and found.value is None


def is_value(expr: Expr) -> bool:
    """Whether it is written as a value, none calculated: a literal other than ``null``, a text, a list or a map."""
    found = bare(expr)
    return isinstance(found, Template | Tuple | Object) or (isinstance(found, Literal) and found.value is not None)


def word(expr: Expr, quoted: bool = False) -> str | None:
    """The single word that ``expr`` is; with ``quoted`` a quoted one counts too."""
    if isinstance(expr, Name):
        return expr.name
    return plain_string(expr) if quoted else None

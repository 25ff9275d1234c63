"""A token that the parser did not expect, with all that a message says of it."""

from __future__ import annotations

from collections.abc import Set

from msgspec import Struct

Message = tuple[str, str, str]
"""Summary, detail, help."""

OPERATORS = frozenset({
    "DOUBLE_EQ", "NEQ", "LT", "GT", "LEQ", "GEQ", "MINUS", "ASTERISK", "SLASH", "PERCENT",
    "DOUBLE_AMP", "DOUBLE_PIPE", "PLUS", "QMARK", "COLON", "NOT",
})  # fmt: skip
_OPERAND = frozenset({"NOT", "LPAR", "INT_LITERAL"})


class Unexpected(Struct, frozen=True):
    """The parser stopped at ``found`` after ``before``, in ``level``, waiting for ``expected``."""

    found: str
    shown: str
    before: str
    before_shown: str
    level: str
    level_line: int
    expected: Set[str]
    after_block: bool


def found_instead(place: Unexpected) -> str:
    """The detail of most messages."""
    return f"Found {place.shown} instead."


def takes_operand(place: Unexpected) -> bool:
    """True where an operand can stand."""
    return place.expected >= _OPERAND

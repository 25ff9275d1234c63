"""Numbers as Python has them."""

from __future__ import annotations

import sys

MAX_NUMBER = sys.float_info.max
LEAST = 5e-324
"""They stand for all numbers that are larger, or nearer to zero, than Python's floats can be."""


def number(text: str) -> int | float:
    """The number that a text is; raises ``ValueError`` beyond 4300 digits."""
    if text.lstrip("-").isdecimal():
        return int(text)
    found = float(text)
    sign = -1 if text.startswith("-") else 1
    if abs(found) > MAX_NUMBER:
        return sign * MAX_NUMBER
    if found == 0 and not _zero(text):
        return sign * LEAST
    return found


def exact(of: float) -> bool:
    """True where a float is the number that was written, and does not stand for another."""
    return of == 0 or LEAST < abs(of) < MAX_NUMBER


def _zero(text: str) -> bool:
    return not text.lower().split("e")[0].strip("-.0")

"""``${...}`` in stack strings: references to services and placeholders, and their escapes."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLACEHOLDERS = ("stack", "environment", "region", "suffix")

_WORD = r"[A-Za-z_][A-Za-z0-9_-]*"
_REFERENCE = re.compile(rf"\s*({_WORD})((?:\.{_WORD}|\.[0-9]+|\[\"[^\"\\]*\"\]|\[[0-9]+\])*)\s*")
_STEP = re.compile(rf"\.({_WORD})|[.\[]([0-9]+)\]?|\[\"([^\"\\]*)\"\]")
_SPECIAL = re.compile(r"\$\$\{|%%\{|\$\{")


@dataclass(frozen=True, slots=True)
class Reference:
    """``${service.output.key}``: ``steps`` are the words after the first, numbers as int. ``offset`` in the string."""

    root: str
    steps: tuple[str | int, ...]
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class BadInterpolation:
    """A ``${`` that is neither a reference nor escaped."""

    text: str
    offset: int


Piece = str | Reference | BadInterpolation


def pieces(text: str) -> tuple[Piece, ...]:
    """Split a stack string into literal text (unescaped), references and mistakes, in order.

    ``$${`` stands for ``${`` and ``%%{`` for ``%{``; a ``%{`` by itself is text.
    """
    found: list[Piece] = []
    literal, at = "", 0
    while match := _SPECIAL.search(text, at):
        literal += text[at : match.start()]
        at = match.end()
        if match[0] != "${":
            literal += match[0][1:]
            continue
        end = text.find("}", at)
        piece = _reference(text, match.start(), end)
        found += [literal, piece] if literal else [piece]
        literal, at = "", len(text) if end < 0 else end + 1
    literal += text[at:]
    return (*found, literal) if literal or not found else tuple(found)


def _reference(text: str, start: int, end: int) -> Piece:
    if end < 0:
        return BadInterpolation(text[start : start + 40], start)
    match = _REFERENCE.fullmatch(text, start + 2, end)
    if not match:
        return BadInterpolation(text[start : end + 1], start)
    steps = tuple(word or key or int(number) for word, number, key in _STEP.findall(match[2]))
    return Reference(match[1], steps, text[start : end + 1], start)

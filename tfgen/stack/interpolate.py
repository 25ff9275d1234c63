"""``${...}`` in stack strings: references to services and placeholders, and their escapes."""

from __future__ import annotations

import re

from msgspec import Struct

PLACEHOLDERS = ("stack", "environment", "region", "suffix")

_WORD = r"[A-Za-z_][A-Za-z0-9_-]*"
_NUMBER = r"[0-9]{1,9}"
_REFERENCE = re.compile(rf"\s*({_WORD})((?:\.{_WORD}|\.{_NUMBER}|\[\"[^\"\\]*\"\]|\[{_NUMBER}\])*)\s*")
_STEP = re.compile(rf"\.({_WORD})|[.\[]({_NUMBER})\]?|\[\"([^\"\\]*)\"\]")
_SPECIAL = re.compile(r"\$\$\{|%%\{|\$\{")


class Reference(Struct, frozen=True):
    """``${service.output.key}``: ``steps`` are the words after the first, numbers as int. ``offset`` in the string."""

    root: str
    steps: tuple[str | int, ...]
    text: str
    offset: int


class BadInterpolation(Struct, frozen=True):
    """A ``${`` that is neither a reference nor escaped; ``closed`` says whether a ``}`` follows at all."""

    text: str
    offset: int
    closed: bool


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
        piece = _reference(text, match.start())
        found += [literal, piece] if literal else [piece]
        literal, at = "", match.start() + len(piece.text)
    literal += text[at:]
    return (*found, literal) if literal or not found else tuple(found)


def _reference(text: str, start: int) -> Reference | BadInterpolation:
    match = _REFERENCE.match(text, start + 2)
    if match and text[match.end() : match.end() + 1] == "}":
        steps = tuple(word or (int(number) if number else key) for word, number, key in _STEP.findall(match[2]))
        return Reference(match[1], steps, text[start : match.end() + 1], start)
    end = text.find("}", start)
    return BadInterpolation(text[start:] if end < 0 else text[start : end + 1], start, end >= 0)

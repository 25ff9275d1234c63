"""``${...}`` in stack strings: references to services and placeholders, and their escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

PLACEHOLDERS = ("stack", "environment", "region", "suffix")

_WORD = r"[A-Za-z_][A-Za-z0-9_-]*"
_NUMBER = r"[0-9]{1,9}"
_REFERENCE = re.compile(
    rf"\s*({_WORD})((?:\.{_WORD}|\.{_NUMBER}|\[\"[^\"\\]*\"\]|\[{_NUMBER}\])*)\s*"
)
_STEP = re.compile(rf"\.({_WORD})|[.\[]({_NUMBER})\]?|\[\"([^\"\\]*)\"\]")
_SPECIAL = re.compile(r"\$\$\{|%%\{|\$\{")


class StackReference(Struct, frozen=True):
    """``${service.output.key}``: ``steps`` are the words after the first, numbers as int.
    ``offset`` in the string.
    """

    root: str
    steps: tuple[str | int, ...]
    text: str
    offset: int


class BadInterpolation(Struct, frozen=True):
    """A ``${`` that is neither a reference nor escaped;
    ``closed`` says whether a ``}`` follows at all.
    """

    text: str
    offset: int
    closed: bool


Piece = str | StackReference | BadInterpolation


def pieces(text: str) -> tuple[Piece, ...]:
    """Split a stack string into literal text (unescaped), references and mistakes, in order.

    ``$${`` stands for ``${`` and ``%%{`` for ``%{``; a ``%{`` by itself is text.
    """
    parts: list[Piece] = []
    literal, at = "", 0
    while match := _SPECIAL.search(text, at):
        literal += text[at : match.start()]
        at = match.end()
        if match[0] != "${":
            literal += match[0][1:]
            continue
        if literal:
            parts.append(literal)
        piece = _reference(text, match.start())
        parts.append(piece)
        literal, at = "", match.start() + len(piece.text)
    literal += text[at:]
    if literal or not parts:
        parts.append(literal)
    return tuple(parts)


def _reference(text: str, start: int) -> StackReference | BadInterpolation:
    match = _REFERENCE.match(text, start + 2)
    if match and text[match.end() : match.end() + 1] == "}":
        steps = tuple(_steps(match[2]))
        return StackReference(match[1], steps, text[start : match.end() + 1], start)
    end = text.find("}", start)
    if end < 0:
        return BadInterpolation(text[start:], start, closed=False)
    return BadInterpolation(text[start : end + 1], start, closed=True)


def _steps(path: str) -> Iterator[str | int]:
    """The steps of ``.key["other"][0]``."""
    for word, number, key in _STEP.findall(path):
        if number and not word:
            yield int(number)
        else:
            yield word or key

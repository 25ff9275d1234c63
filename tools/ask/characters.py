"""Learns which characters a text may hold, and which may begin and end it."""

from __future__ import annotations

import string
from collections.abc import Iterator

from tfgen.aws.refusals.accept import ASCII_ONLY
from tfgen.aws.refusals.model import ValueRefusal
from tools.ask.places import Asker

_PRINTABLE = tuple(chr(code) for code in (*range(32, 127), 9, 10))
_CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_FOREIGN = ("\u00e9", "\u2013", "\u4e16", "\U0001f600", "\u00a7")
_BASES = (
    "abcabc",
    "abc",
    "my-name",
    "ABCDEF",
    "a1b2",
    "Abc",
    "123456789012",
    "/abc",
    "/abc/",
    "alias/abc",
)
MAX_BASES = 2


def learn_characters(asker: Asker) -> Iterator[ValueRefusal]:
    """The characters of a text that may otherwise be anything: at least one class of them must be free."""
    bases = [base for base in _BASES if asker.takes(base)][:MAX_BASES]
    if not bases:
        return
    free = {char for char in _PRINTABLE if _fits(asker, bases, char)}
    if not any(set(members) <= free for members in _CLASSES):
        return
    if len(free) == len(_PRINTABLE):
        return
    taken = [text for text, messages in asker.asked() if text and not messages and text.isascii()]
    allowed = free.union(*map(set, taken))
    first = {text[0] for text in taken} | {c for c in allowed if _begins(asker, bases, c)}
    last = {text[-1] for text in taken} | {c for c in allowed if _ends(asker, bases, c)}
    values = [_ordered(first), _ordered(last)]
    if not any(_fits(asker, bases, char) for char in _FOREIGN):
        values.append(ASCII_ONLY)
    yield ValueRefusal(asker.place.path, "chars", _ordered(allowed), tuple(values))


def _ordered(chars: set[str]) -> str:
    return "".join(sorted(chars))


def _fits(asker: Asker, bases: list[str], char: str) -> bool:
    """True if the character may stand somewhere in one of the bases."""
    for base in bases:
        if asker.takes(base[:1] + char + base[2:]) or asker.takes(base[:1] + char + base[1:]):
            return True
    return _begins(asker, bases, char) or _ends(asker, bases, char)


def _begins(asker: Asker, bases: list[str], char: str) -> bool:
    return any(asker.takes(char + base) or asker.takes(char + base[1:]) for base in bases)


def _ends(asker: Asker, bases: list[str], char: str) -> bool:
    return any(asker.takes(base + char) or asker.takes(base[:-1] + char) for base in bases)

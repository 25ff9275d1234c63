r"""Regular expressions as Go's ``regexp`` takes them, matched by RE2 (the package ``google-re2``).

Both are written by the same people for the same syntax. The differences are kept here: Go has no
``\C``, its groups have ASCII names, the words of its errors are others, and RE2 also finds ``\B``
inside a character of several bytes. Texts are UTF-8, offsets are in bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol
from unicodedata import ucd_3_2_0

from msgspec import Struct

from tfgen.terraform.functions.spec import NotComputable

MAX_PATTERN_LENGTH = 20_000
MAX_GROUPS = 240
"""More may nest deeper than the 1,000 levels that Go allows; so few cannot."""
MAX_WORK = 500_000_000
"""Steps of RE2, at most about 15 ns each, for all matches in one text."""

Span = tuple[int, int]
"""Start and end of a group; (-1, -1) for one that took no part."""

_WORDS = {
    "bad repetition operator": "invalid nested repetition operator",
    "invalid named capture group": "invalid named capture",
    "invalid perl operator": "invalid or unsupported Perl syntax",
    "invalid repetition size": "invalid repeat count",
    "missing )": "missing closing )",
    "missing ]": "missing closing ]",
    "no argument for repetition operator": "missing argument to repetition operator",
    "trailing \\": "trailing backslash at end of expression",
}
_SAME_WORDS = (
    "invalid character class range",
    "invalid character class",
    "invalid escape sequence",
    "unexpected )",
)
_TOKEN = re.compile(
    r"""
    \\Q.*?(?:\\E|\Z)                                 # literal text
    | (?P<any_byte>\\C)
    | \\.                                            # an escape
    | \[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]        # a class
    | (?P<head>\(\?P?<(?P<name>[^>]*)>)
    | (?P<group>\((?!\?))
    """,
    re.DOTALL | re.VERBOSE,
)
_MAY_BE_UNICODE_NAME = re.compile(r"\\[pP](?:[clmnpsz]|\{.+\})")
"""Newer versions of Go take more names, in any case of letters, than RE2 and older ones."""
_HUGE_COUNT = re.compile(r"\{\d*,?\d{9}")
"""Plain text to RE2, a count that is too large to Go."""
_NEEDS_TABLES = re.compile(r"\\[pP]|\(\?\w*i")
_RECASED = frozenset("\u019b\u0264\u0390\u03b0\ufb05\ufb06")
"""Old letters that got another form in Unicode 15.1 or later."""


class PatternError(ValueError):
    """Go does not compile the pattern: ``code`` says why, ``part`` is what is wrong."""

    def __init__(self, code: str, part: str) -> None:
        super().__init__(code, part)
        self.code = code
        self.part = part


class _Match(Protocol):
    def span(self, group: int = 0) -> Span: ...


class _Compiled(Protocol):
    groups: int
    programsize: int

    def search(self, text: bytes, pos: int) -> _Match | None: ...


class Expression(Struct, frozen=True):
    """A compiled expression; ``names`` has an entry for each group, "" for one without a name."""

    compiled: _Compiled
    names: tuple[str, ...]
    needs_tables: bool

    @property
    def step_cost(self) -> int:
        """Steps that a byte of text may take; each state carries the places of all groups."""
        return self.compiled.programsize + len(self.names) ** 2


class Search(Struct):
    """Looks for an expression in one text, as long as there is work ``left``."""

    expression: Expression
    subject: bytes
    left: int = MAX_WORK

    def first(self, start: int = 0) -> tuple[Span, ...] | None:
        """The leftmost match from ``start`` on: itself, then its groups.

        Raises ``NotComputable`` when it is too much work.
        """
        while True:
            self.left -= (len(self.subject) - start + 1) * self.expression.step_cost
            if self.left < 0:
                raise NotComputable
            match = self.expression.compiled.search(self.subject, start)
            if match is None:
                return None
            if not self._is_inside_character(match.span()[0]):
                return tuple(match.span(i) for i in range(len(self.expression.names) + 1))
            start = self.next_character(match.span()[0])

    def all(self) -> Iterator[tuple[Span, ...]]:
        """The matches that do not overlap; an empty one right behind another does not count.

        Raises ``NotComputable`` when it is too much work.
        """
        at, last_end = 0, -1
        while at <= len(self.subject):
            match = self.first(at)
            if match is None:
                return
            start, end = match[0]
            if end > at or start != last_end:
                yield match
            last_end = end
            if end == at:
                end = self.next_character(at)
            at = end

    def next_character(self, at: int) -> int:
        """The place behind the character at ``at``, or behind the rest of one."""
        at += 1
        while self._is_inside_character(at):
            at += 1
        return at

    def _is_inside_character(self, at: int) -> bool:
        return at < len(self.subject) and self.subject[at] & 0xC0 == 0x80


def search(pattern: str, subject: str) -> Search:
    """A search for ``pattern`` in ``subject``. Raises ``PatternError``, ``NotComputable``."""
    found = expression(pattern)
    if found.needs_tables and depends_on_tables(subject):
        raise NotComputable
    return Search(found, utf8(subject))


@lru_cache(maxsize=32)
def expression(pattern: str) -> Expression:
    """The compiled pattern.

    Raises ``PatternError``, and ``NotComputable`` for what Go may see otherwise.
    """
    if len(pattern) > MAX_PATTERN_LENGTH or pattern.count("(") > MAX_GROUPS:
        raise NotComputable
    if _HUGE_COUNT.search(pattern):
        raise NotComputable
    compiled = _compiled(utf8(pattern))
    names = _group_names(pattern)
    if len(names) != compiled.groups:
        raise NotComputable
    return Expression(compiled, names, _NEEDS_TABLES.search(pattern) is not None)


def utf8(text: str) -> bytes:
    """``text`` as Go holds it. Raises ``NotComputable`` for half a surrogate pair."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise NotComputable from None


def depends_on_tables(text: str) -> bool:
    """Whether Go and RE2 may see its letters otherwise.

    Each release has the Unicode tables of its year; what Unicode 3.2 has is in all of them.
    """
    if text.isascii():
        return False
    return any(char in _RECASED or ucd_3_2_0.category(char) == "Cn" for char in text)


def _compiled(pattern: bytes) -> _Compiled:
    import re2  # only here: few configurations need it

    options = re2.Options()
    options.log_errors = False
    try:
        compiled: _Compiled = re2.compile(pattern, options)
    except re2.error as error:
        raise _pattern_error(error.args[0].decode(errors="replace"), pattern.decode()) from None
    re2.purge()  # its cache is four times ours, and each entry may grow to 16 MB
    return compiled


def _pattern_error(message: str, pattern: str) -> Exception:
    r"""RE2's ``missing ): (a`` in Go's words; ``NotComputable`` for what only RE2 refuses."""
    for words in (*_WORDS, *_SAME_WORDS):
        if message == words or message.startswith(f"{words}: "):
            part = message.removeprefix(words).removeprefix(": ")
            if _MAY_BE_UNICODE_NAME.match(part):
                return NotComputable()
            if part.startswith("(?<"):
                return _look_behind(pattern[pattern.index(part) :])
            return PatternError(_WORDS.get(words, words), part)
    return NotComputable()


def _look_behind(rest: str) -> PatternError:
    """The error of ``(?<=a)``, which Go takes for the name of a group."""
    name, close, _ = rest.partition(">")
    return PatternError("invalid named capture", name + close)


def _group_names(pattern: str) -> tuple[str, ...]:
    names: list[str] = []
    for token in _TOKEN.finditer(pattern):
        if token["any_byte"]:
            raise PatternError("invalid escape sequence", token["any_byte"])
        if token["head"]:
            if not token["name"].isascii():
                raise PatternError("invalid named capture", token["head"])
            names.append(token["name"])
        elif token["group"]:
            names.append("")
    return tuple(names)

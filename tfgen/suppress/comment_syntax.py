"""Ignores in the comments of a Terraform file: ``# tfgen:ignore TFG304,TFG301 reason``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tfgen.codes.select import has_ignore
from tfgen.source import LineIndex, Range

_BEGIN = re.compile(r"(?:#+|//+|/\*+)[\s*]*tfgen: ?ignore(?![\w-]):?")
_WORD = r"[A-Za-z][\w-]*"
_WORDS = re.compile(rf"\s+({_WORD}(?:(?:\s*,\s*{_WORD})|(?:\s+TFG[0-9]{{3}}\b))*)", re.IGNORECASE)
_HAS_WORD = re.compile(r"\w")


class Word(Struct, frozen=True):
    """A code or a name in an ignore, as it was written."""

    text: str
    range: Range


class Ignore(Struct, frozen=True):
    """One ignore. ``line`` is the line that it is about: its own, or the next with code;
    None when there is none.
    """

    words: tuple[Word, ...]
    reason: str
    range: Range
    line: int | None


def ignores(text: str) -> tuple[Ignore, ...]:
    """The ignores of a file, in source order; what stands in strings and heredocs is none."""
    if has_ignore(text):
        return tuple(_read(text))
    return ()


class _Comment(Struct, frozen=True):
    start: int
    text: str
    first: int
    last: int


def _read(text: str) -> Iterator[Ignore]:
    from tfgen.terraform.hcl.lexer import LexError

    lines = LineIndex.of(text)
    try:
        comments, code, commented = _split(text, lines)
    except LexError:
        return
    for comment in comments:
        line = _line(comment, code, commented)
        begins = list(_begins(comment.text))
        ends = [begin.start() for begin in begins[1:]]
        ends.append(len(comment.text))
        for begin, end in zip(begins, ends, strict=True):
            yield _ignore(comment, begin, end, line, lines)


def _split(text: str, lines: LineIndex) -> tuple[list[_Comment], set[int], set[int]]:
    """The comments that begin with the mark, the lines that hold code,
    and those that hold a comment.
    """
    from tfgen.terraform.hcl.lexer import COMMENT, END, NEWLINE, lex

    tokens = lex(text)
    comments: list[_Comment] = []
    code: set[int] = set()
    commented: set[int] = set()
    at = 0
    for kind, token, gap in zip(tokens.kinds, tokens.texts, tokens.gaps, strict=True):
        start = at + len(gap)
        at = start + len(token)
        if kind in (NEWLINE, END):
            continue
        text_of_token = token.rstrip("\r\n") if kind == COMMENT else token
        first = lines.pos(start).line
        last = lines.pos(start + max(len(text_of_token) - 1, 0)).line
        if kind != COMMENT:
            code.update(range(first, last + 1))
            continue
        commented.update(range(first, last + 1))
        if _BEGIN.match(token):
            comments.append(_Comment(start, text_of_token, first, last))
    return comments, code, commented


def _line(comment: _Comment, code: set[int], commented: set[int]) -> int | None:
    """Its own line if there is code on it, else the line below; more comments may stand between."""
    for number in (comment.first, comment.last):
        if number in code:
            return number
    line = comment.last + 1
    while line in commented and line not in code:
        line += 1
    if line in code:
        return line
    return None


def _begins(text: str) -> Iterator[re.Match[str]]:
    """The begins of ignores in a comment: at its start, and behind another ignore."""
    for begin in _BEGIN.finditer(text):
        if begin.start() == 0 or text[begin.start() - 1].isspace():
            yield begin


def _ignore(
    comment: _Comment, begin: re.Match[str], end: int, line: int | None, lines: LineIndex
) -> Ignore:
    """The ignore from ``begin`` to ``end`` in a comment; ``line`` is the line that it is about."""
    body = begin.end()
    text = comment.text[:end].rstrip()
    if comment.text.startswith("/*"):
        text = text.removesuffix("*/").rstrip()
    words: tuple[Word, ...] = ()
    codes = _WORDS.match(text, body)
    if codes:
        words = tuple(_words(codes[1], comment.start + codes.start(1), lines))
        body = codes.end()
    reason = text[body:].strip(" \t\r\n*:,;-\u2013\u2014")
    if not _HAS_WORD.search(reason):
        reason = ""
    place = lines.range(comment.start + begin.start(), comment.start + len(text))
    return Ignore(words, reason, place, line)


def _words(text: str, at: int, lines: LineIndex) -> Iterator[Word]:
    for word in re.finditer(_WORD, text):
        yield Word(word[0], lines.range(at + word.start(), at + word.end()))

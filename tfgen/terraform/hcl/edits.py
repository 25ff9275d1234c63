"""Edits of a file's text that keep its comments, lines and indents."""

from __future__ import annotations

from tfgen.diagnostics import Edit
from tfgen.source import Pos, Range


def first_word(place: Range, length: int) -> Range:
    """The first ``length`` characters of a place: the type in a block's header."""
    start = place.start
    return place.between(start, Pos(start.offset + length, start.line, start.column + length))


def inserted(place: Range, text: str) -> Edit:
    """Put ``text`` behind what stands in a place."""
    return Edit(place.between(place.end, place.end), text)


def removed(text: str, place: Range) -> Edit | None:
    """Take away what stands in a place, with its lines if nothing else stands there.

    None for what holds comments.
    """
    start, end = place.start, place.end
    if comments(text[start.offset : end.offset]) != ():
        return None
    line = start.offset - start.column + 1
    after, newline, _ = text[end.offset :].partition("\n")
    before = text[line : start.offset]
    if not before.strip() and not after.strip():
        last = _moved(end, len(after))
        if newline:
            last = Pos(last.offset + 1, last.line + 1, 1)
        return Edit(place.between(Pos(line, start.line, 1), last), "")
    if not before.strip():
        return Edit(place.between(start, _moved(end, len(after) - len(after.lstrip()))), "")
    return Edit(place.between(_moved(start, len(before.rstrip()) - len(before)), end), "")


def comments(text: str) -> tuple[str, ...] | None:
    """The comments in a piece of HCL, None when it cannot be read."""
    if "#" not in text and "/" not in text:
        return ()
    from tfgen.terraform.hcl.lexer import COMMENT, LexError, lex

    try:
        tokens = lex(text)
    except LexError:
        return None
    return tuple(t for kind, t in zip(tokens.kinds, tokens.texts, strict=True) if kind == COMMENT)


def indented(text: str, blanks: str) -> str:
    """``text`` with ``blanks`` before each line but the first.

    Empty lines stay, and those of heredocs and long comments.
    """
    from tfgen.terraform.hcl.lexer import COMMENT, END, NEWLINE, lex

    tokens = lex(text)
    parts: list[str] = []
    fresh = False
    for kind, token, gap in zip(tokens.kinds, tokens.texts, tokens.gaps, strict=True):
        if fresh and kind not in (NEWLINE, END):
            parts.append(blanks)
        parts += (gap, token)
        fresh = kind == NEWLINE or (kind == COMMENT and token.endswith("\n"))
    return "".join(parts)


def indent_at(text: str, place: Range) -> str:
    """The blanks at the beginning of the line that a place begins in."""
    start = place.start.offset - place.start.column + 1
    line = text[start : place.start.offset]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _moved(at: Pos, by: int) -> Pos:
    return Pos(at.offset + by, at.line, at.column + by)

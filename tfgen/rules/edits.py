"""What rules write into the text of a file to mend it. Comments stay; where they cannot, there is no fix."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tfgen.diagnostics import Edit, Fix
from tfgen.hcl.lexer import COMMENT, END, NEWLINE, LexError, lex
from tfgen.hcl.syntax import Expr, Template
from tfgen.rules.configuration import Parsed
from tfgen.rules.near import near
from tfgen.source import Pos, Range

MEANT_BOOLS = {"yes": "true", "on": "true", "enabled": "true", "no": "false", "off": "false", "disabled": "false"}
"""Text that no bool is made of, and what people mean by it."""


def source(parsed: Parsed, place: Range) -> str:
    """The text of a place."""
    return parsed.file.text[place.start.offset : place.end.offset]


def rewritten(place: Range, text: str, safe: bool = True) -> Fix:
    """Write ``text`` in this place, as the title says too."""
    return Fix(f"Write {text}", (Edit(place, text),), safe)


def respelt(
    place: Range,
    word: str,
    known: Iterable[str],
    taken: Collection[str] = (),
    also: Iterable[Edit] = (),
    quoted: bool = False,
) -> Fix | None:
    """Write the known word that ``word`` must be; ``taken`` are those that are there already.

    ``also`` are further edits, made for the word in it; ``quoted``: the word stands in quotes at its place.
    """
    found = near(word, known, taken)
    if found is None:
        return None
    text = f'"{found.name}"' if quoted else found.name
    return Fix(f'Write "{found.name}"', (Edit(place, text), *also), found.sure)


def first_word(place: Range, length: int) -> Range:
    """The first ``length`` characters of a place: the type in a block's header."""
    start = place.start
    return Range(start, Pos(start.offset + length, start.line, start.column + length))


def inserted(at: Pos, text: str) -> Edit:
    """Put ``text`` between two characters."""
    return Edit(Range(at, at), text)


def removed(parsed: Parsed, place: Range) -> Edit | None:
    """Take away what stands in a place, with its lines if nothing else stands there; None for what holds comments."""
    if comments(source(parsed, place)) != ():
        return None
    text, (start, end) = parsed.file.text, (place.start, place.end)
    line = start.offset - start.column + 1
    stop = text.find("\n", end.offset)
    stop = len(text) if stop < 0 else stop
    before, after = text[line : start.offset], text[end.offset : stop]
    if not before.strip() and not after.strip():
        last = Pos(stop + 1, end.line + 1, 1) if stop < len(text) else _moved(end, len(after))
        return Edit(Range(Pos(line, start.line, 1), last), "")
    if not before.strip():
        return Edit(Range(start, _moved(end, len(after) - len(after.lstrip()))), "")
    return Edit(Range(_moved(start, len(before.rstrip()) - len(before)), end), "")


def comments(text: str) -> tuple[str, ...] | None:
    """The comments in a piece of HCL, None when it cannot be read."""
    if "#" not in text and "/" not in text:
        return ()
    try:
        tokens = lex(text)
    except LexError:
        return None
    return tuple(t for kind, t in zip(tokens.kinds, tokens.texts, strict=True) if kind == COMMENT)


def indented(text: str, blanks: str) -> str:
    """``text`` with ``blanks`` before each line but the first, empty ones and those of heredocs and long comments."""
    tokens = lex(text)
    parts: list[str] = []
    fresh = False
    for kind, token, gap in zip(tokens.kinds, tokens.texts, tokens.gaps, strict=True):
        parts += (blanks if fresh and kind not in (NEWLINE, END) else "", gap, token)
        fresh = kind == NEWLINE or (kind == COMMENT and token.endswith("\n"))
    return "".join(parts)


def indent_at(parsed: Parsed, place: Range) -> str:
    """The blanks at the beginning of the line that a place begins in."""
    start = place.start.offset - place.start.column + 1
    line = parsed.file.text[start : place.start.offset]
    return line[: len(line) - len(line.lstrip(" \t"))]


def is_heredoc(expr: Expr) -> bool:
    """Whether it is a heredoc, which cannot be replaced within its line."""
    return isinstance(expr, Template) and expr.heredoc


def _moved(at: Pos, by: int) -> Pos:
    return Pos(at.offset + by, at.line, at.column + by)

"""Tokens of strings and heredocs as terminals: their marks, and the text between, unescaped.

Each function gets the text of a token, which begins where the cursor is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tfgen.terraform.hcl import lexer
from tfgen.terraform.hcl.cursor import Cursor
from tfgen.terraform.hcl.lex_errors import bad_escape, no_token
from tfgen.terraform.hcl.literal import EscapeError, unescape, unescape_heredoc
from tfgen.terraform.hcl.tokens import DIRECTIVE, HEREDOC, INTERPOLATION, STRING, Tok, is_identifier


def string(cursor: Cursor, text: str) -> Iterable[Tok]:
    """A string without interpolations: its quotes and what is between them."""
    opened = cursor.emit("DBLQUOTE", '"')
    cursor.bound_depth(opened.start)
    if len(text) == 2:
        return opened, cursor.emit("DBLQUOTE", '"')
    return opened, _literal(cursor, text[1:-1]), cursor.emit("DBLQUOTE", '"')


def open_quote(cursor: Cursor, text: str) -> Iterable[Tok]:
    """The quote before a template."""
    return (cursor.emit_opening("DBLQUOTE", text, STRING),)


def quoted_text(cursor: Cursor, text: str) -> Iterable[Tok]:
    """Literal text of a template in quotes."""
    return (_literal(cursor, text),)


def close_quote(cursor: Cursor, text: str) -> Iterable[Tok]:
    """The quote after a template."""
    cursor.close()
    return (cursor.emit("DBLQUOTE", text),)


def _literal(cursor: Cursor, raw: str) -> Tok:
    token = cursor.emit("STRING_CHARS", raw)
    try:
        token.value = unescape(raw)
    except EscapeError as error:
        cursor.problems.append(bad_escape(raw, token.start.offset, error.offset))
    return token


def sequence(cursor: Cursor, text: str) -> Iterable[Tok]:
    """``${`` or ``%{``, perhaps with a strip marker."""
    cursor.count_operator()
    if text[0] == "$":
        return (cursor.emit_opening("INTERP_START", text, INTERPOLATION),)
    return (cursor.emit_opening("DIRECTIVE_START", text, DIRECTIVE),)


def heredoc(cursor: Cursor, text: str) -> Iterator[Tok]:
    """A heredoc without interpolations."""
    first, last = text.index("\n") + 1, text.rindex("\n") + 1
    yield from open_heredoc(cursor, text[:first])
    if first < last:
        yield from heredoc_text(cursor, text[first:last])
    yield from close_heredoc(cursor, text[last:])


def open_heredoc(cursor: Cursor, text: str) -> Iterable[Tok]:
    """The line that begins a heredoc, from its mark on."""
    word = text.rstrip("\r\n")
    trims = word.startswith("<<-")
    terminal = "HEREDOC_TEMPLATE_TRIM" if trims else "HEREDOC_TEMPLATE"
    marker = word[2:].removeprefix("-")
    if not is_identifier(marker):
        raise no_token(cursor.text, cursor.at)
    token = cursor.emit_opening(terminal, word, HEREDOC, marker)
    cursor.move(text[len(word) :])
    return (token,)


def heredoc_text(cursor: Cursor, text: str) -> Iterable[Tok]:
    """Literal text of a heredoc."""
    start = cursor.here()
    cursor.move(text)
    return (Tok("STRING_CHARS", unescape_heredoc(text), start, cursor.here()),)


def close_heredoc(cursor: Cursor, text: str) -> Iterable[Tok]:
    """The marker that ends a heredoc, with the blanks around it."""
    marker = cursor.level.marker
    before, _, after = text.partition(marker)
    cursor.close()
    cursor.move(before)
    token = cursor.emit("HEREDOC_END", marker)
    if "\r" in after:  # the one of the line's end is no part of this token
        raise no_token(cursor.text, cursor.at + after.index("\r"))
    cursor.move(after)
    return (token,)


TEMPLATE_HANDLERS: dict[str, Callable[[Cursor, str], Iterable[Tok]]] = {
    lexer.STRING: string,
    lexer.OPEN_QUOTE: open_quote,
    lexer.QUOTED_TEXT: quoted_text,
    lexer.CLOSE_QUOTE: close_quote,
    lexer.INTERPOLATION: sequence,
    lexer.DIRECTIVE: sequence,
    lexer.HEREDOC: heredoc,
    lexer.OPEN_HEREDOC: open_heredoc,
    lexer.HEREDOC_TEXT: heredoc_text,
    lexer.CLOSE_HEREDOC: close_heredoc,
}
"""The way of each kind of token into the grammar."""

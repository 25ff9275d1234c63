"""A lossless lexer for HCL: every character of the text is in a token or in the blanks before one.

The tokens are those of HCL's own scanner (hclsyntax/scan_tokens.rl), less those that its parser
always refuses; a string or a heredoc without interpolations is one token. Nothing is parsed:
brackets need not match, and any order of tokens is accepted. It is the only lexer: what lays out
and rewrites takes its tokens as they are, ``terminals`` makes those of the grammar from them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from msgspec import Struct, field

IDENT: Final = "identifier"
IN: Final = "in"
NUMBER: Final = "number"
STRING: Final = "string"
"""A whole quoted template without interpolations."""
HEREDOC: Final = "heredoc"
"""A whole heredoc without interpolations, up to the end of its end marker."""
COMMENT: Final = "comment"
"""One of ``#`` and ``//`` holds the line end, if it has one."""
NEWLINE: Final = "newline"
OPEN_QUOTE: Final = "open quote"
CLOSE_QUOTE: Final = "close quote"
QUOTED_TEXT: Final = "quoted text"
OPEN_HEREDOC: Final = "open heredoc"
"""Holds the line end after the marker."""
CLOSE_HEREDOC: Final = "close heredoc"
"""The end marker with the blanks around it on its line."""
HEREDOC_TEXT: Final = "heredoc text"
INTERPOLATION: Final = "${"
"""``${`` or ``${~``."""
DIRECTIVE: Final = "%{"
"""``%{`` or ``%{~``."""
SEQUENCE_END: Final = "sequence end"
"""The ``}`` or ``~}`` that ends an interpolation or a directive."""
END: Final = "end"
"""After the last character: holds the blanks before it and no text."""
BROKEN: Final = "broken"
"""In place of ``END``: the rest of the text, from what is no token of HCL on."""


class Tokens(Struct, frozen=True):
    """The tokens of a text, as three lists of one length.

    ``kinds`` are the constants of this module; an operator or bracket is its own kind. ``gaps`` are
    the blanks (spaces and tabs) before each token. Joining all gaps and texts in turn gives the
    text back.
    """

    kinds: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def add(self, kind: str, text: str, gap: str = "") -> None:
        """Append one token."""
        self.kinds.append(kind)
        self.texts.append(text)
        self.gaps.append(gap)


class LexError(ValueError):
    """The text holds something that is no token of HCL; ``offset`` counts characters from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(f"{message} at offset {offset}")
        self.offset = offset


# Identifiers: outside strings and comments only they can hold characters beyond ASCII, the byte
# order mark excepted. Written by what they cannot hold, because Python takes 10 ms to compile the
# other way round.
_IDENTIFIER = r"[^\x00-@\[-^`{-\x7f\ufeff][^\x00-,./:-@\[-^`{-\x7f\ufeff]*"
# No possessive quantifiers and no atomic groups: before 3.11.5 Python matches them wrongly
# (gh-106052). Each choice begins with another character, so that nothing is tried twice without
# them either.
_PLAIN, _ESCAPE = r"""[^"\\$%\r\n]""", r"""(?:\\[^\r\n]|\$\$\{|%%\{|[$%](?!\{))"""
_OPERATORS = r"==|!=|>=|<=|&&|\|\||::|\.\.\.|=>|/(?!\*)|[\[\]().,*%+\-=<>!?:]"

_NAMES = (IDENT, NEWLINE, STRING, NUMBER, COMMENT)
_MAIN = re.compile(
    rf"""([ \t]*)(?:
      ({_IDENTIFIER})
    | (\r?\n)
    | ("{_PLAIN}*(?:{_ESCAPE}{_PLAIN}*)*")
    | ([0-9](?:\.*(?:[0-9]|[eE][+-]?[0-9]))*)
    | ((?:\#|//)[^\n]*\n? | /\*(?s:.*?)\*/)
    | (<<-?{_IDENTIFIER}\r?\n)
    | (")
    | (~?\}}|\{{)
    | ({_OPERATORS})
    | (\Z)
    )""",
    re.VERBOSE,
)
_HEREDOC, _QUOTE, _BRACE, _OPERATOR = 7, 8, 9, 10
_QUOTED_PIECE = re.compile(rf"((?:{_PLAIN}+|{_ESCAPE})+)|([$%]\{{~?)|(\")")
_HEREDOC_PIECE = re.compile(r"((?:[^$%\n]+|\$\$\{|%%\{|[$%](?!\{))*)(?:(\n)|([$%]\{~?)|\Z)")


def lex(text: str) -> Tokens:
    """The tokens of ``text``, which should not begin with a byte order mark.

    Raises ``LexError`` for characters that HCL does not know, and for strings and heredocs that do
    not end.
    """
    lexer = _Lexer(text)
    lexer.code()
    return lexer.tokens


def lex_to_the_end(text: str) -> Tokens:
    """The tokens of any ``text``; where ``lex`` would raise, the last one is ``BROKEN``."""
    lexer = _Lexer(text)
    with suppress(LexError):
        lexer.code()
    return lexer.tokens


class _Template(Struct):
    """A template that is being read.

    ``marker`` is None for a quoted one, else the heredoc's end marker.
    """

    marker: str | None
    line_start: bool = True
    braces: int = -1


class _Lexer(Struct):
    text: str
    pos: int = 0
    braces: int = 0
    templates: list[_Template] = field(default_factory=list)
    tokens: Tokens = field(default_factory=Tokens)

    def code(self) -> None:
        """Read from ``pos`` to the end of the text, templates on the way included."""
        text, match = self.text, _MAIN.match
        kinds, texts, gaps = self.tokens.kinds, self.tokens.texts, self.tokens.gaps
        while found := match(text, self.pos):
            group = found.lastindex or 0
            gap, token = found.group(1, group)
            self.pos = found.end()
            if group < _HEREDOC:
                kinds.append(IN if token == "in" else _NAMES[group - 2])
                texts.append(token)
                gaps.append(gap)
            elif group == _OPERATOR:
                kinds.append(token)
                texts.append(token)
                gaps.append(gap)
            elif group == _BRACE:
                self.brace(token, gap)
            elif group == _QUOTE:
                self.open(OPEN_QUOTE, token, gap, _Template(None))
            elif group == _HEREDOC:
                self.open(OPEN_HEREDOC, token, gap, _Template(token[2:].lstrip("-").rstrip()))
            else:
                self.end(gap)
                return
        raise self.broken("a character that HCL does not know")

    def end(self, gap: str) -> None:
        if any(template.braces >= 0 for template in self.templates):
            self.tokens.add(BROKEN, "", gap)
            raise LexError("an interpolation that does not end", self.pos)
        self.tokens.add(END, "", gap)

    def broken(self, message: str) -> LexError:
        """Take the rest of the text as one token; the error to raise."""
        rest = self.text[self.pos :]
        code = rest.lstrip(" \t")
        self.tokens.add(BROKEN, code, rest[: len(rest) - len(code)])
        return LexError(message, self.pos)

    def brace(self, token: str, gap: str) -> None:
        """``{``, ``}`` or ``~}``: the latter two may end an interpolation."""
        if token == "{":
            self.braces += 1
            self.tokens.add(token, token, gap)
            return
        ends = bool(self.templates) and self.templates[-1].braces == self.braces
        kind = SEQUENCE_END if ends or token == "~}" else token
        self.tokens.add(kind, token, gap)
        self.braces -= 1
        if ends:
            self.templates[-1].braces = -1
            self.template()

    def open(self, kind: str, token: str, gap: str, template: _Template) -> None:
        """Begin a template."""
        self.tokens.add(kind, token, gap)
        self.templates.append(template)
        self.template()

    def template(self) -> None:
        """Read the innermost template up to its end or its next interpolation."""
        if self.templates[-1].marker is None:
            self.quoted()
        else:
            self.heredoc()

    def interpolation(self, token: str) -> None:
        self.braces += 1
        self.templates[-1].braces = self.braces
        self.templates[-1].line_start = False
        self.tokens.add(token[:2], token)

    def quoted(self) -> None:
        while found := _QUOTED_PIECE.match(self.text, self.pos):
            self.pos = found.end()
            if found.lastindex == 1:
                self.tokens.add(QUOTED_TEXT, found[0])
            elif found.lastindex == 2:
                return self.interpolation(found[0])
            else:
                self.tokens.add(CLOSE_QUOTE, found[0])
                self.templates.pop()
                return None
        raise self.broken("a string that does not end on its line")

    def heredoc(self) -> None:
        template, start = self.templates[-1], self.pos
        while found := _HEREDOC_PIECE.match(self.text, self.pos):
            ends = template.line_start and bool(found[2]) and found[1].strip() == template.marker
            if ends or found[3]:
                at = self.pos if ends else found.end(1)
                if at > start:
                    self.tokens.add(HEREDOC_TEXT, self.text[start:at])
                if ends:
                    return self.close_heredoc(found)
                self.pos = found.end()
                return self.interpolation(found[3])
            if not found[2]:
                break
            template.line_start = True
            self.pos = found.end()
        if self.pos > start:
            self.tokens.add(HEREDOC_TEXT, self.text[start : self.pos])
        raise self.broken("a heredoc that does not end")

    def close_heredoc(self, found: re.Match[str]) -> None:
        """Take the end marker without its line end.

        A heredoc that nothing interrupts becomes one token.
        """
        self.templates.pop()
        marker = found[1].removesuffix("\r")
        kinds, texts = self.tokens.kinds, self.tokens.texts
        self.tokens.add(CLOSE_HEREDOC, marker)
        self.pos = found.start() + len(marker)
        size = 2 if kinds[-2] == OPEN_HEREDOC else 3
        if kinds[-size] == OPEN_HEREDOC:
            texts[-size:] = ["".join(texts[-size:])]
            kinds[-size:] = [HEREDOC]
            del self.tokens.gaps[1 - size :]

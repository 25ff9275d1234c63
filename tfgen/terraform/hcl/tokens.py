"""Tokens, what can be open around them, and how they are called in messages."""

from __future__ import annotations

from tfgen.source import Pos

MAX_DEPTH = 200
"""How deep brackets, strings and operators may nest: what follows walks the tree by recursion."""

FILE, BLOCK, OBJECT, FOR_BRACES, FOR_BRACKETS, BRACKETS, PARENS = "file", "block", "object", "{for", "[for", "[", "("
INTERPOLATION, DIRECTIVE, STRING, HEREDOC = "${", "%{", '"', "<<"


class Tok:
    """A token; ``start`` and ``end`` are its place, ``value`` its text (unescaped, for literal text of strings)."""

    __slots__ = ("end", "start", "type", "value")

    # What lark borrows for its end-of-file token; tfgen takes places from ``start`` and ``end`` alone.
    start_pos = line = column = end_line = end_column = end_pos = 0

    def __init__(self, terminal: str, value: str, start: Pos, end: Pos) -> None:
        self.type = terminal
        self.value = value
        self.start = start
        self.end = end


class Level:
    """An open bracket, string or heredoc (or the file itself).

    ``marker`` is a heredoc's end marker; ``intro`` is true between ``for`` and its ``in``.
    """

    __slots__ = ("intro", "kind", "marker", "opened")

    def __init__(self, kind: str, opened: Pos, marker: str = "") -> None:
        self.kind = kind
        self.opened = opened
        self.marker = marker
        self.intro = False


class Cursor:
    """Where a scanner is in its text, and what is open there.

    ``token`` is the last token, ``last`` the one before; ``open`` holds all that is open, ``level`` the innermost of
    it, ``closed`` what closed last.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 1 if text.startswith("\ufeff") else 0
        self.line = 1
        self.line_start = 0
        self.level = self.closed = Level(FILE, Pos(0, 1, 1))
        self.open = [self.level]
        self.last = self.token = Tok("NL_OR_COMMENT", "", self.level.opened, self.level.opened)

    def emit(self, terminal: str, value: str, end: int) -> Tok:
        """A token without newlines that ends at ``end`` and is ``value`` there; goes on behind it."""
        self.at = end
        line, first = self.line, self.line_start - 1
        start = end - len(value)
        return Tok(terminal, value, Pos(start, line, start - first), Pos(end, line, end - first))

    def move(self, end: int) -> Pos:
        """Go on at ``end``, perhaps over newlines; the place that this is."""
        newline = self.text.rfind("\n", self.at, end)
        if newline >= 0:
            self.line += self.text.count("\n", self.at, newline + 1)
            self.line_start = newline + 1
        self.at = end
        return self.here()

    def here(self) -> Pos:
        """The place come to."""
        return Pos(self.at, self.line, self.at - self.line_start + 1)

    def push(self, kind: str, opened: Pos, marker: str = "") -> None:
        """Something opens."""
        self.level = Level(kind, opened, marker)
        self.open.append(self.level)

    def pop(self) -> None:
        """The innermost level closes."""
        self.closed = self.open.pop()
        self.level = self.open[-1]

"""The place that the reading of a text has come to, with what is open there."""

from __future__ import annotations

from tfgen.source import Pos
from tfgen.terraform.hcl.errors import SyntaxProblem
from tfgen.terraform.hcl.lex_errors import too_deep
from tfgen.terraform.hcl.tokens import FILE, MAX_DEPTH, Level, Tok


class Cursor:
    """A place in a text, and what was met on the way to it.

    ``token`` is the last token, ``last`` the one before; ``open`` holds all that is open, ``level``
    the innermost of it, ``closed`` what closed last. ``problems`` holds what is wrong without
    ending the reading. ``operators`` bounds how deep operators nest: it is the greatest number of
    them between two line ends.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = len(text) - len(text.removeprefix("\ufeff"))
        self.line = 1
        self.line_start = 0
        self.level = self.closed = Level(FILE, Pos(0, 1, 1))
        self.open = [self.level]
        self.last = self.token = Tok("NL_OR_COMMENT", "", self.level.opened, self.level.opened)
        self.problems: list[SyntaxProblem] = []
        self.operators = 0
        self.chain = 0

    def here(self) -> Pos:
        """The place come to."""
        return Pos(self.at, self.line, self.at - self.line_start + 1)

    def move(self, text: str) -> None:
        """Go on behind ``text``, which begins here."""
        newline = text.rfind("\n")
        if newline >= 0:
            self.line += text.count("\n")
            self.line_start = self.at + newline + 1
        self.at += len(text)

    def emit(self, terminal: str, value: str) -> Tok:
        """A token of ``value``, which begins here and holds no newline; goes on behind it."""
        at, line, first = self.at, self.line, self.line_start - 1
        self.at = end = at + len(value)
        return Tok(terminal, value, Pos(at, line, at - first), Pos(end, line, end - first))

    def emit_opening(self, terminal: str, value: str, kind: str, marker: str = "") -> Tok:
        """A token that opens a level of a kind.

        Raises ``HclSyntaxError`` where that is too deep.
        """
        token = self.emit(terminal, value)
        self.bound_depth(token.start)
        self.level = Level(kind, token.start, marker)
        self.open.append(self.level)
        return token

    def bound_depth(self, opened: Pos) -> None:
        """Raise ``HclSyntaxError`` where nothing more may open."""
        if len(self.open) > MAX_DEPTH:
            raise too_deep(opened.offset, opened.offset + 1)

    def close(self) -> None:
        """The innermost level closes."""
        self.closed = self.open.pop()
        self.level = self.open[-1]

    def count_operator(self) -> None:
        """One more operator or bracket since the last line's end."""
        self.chain += 1
        self.operators = max(self.operators, self.chain)

"""The canonical layout of HCL: all that ``terraform fmt`` does to the whitespace of a file.

The rules are those of HCL's hclwrite/format.go, learned from it and checked against ``terraform
fmt``: first the indent of each line, then the blanks between its tokens, then equals signs and
trailing comments of neighbouring lines are put under each other. Lines are never joined, split,
added or removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from msgspec import Struct

from tfgen.terraform.hcl import lexer
from tfgen.terraform.hcl.graphemes import columns, string_columns
from tfgen.terraform.hcl.lexer import (
    COMMENT,
    IDENT,
    IN,
    NEWLINE,
    NUMBER,
    STRING,
    LexError,
    Tokens,
    lex,
)

BYTE_ORDER_MARK = "\ufeff"

_OPENING = frozenset({"{", "[", "(", lexer.INTERPOLATION, lexer.DIRECTIVE})
_CLOSING = frozenset({"}", "]", ")", lexer.SEQUENCE_END})
_BRACKETS = dict.fromkeys(_OPENING, 1) | dict.fromkeys(_CLOSING, -1)
_NAMES = frozenset({IDENT, IN})
_DOTS = frozenset({".", "..."})
_BEFORE_TEXT = frozenset(
    {lexer.QUOTED_TEXT, lexer.HEREDOC_TEXT, lexer.OPEN_QUOTE, lexer.OPEN_HEREDOC}
)
_AFTER_TEXT = frozenset(
    {lexer.QUOTED_TEXT, lexer.HEREDOC_TEXT, lexer.CLOSE_QUOTE, lexer.CLOSE_HEREDOC}
)
_BEFORE_NEGATION = frozenset({
    "", "(", "{", "[", "=", ":", ",", "?", "+", "*", "/", "%", "-",
    "==", "!=", ">", ">=", "<", "<=", "&&", "||", "!",
})  # fmt: skip


def format_source(text: str) -> str:
    """``text`` laid out as ``terraform fmt`` does, by changing blanks within lines only.

    Text that HCL's scanner refuses (a string without end, a character that HCL does not know) comes
    back unchanged. A byte order mark at the start is dropped, as Terraform does.
    """
    try:
        tokens = lex(text.removeprefix(BYTE_ORDER_MARK))
    except LexError:
        return text
    lines = [_Line.of(kinds, texts) for kinds, texts in _split(tokens)]
    _indent(lines)
    _align_assignments(lines)
    _align_comments(lines)
    return "".join(map(_Line.text, lines)) + " " * len(tokens.gaps[-1])


def _split(tokens: Tokens) -> Iterator[tuple[list[str], list[str]]]:
    """Kinds and texts of each line.

    A line ends with a newline token or with a comment that holds one.
    """
    kinds, texts = tokens.kinds, tokens.texts
    start = 0
    for at, kind in enumerate(kinds, 1):
        if kind == NEWLINE or (kind == COMMENT and texts[at - 1][-1] == "\n"):
            yield kinds[start:at], texts[start:at]
            start = at
    if start < len(kinds) - 1:
        yield kinds[start:-1], texts[start:-1]


class _Line(Struct):
    """A line in cells: what leads, ``= value`` of a whole assignment, a trailing comment.

    ``net`` is the number of brackets that the line opens less those that it closes.
    """

    lead: str
    net: int
    lead_columns: int
    assign: str = ""
    assign_columns: int = 0
    assign_gap: int = 1
    comment: str = ""
    comment_gap: int = 1
    indent: int = 0

    @classmethod
    def of(cls, kinds: list[str], texts: list[str]) -> _Line:
        comment = ""
        if len(kinds) > 1 and kinds[-1] == COMMENT:
            kinds, comment = kinds[:-1], texts.pop()
        equals = _assignment(kinds)
        lead, columns_ = _cell(kinds[:equals], texts[:equals])
        line = cls(lead, _net(kinds[:equals]), columns_, comment=comment)
        if equals is not None:
            line.assign, line.assign_columns = _cell(kinds[equals:], texts[equals:])
        return line

    @property
    def blank(self) -> bool:
        return self.lead in {"\n", "\r\n"}

    @property
    def code_columns(self) -> int:
        """Columns before the comment, the alignment of its equals sign included."""
        columns_ = self.indent + self.lead_columns
        if self.assign:
            columns_ += self.assign_gap + self.assign_columns
        return columns_

    def text(self) -> str:
        parts = [" " * self.indent, self.lead]
        if self.assign:
            parts += (" " * self.assign_gap, self.assign)
        if self.comment:
            parts += (" " * self.comment_gap, self.comment)
        return "".join(parts)


def _assignment(kinds: Sequence[str]) -> int | None:
    """The place where ``= value`` begins, if the value seems to be whole.

    It is where no bracket is left open or closed from elsewhere.
    """
    if "=" not in kinds[1:]:
        return None
    at = kinds.index("=", 1)
    net = 0
    for kind in kinds[at:]:
        net += _BRACKETS.get(kind, 0)
    if net:
        return None
    return at


def _net(kinds: Iterable[str]) -> int:
    """Brackets opened less brackets closed, up to the first heredoc that has interpolations."""
    net = 0
    for kind in kinds:
        net += _BRACKETS.get(kind, 0)
        if kind == lexer.OPEN_HEREDOC:
            break
    return net


def _indent(lines: Iterable[_Line]) -> None:
    """Two spaces for each line that left brackets open, however many, until they are closed."""
    levels: list[int] = []
    for line in lines:
        if line.blank:
            continue
        closed = -line.net
        while closed > 0 and levels:
            still_open = levels[-1] - closed
            closed = -still_open
            if still_open > 0:
                levels[-1] = still_open
            else:
                levels.pop()
        line.indent = 2 * len(levels)
        if line.net > 0:
            levels.append(line.net)


def _align_assignments(lines: Iterable[_Line]) -> None:
    for whole, group in groupby(lines, lambda line: bool(line.assign)):
        if whole:
            neighbours = list(group)
            width = max(line.indent + line.lead_columns for line in neighbours)
            for line in neighbours:
                line.assign_gap = width - line.indent - line.lead_columns + 1


def _align_comments(lines: Iterable[_Line]) -> None:
    for commented, group in groupby(lines, lambda line: bool(line.comment)):
        if commented:
            neighbours = list(group)
            width = max(line.code_columns for line in neighbours)
            for line in neighbours:
                line.comment_gap = width - line.code_columns + 1


def _cell(kinds: Sequence[str], texts: Sequence[str]) -> tuple[str, int]:
    """The tokens with the blanks between them that their kinds ask for, and the columns they take.

    Terraform counts the columns of each token by itself: an accent at the start of one does not
    join the one before.
    """
    parts = []
    before = ""
    for subject, after, text in zip(kinds, kinds[1:], texts, strict=False):
        parts.append(text + " " if _space(before, subject, after) else text)
        before = subject
    parts.append(texts[-1])
    cell = "".join(parts)
    if cell.isascii():
        return cell, columns(cell)
    blanks = len(cell) - sum(map(len, texts))
    return cell, blanks + sum(map(_token_columns, kinds, texts))


@cache
def _space(before: str, subject: str, after: str) -> bool:
    """True where a space stands between ``subject`` and ``after``.

    ``before`` is "" at the start of a cell. In text that Terraform would refuse to parse, a space
    also stands where two tokens would otherwise become others.
    """
    if subject in _NAMES and after in {"(", "::"}:
        return before == "."
    if subject in _DOTS and after in _DOTS:
        return True
    if "." in {subject, after} or after in {NEWLINE, ",", "..."}:
        return False
    if subject == "::" and after in _NAMES:
        return False
    if subject == ",":
        return True
    if subject in _BEFORE_TEXT or after in _AFTER_TEXT:
        return False
    if subject == IN and before in _NAMES:
        return True  # [for x in [a]: x] is no index
    if after == "[" and (subject in _NAMES or subject == NUMBER or subject in _CLOSING):
        return False
    if subject == "!":
        return after[0] == "="
    if subject == "-":
        return before not in _BEFORE_NEGATION
    return _space_at_brackets(subject, after)


def _space_at_brackets(subject: str, after: str) -> bool:
    if subject == "{" or after == "}":
        return (subject, after) != ("{", "}")
    if subject in {lexer.INTERPOLATION, lexer.DIRECTIVE}:
        return after == "{"
    if subject == "}" and after == lexer.SEQUENCE_END:
        return True
    if subject == lexer.SEQUENCE_END and after in {lexer.INTERPOLATION, lexer.DIRECTIVE}:
        return False
    return subject not in _OPENING and after not in _CLOSING


def _token_columns(kind: str, text: str) -> int:
    if kind == STRING:
        return string_columns(text)
    return columns(text)

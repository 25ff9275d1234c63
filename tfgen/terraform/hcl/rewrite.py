"""The changes of ``terraform fmt`` beyond whitespace: four old spellings become new ones.

The value of an argument that is one interpolation loses its quotes: ``"${x}"`` becomes ``x``. In a
``variable`` block ``type = "list"`` becomes ``list(string)`` and ``type = list`` becomes
``list(any)``. Labels of blocks are quoted, with the escapes that Terraform writes, and comments
between them go. The conditions were learned from ``terraform fmt``.

Terraform's own result is not followed where it would break the file: it drops labels that hold
``$`` or ``%``, and it takes the quotes from values that cannot stand without them. Such labels and
values stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from unicodedata import normalize

from tfgen.terraform.hcl import lexer
from tfgen.terraform.hcl.format import BYTE_ORDER_MARK
from tfgen.terraform.hcl.lexer import COMMENT, END, IDENT, IN, NEWLINE, STRING, LexError, lex
from tfgen.terraform.hcl.literal import EscapeError, unescape

_OPENING = frozenset({"{", "[", "(", lexer.INTERPOLATION, lexer.DIRECTIVE})
_CLOSING = frozenset({"}", "]", ")", lexer.SEQUENCE_END})
_NAMES = frozenset({IDENT, IN})
_HEADER = frozenset({IDENT, IN, STRING, COMMENT})
_HEREDOC_ENDS = frozenset({lexer.HEREDOC, lexer.CLOSE_HEREDOC})
_MARKS = frozenset("$%")

_QUOTED_TYPES = {'"string"': "string", '"list"': "list(string)", '"map"': "map(string)"}
"""Before Terraform 0.12 the elements of a quoted type were strings."""
_BARE_TYPES = {name: f"{name}(any)" for name in ("list", "map", "set")}
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def rewrite(text: str) -> str:
    """``text`` with the old spellings replaced, as ``terraform fmt`` does before it lays out.

    One pass, as Terraform's: a value that is an interpolation in an interpolation loses one pair of
    quotes. All else is kept to the last blank. Text that has not the shape of a file (arguments and
    blocks) comes back unchanged.
    """
    code = text.removeprefix(BYTE_ORDER_MARK)
    try:
        rewriter = _Rewriter(lex(code))
        rewriter.file()
    except (LexError, _ShapeError):
        return text
    return text[: len(text) - len(code)] + rewriter.text()


class _ShapeError(ValueError):
    """The tokens are no sequence of arguments and blocks."""


class _Rewriter:
    """Changes texts and gaps of a file's tokens in place; the tokens stay as many."""

    def __init__(self, tokens: lexer.Tokens) -> None:
        self.kinds, self.texts, self.gaps = tokens.kinds, tokens.texts, tokens.gaps
        self.blocks: list[str] = []

    def text(self) -> str:
        return "".join(chain.from_iterable(zip(self.gaps, self.texts, strict=True)))

    def file(self) -> None:
        """Rewrite everything. Raises ``_ShapeError``."""
        at = 0
        while (kind := self.kinds[at]) != END:
            if kind in _NAMES:
                at = self.item(at)
                continue
            if kind == "}" and self.blocks:
                self.blocks.pop()
            elif kind not in {NEWLINE, COMMENT}:
                raise _ShapeError
            at += 1
        if self.blocks:
            raise _ShapeError

    def item(self, name: int) -> int:
        """An argument, or a block up to its brace. Gives the place after it."""
        at = name + 1
        while self.kinds[at] in _HEADER:
            at += 1
        between = self.kinds[name + 1 : at]
        if self.kinds[at] == "{":
            self.labels(name + 1, at)
            self.blocks.append(self.texts[name])
            return at + 1
        if self.kinds[at] != "=" or between.count(COMMENT) != len(between):
            raise _ShapeError
        end = self.expression_end(at + 1)
        self.argument(self.texts[name], at + 1, end)
        return end

    def expression_end(self, at: int) -> int:
        """The first token after an expression and the comments around it.

        It is a line end, a brace or the end.
        """
        depth = 0
        while depth or not (self.ends_line(at) or self.kinds[at] in {"}", END}):
            kind = self.kinds[at]
            depth += (kind in _OPENING) - (kind in _CLOSING)
            if depth < 0 or kind == END:
                raise _ShapeError
            at += 1
        return at

    def ends_line(self, at: int) -> bool:
        return self.kinds[at] == NEWLINE or (
            self.kinds[at] == COMMENT and not self.texts[at].startswith("/*")
        )

    def argument(self, name: str, start: int, end: int) -> None:
        while start < end and self.kinds[start] == COMMENT:
            start += 1
        stop = self.without_comments(start, end)
        if name == "type" and self.blocks == ["variable"]:
            self.type_constraint(start, stop)
        elif _is_interpolation(self.kinds[start:stop]):
            self.interpolation(start, stop, end)

    def without_comments(self, start: int, stop: int) -> int:
        while stop > start and self.kinds[stop - 1] == COMMENT:
            stop -= 1
        return stop

    def type_constraint(self, start: int, stop: int) -> None:
        if stop - start == 1 and self.kinds[start] in {STRING, IDENT}:
            known = _QUOTED_TYPES if self.kinds[start] == STRING else _BARE_TYPES
            self.texts[start] = known.get(self.texts[start], self.texts[start])

    def interpolation(self, start: int, stop: int, end: int) -> None:
        """Take the quotes and braces from ``start`` to ``stop``.

        The argument ends at ``end``. What takes several lines gets parentheses, unless its first
        and last tokens are some.
        """
        first, last = start + 2, stop - 2
        while first < last and self.kinds[first] == NEWLINE:
            first += 1
        while first < last and self.kinds[last - 1] == NEWLINE:
            last -= 1
        inside = self.kinds[first:last]
        wrapped = NEWLINE in inside and (inside[0], inside[-1]) != ("(", ")")
        if not inside:
            return
        if wrapped and not self.wraps(last):
            return
        if not wrapped and not self.stands_alone(first, last, stop, end):
            return
        self.remove(last, stop)
        self.gaps[first] = self.gaps[start] or " "
        self.remove(start, first)
        if wrapped:
            self.texts[first] = "(" + self.texts[first]
            self.texts[last - 1] += ")"

    def wraps(self, last: int) -> bool:
        """True where a parenthesis may follow: not on the line of a heredoc's end marker."""
        return self.kinds[last - 1] not in _HEREDOC_ENDS

    def stands_alone(self, first: int, last: int, stop: int, end: int) -> bool:
        """True where the expression can do without brackets.

        Its lines, its comments, and a heredoc at its end have a say.
        """
        code_end = self.without_comments(first, last)
        depth = 0
        for at in range(first, code_end):
            depth += (self.kinds[at] in _OPENING) - (self.kinds[at] in _CLOSING)
            if not depth and self.ends_line(at):
                return False
        if self.kinds[end] == "}" and any(map(self.ends_line, range(code_end, last))):
            return False
        return self.kinds[last - 1] not in _HEREDOC_ENDS or self.kinds[stop] == NEWLINE

    def labels(self, start: int, stop: int) -> None:
        """Quote the labels and remove the comments before the last of them."""
        stop = self.without_comments(start, stop)
        for at in range(start, stop):
            if self.kinds[at] == COMMENT:
                self.remove(at, at + 1)
            else:
                self.texts[at] = _label(self.texts[at], self.kinds[at] == STRING)

    def remove(self, start: int, stop: int) -> None:
        self.texts[start:stop] = self.gaps[start:stop] = [""] * (stop - start)


def _is_interpolation(kinds: Sequence[str]) -> bool:
    """True where these tokens plainly are a quoted template of one interpolation.

    As Terraform does, a template in a heredoc in it counts as a second one; templates in quotes in
    it do not.
    """
    delimiters = [lexer.OPEN_QUOTE, lexer.INTERPOLATION, lexer.SEQUENCE_END, lexer.CLOSE_QUOTE]
    if len(kinds) < 5 or [*kinds[:2], *kinds[-2:]] != delimiters:
        return False
    quotes = 0
    for kind in kinds[2:-2]:
        quotes += (kind == lexer.OPEN_QUOTE) - (kind == lexer.CLOSE_QUOTE)
        if not quotes and kind in {lexer.INTERPOLATION, lexer.SEQUENCE_END, lexer.QUOTED_TEXT}:
            return False
    return True


def _label(text: str, quoted: bool) -> str:
    """The label in quotes. One with a dollar or percent sign stays: Terraform would drop it."""
    name = text
    if quoted:
        try:
            name = unescape(text[1:-1])
        except EscapeError:
            return text
        if not _MARKS.isdisjoint(text) or not _MARKS.isdisjoint(name):
            return text
    return f'"{"".join(map(_escaped, normalize("NFC", name)))}"'


def _escaped(char: str) -> str:
    if char in _ESCAPES or char.isprintable():
        return _ESCAPES.get(char, char)
    if ord(char) <= 0xFFFF:
        return f"\\u{ord(char):04x}"
    return f"\\U{ord(char):08x}"

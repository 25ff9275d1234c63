"""Where printed values may stand in a Terraform file: as tokens of their own, never in quotes, heredocs or comments.

A literal brings its own quotes. Between the template's it would end them and stand outside, so that a string of the
stack could become Terraform code; in a comment or a heredoc it would be no value at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct

from tfgen.render.marks import STAND_IN, Unmarked, Value
from tfgen.source import Origin
from tfgen.terraform.hcl import lexer
from tfgen.terraform.hcl.lexer import LexError, lex

_HEREDOCS = frozenset({lexer.HEREDOC, lexer.HEREDOC_TEXT, lexer.OPEN_HEREDOC, lexer.CLOSE_HEREDOC})
_QUOTES = frozenset({lexer.STRING, lexer.QUOTED_TEXT})
_NEXT_TO_TEXT = "It touches other text, and would make one word with it.", "Put a blank between the two."
_WHY = {
    lexer.COMMENT: ("It stands in a comment.", "Write the comment as {# ... #}, which is not printed."),
    **dict.fromkeys(
        _QUOTES,
        (
            "It stands in quotes, but {{ }} writes a string with its own.",
            'Remove the quotes: {{ value }}. Longer text: {{ "text " ~ value }}, or "text ${var.name}".',
        ),
    ),
    **dict.fromkeys(
        _HEREDOCS, ("It stands in a heredoc, which would hold its quotes too.", "Use ${ } with a variable or a local.")
    ),
}


class Misplaced(Struct, frozen=True):
    """A printed value in the wrong place, or text of the template that is no HCL (then ``value`` is False)."""

    origin: Origin | None
    why: str
    help: str = ""
    value: bool = True


class Placed(Struct, frozen=True):
    """What looking at a rendered text told: mistakes, and the lines (from 0) whose blanks must stay, of heredocs."""

    misplaced: tuple[Misplaced, ...]
    verbatim: frozenset[int]


def place(text: Unmarked) -> Placed:
    """Look where the printed values of a Terraform file stand."""
    if not text.values and "<<" not in text.skeleton:
        return Placed((), frozenset())
    try:
        tokens = lex(text.skeleton)
    except LexError as error:
        return Placed((_no_hcl(text, error),), frozenset())
    ends = accumulate(len(gap) + len(token) for gap, token in zip(tokens.gaps, tokens.texts, strict=True))
    misplaced: list[Misplaced] = []
    verbatim: set[int] = set()
    values = list(reversed(text.values))
    line = 0
    for kind, token, end in zip(tokens.kinds, tokens.texts, ends, strict=True):
        inside = list(_up_to(end, values))
        if inside and not (kind == lexer.IDENT and token == STAND_IN):
            why = _WHY.get(kind, _NEXT_TO_TEXT)
            misplaced += (Misplaced(value.origin, *why) for value in inside)
        lines = token.count("\n") + sum(value.more_lines for value in inside)
        if kind in _HEREDOCS:
            verbatim.update(range(line + 1, line + lines + 1))
        if kind in (lexer.HEREDOC, lexer.CLOSE_HEREDOC):
            verbatim.discard(line + lines)  # the line of the end marker
        line += lines
    return Placed(tuple(misplaced), frozenset(verbatim))


def _up_to(end: int, values: list[Value]) -> Iterator[Value]:
    """Take the values that begin before ``end`` from the back of ``values``."""
    while values and values[-1].offset < end:
        yield values.pop()


def _no_hcl(text: Unmarked, error: LexError) -> Misplaced:
    line = text.skeleton.count("\n", 0, error.offset)
    line += sum(value.more_lines for value in text.values if value.offset < error.offset)
    what = str(error).rpartition(" at offset ")[0]
    return Misplaced(text.origins[line], f"Without its values it is no HCL: {what}.", value=False)

"""Placement of printed values in a Terraform file:
tokens of their own, never in quotes, heredocs or comments.

A literal brings its own quotes. Between the template's it would end them and stand outside, so that
a string of the stack could become Terraform code; in a comment or a heredoc it would be no value at
all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

from tfgen.render.marks import STAND_IN, PrintedValue, Unmarked
from tfgen.source import Origin
from tfgen.terraform.hcl import lexer
from tfgen.terraform.hcl.lexer import LexError, lex

_HEREDOCS = frozenset({lexer.HEREDOC, lexer.HEREDOC_TEXT, lexer.OPEN_HEREDOC, lexer.CLOSE_HEREDOC})
_HEREDOC_ENDS = frozenset({lexer.HEREDOC, lexer.CLOSE_HEREDOC})
_QUOTES = frozenset({lexer.STRING, lexer.QUOTED_TEXT})
_NEXT_TO_TEXT = (
    "It touches other text, and would make one word with it.",
    "Put a blank between the two.",
)
_REASONS = {
    lexer.COMMENT: (
        "It stands in a comment.",
        "Write the comment as {# ... #}, which is not printed.",
    ),
    **dict.fromkeys(
        _QUOTES,
        (
            "It stands in quotes, but {{ }} writes a string with its own.",
            'Remove the quotes: {{ value }}. Longer text: {{ "text " ~ value }}, or "text ${var.name}".',
        ),
    ),
    **dict.fromkeys(
        _HEREDOCS,
        (
            "It stands in a heredoc, which would hold its quotes too.",
            "Use ${ } with a variable or a local.",
        ),
    ),
}


class Misplaced(Struct, frozen=True):
    """A printed value that cannot stand there,
    or text of the template that is no HCL (then ``value`` is False).
    """

    origin: Origin | None
    reason: str
    help: str = ""
    value: bool = True


class Placement(Struct, frozen=True):
    """Mistakes in a rendered text, and the lines (from 0) of its heredocs, whose blanks must stay."""

    misplaced: tuple[Misplaced, ...]
    verbatim: frozenset[int]


def check_placement(text: Unmarked) -> Placement:
    """Check at which tokens of a Terraform file the printed values stand."""
    if not text.values and "<<" not in text.skeleton:
        return Placement((), frozenset())
    try:
        tokens = lex(text.skeleton)
    except LexError as error:
        return Placement((_no_hcl(text, error),), frozenset())
    ends = accumulate(
        len(gap) + len(token) for gap, token in zip(tokens.gaps, tokens.texts, strict=True)
    )
    misplaced: list[Misplaced] = []
    verbatim: set[int] = set()
    values = list(reversed(text.values))
    line = 0
    for kind, token, end in zip(tokens.kinds, tokens.texts, ends, strict=True):
        inside = _take_up_to(end, values)
        is_stand_in = kind == lexer.IDENT and token == STAND_IN
        if not is_stand_in:
            misplaced.extend(_misplaced(kind, inside))
        last = line + token.count("\n") + sum(value.more_lines for value in inside)
        if kind in _HEREDOCS:
            verbatim.update(range(line + 1, last + 1))
        if kind in _HEREDOC_ENDS:
            verbatim.discard(last)  # the line of the end marker
        line = last
    return Placement(tuple(misplaced), frozenset(verbatim))


def _misplaced(kind: str, values: Iterable[PrintedValue]) -> Iterator[Misplaced]:
    """The values in a token of that kind, which is not a value alone."""
    reason, help_ = _REASONS.get(kind, _NEXT_TO_TEXT)
    for value in values:
        yield Misplaced(value.origin, reason, help_)


def _take_up_to(end: int, values: list[PrintedValue]) -> list[PrintedValue]:
    """Take the values that begin before ``end`` from the back of ``values``."""
    taken: list[PrintedValue] = []
    while values and values[-1].offset < end:
        taken.append(values.pop())
    return taken


def _no_hcl(text: Unmarked, error: LexError) -> Misplaced:
    line = text.skeleton.count("\n", 0, error.offset)
    for value in text.values:
        if value.offset < error.offset:
            line += value.more_lines
    message = str(error).rpartition(" at offset ")[0]
    return Misplaced(
        text.origins[line], f"Without its values it is no HCL: {message}.", value=False
    )

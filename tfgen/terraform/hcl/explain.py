"""The parser's "unexpected token" in the words of someone who writes HCL."""

from __future__ import annotations

from collections.abc import Callable, Set

from tfgen.terraform.hcl.cursor import Cursor
from tfgen.terraform.hcl.errors import HclSyntaxError, fault, quoted
from tfgen.terraform.hcl.explain_bodies import at_item, at_line_end, in_header
from tfgen.terraform.hcl.explain_expressions import (
    after_dot,
    after_element,
    in_call,
    in_conditional,
    in_directive,
    in_for,
    missing_operand,
)
from tfgen.terraform.hcl.tokens import BLOCK, Level
from tfgen.terraform.hcl.unexpected import Message, Unexpected

_NAMED = {
    "NL_OR_COMMENT": "the end of the line",
    "DBLQUOTE": "a string",
    "HEREDOC_TEMPLATE": "a heredoc",
    "HEREDOC_TEMPLATE_TRIM": "a heredoc",
    "STRING_CHARS": "text",
}
_EXPLANATIONS: tuple[Callable[[Unexpected], Message | None], ...] = (
    in_directive,
    after_dot,
    in_call,
    in_for,
    at_item,
    missing_operand,
    in_header,
    in_conditional,
    at_line_end,
    after_element,
)
"""The first of them that has something to say is right."""


def explain(cursor: Cursor, expected: Set[str]) -> HclSyntaxError:
    """The error to raise where only the terminals in ``expected`` can stand.

    The cursor's last token is none of them.
    """
    token, before = cursor.token, cursor.last
    level = _level(cursor)
    place = Unexpected(
        found=token.type,
        shown=_NAMED.get(token.type) or quoted(token.value),
        before=before.type,
        before_shown=_NAMED.get(before.type) or quoted(before.value),
        after_block=before.type == "RBRACE" and cursor.closed.kind == BLOCK,
        level=level.kind,
        level_line=level.opened.line,
        expected=expected,
    )
    summary, detail, remedy = _message(place)
    end = token.end
    if token.type == "NL_OR_COMMENT":
        end = token.start
    return fault(token.start.offset, end.offset, summary, detail, remedy)


def _message(place: Unexpected) -> Message:
    for explanation in _EXPLANATIONS:
        message = explanation(place)
        if message is not None:
            return message
    return f"Unexpected {place.shown}", "", ""


def _level(cursor: Cursor) -> Level:
    """The level of the last token: the bracket that it closes, not the one that it opens."""
    if cursor.token.type in ("RPAR", "RSQB", "RBRACE"):
        return cursor.closed
    opened_here = len(cursor.open) > 1 and cursor.level.opened == cursor.token.start
    if opened_here:
        return cursor.open[-2]
    return cursor.level

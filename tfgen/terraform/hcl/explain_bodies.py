"""Messages for tokens that a body, an argument or a block does not expect."""

from __future__ import annotations

from tfgen.terraform.hcl.tokens import (
    BLOCK,
    FILE,
)
from tfgen.terraform.hcl.unexpected import (
    OPERATORS,
    Message,
    Unexpected,
    found_instead,
    takes_operand,
)


def at_item(place: Unexpected) -> Message | None:
    """At the beginning of an argument or block."""
    begins = place.before in ("NL_OR_COMMENT", "LBRACE") and "NAME" in place.expected
    if place.level not in (FILE, BLOCK) or not begins:
        return None
    if place.found == "DBLQUOTE":
        return "Quoted name", "Names of arguments and blocks have no quotes.", "Remove the quotes."
    return (
        "Expected an argument or a block",
        found_instead(place),
        'Write name = value, or type "label" { ... }.',
    )


def in_header(place: Unexpected) -> Message | None:
    """After the first word of an argument or block."""
    if place.level == BLOCK and place.expected == {"EQ"}:
        detail = "A block on one line holds at most one argument, and no blocks."
        return (
            f"Expected = after {place.before_shown}",
            detail,
            "Write the outer block over several lines.",
        )
    if place.level not in (FILE, BLOCK) or "LBRACE" not in place.expected or takes_operand(place):
        return None
    if "EQ" in place.expected:
        return (
            f"Expected = or {{ after {place.before_shown}",
            found_instead(place),
            'Write name = value, or type "label" { ... } with the brace on the same line.',
        )
    if place.found == "NL_OR_COMMENT":
        return (
            "Expected { on the block's line",
            found_instead(place),
            "The brace follows the labels, on the same line.",
        )
    return (
        "Expected a label or {",
        found_instead(place),
        "Labels are names or plain strings; then the opening brace follows.",
    )


def at_line_end(place: Unexpected) -> Message | None:
    """At the end of an argument or block."""
    if place.level not in (FILE, BLOCK) or place.before in OPERATORS:
        return None
    if "NL_OR_COMMENT" in place.expected and place.found == "RBRACE":
        return (
            "Expected a new line before }",
            "A block over several lines ends on its own line.",
            "Add a new line.",
        )
    if "NL_OR_COMMENT" in place.expected and place.after_block:
        return (
            "Missing new line after the block",
            found_instead(place),
            "Start what follows on a new line.",
        )
    if "NL_OR_COMMENT" in place.expected:
        return (
            "Missing new line after the argument",
            found_instead(place),
            "Each argument stands on a line of its own.",
        )
    if "RBRACE" in place.expected:
        remedy = "Write the block over several lines."
        return (
            "Expected } at the end of the block's line",
            "A block on one line holds at most one argument.",
            remedy,
        )
    return None

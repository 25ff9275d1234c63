"""Messages for tokens that an expression or a template does not expect."""

from __future__ import annotations

from tfgen.terraform.hcl.tokens import (
    BRACKETS,
    DIRECTIVE,
    FOR_BRACES,
    FOR_BRACKETS,
    INTERPOLATION,
    OBJECT,
    PARENS,
)
from tfgen.terraform.hcl.unexpected import (
    OPERATORS,
    Message,
    Unexpected,
    found_instead,
    takes_operand,
)

_DIRECTIVES = frozenset({"IF", "FOR", "ELSE", "ENDIF", "ENDFOR"})
_CONTINUE = "An expression ends with its line. To go on in the next one, put it in parentheses."


def in_directive(place: Unexpected) -> Message | None:
    """After ``%{``, where a word of a directive stands."""
    if place.before != "DIRECTIVE_START" and not (
        _DIRECTIVES & place.expected and place.level == DIRECTIVE
    ):
        return None
    remedy = (
        "Write %{ if }, %{ else }, %{ endif }, %{ for } or %{ endfor }; for a literal %{ write %%{."
    )
    return f"Unknown template directive {place.shown}", "", remedy


def after_dot(place: Unexpected) -> Message | None:
    """After the dot of a step."""
    if place.before != "DOT":
        return None
    return (
        "Expected a name after .",
        found_instead(place),
        'Write a name or a number; other keys go in brackets: ["a b"].',
    )


def in_call(place: Unexpected) -> Message | None:
    """After the name of a function."""
    if place.expected != {"LPAR", "COLONS"}:
        return None
    return (
        "Expected ( after the function's name",
        found_instead(place),
        "Only functions have :: in their names.",
    )


def in_for(place: Unexpected) -> Message | None:
    """In a for expression or directive."""
    if place.level not in (FOR_BRACES, FOR_BRACKETS, DIRECTIVE):
        return None
    if "IN" in place.expected or place.before == "FOR":
        return (
            "Expected names and in after for",
            found_instead(place),
            "Write for value in list, or for key, value in map.",
        )
    if place.expected == {"NAME"} and place.before == "COMMA":
        return (
            "Expected a second name after the comma",
            found_instead(place),
            "Write for key, value in map.",
        )
    if place.level == DIRECTIVE:
        return None
    if "FOR_OBJECT_ARROW" in place.expected:
        return (
            "Expected => after the key",
            found_instead(place),
            "Between braces write {for v in list : key => value}.",
        )
    if "COLON" in place.expected and not takes_operand(place):
        return (
            "Expected : after the collection",
            found_instead(place),
            "Write [for v in list : result].",
        )
    if place.found == "FOR_OBJECT_ARROW":
        detail = "A for expression in brackets has no keys."
        return "Unexpected =>", detail, "Use braces: {for v in list : key => value}."
    return None


def missing_operand(place: Unexpected) -> Message | None:
    """At the beginning of an operand."""
    if not takes_operand(place):
        return None
    remedy = _CONTINUE if place.found == "NL_OR_COMMENT" and place.before in OPERATORS else ""
    if place.before == "COMMA" and place.found == "COMMA":
        return "Two commas in a row", "Nothing stands between them.", "Remove one."
    if place.level == OBJECT and place.before in ("LBRACE", "COMMA", "NL_OR_COMMENT"):
        return (
            "Expected a key",
            found_instead(place),
            "Write key = value; an expression as key goes in parentheses.",
        )
    return (
        f"Expected an expression after {place.before_shown.strip(chr(34))}",
        found_instead(place),
        remedy,
    )


def in_conditional(place: Unexpected) -> Message | None:
    """In a conditional without its second value."""
    if "COLON" not in place.expected or place.level in (OBJECT, FOR_BRACES, FOR_BRACKETS):
        return None
    remedy = _CONTINUE if place.found == "NL_OR_COMMENT" else "Write condition ? a : b."
    return "Expected : and the other value of the conditional", found_instead(place), remedy


def after_element(place: Unexpected) -> Message | None:
    """After a complete element of something in brackets."""
    line = place.level_line
    if place.level == PARENS:
        return (
            f"Expected {_comma_or(')', place)}",
            found_instead(place),
            f"The parenthesis opened at line {line} is not closed yet.",
        )
    if place.level in (BRACKETS, FOR_BRACKETS):
        return (
            f"Expected {_comma_or(']', place)}",
            found_instead(place),
            f"The bracket opened at line {line} is not closed yet.",
        )
    if place.level == OBJECT and "EQ" in place.expected:
        return (
            f"Expected = after the key {place.before_shown}",
            found_instead(place),
            _open_object(line),
        )
    if place.level == OBJECT:
        return (
            "Expected a comma or a new line between items",
            found_instead(place),
            _open_object(line),
        )
    if place.level == FOR_BRACES:
        return (
            "Expected }",
            found_instead(place),
            f"The for expression opened at line {line} is not closed yet.",
        )
    if place.level in (INTERPOLATION, DIRECTIVE):
        remedy = (
            f"One expression stands between the braces; {place.level} was opened at line {line}."
        )
        return f"Expected }} to close {place.level}", found_instead(place), remedy
    return None


def _comma_or(closing: str, place: Unexpected) -> str:
    if "COMMA" in place.expected:
        return f"a comma or {closing}"
    return closing


def _open_object(line: int) -> str:
    return f"Write key = value; the object opened at line {line} is not closed yet."

"""Mistakes in single characters, strings and brackets, in the words of someone who writes HCL."""

from __future__ import annotations

import re

from tfgen.terraform.hcl.errors import INVALID_ESCAPE, HclSyntaxError, SyntaxProblem, fault, quoted
from tfgen.terraform.hcl.tokens import (
    BLOCK,
    BRACKETS,
    DIRECTIVE,
    FILE,
    FOR_BRACES,
    FOR_BRACKETS,
    HEREDOC,
    INTERPOLATION,
    MAX_DEPTH,
    OBJECT,
    PARENS,
    STRING,
    Level,
)

CLOSING = {
    FILE: "", BLOCK: "}", OBJECT: "}", FOR_BRACES: "}", FOR_BRACKETS: "]", BRACKETS: "]",
    PARENS: ")", INTERPOLATION: "}", DIRECTIVE: "}", STRING: '"', HEREDOC: "",
}  # fmt: skip
"""The bracket that closes each kind of level."""

_CHARACTERS = {
    "'": ("Strings need double quotes", "Write \"...\" instead of '...'."),
    "`": ("Strings need double quotes", 'Write "..." instead of `...`.'),
    ";": ("Unexpected semicolon", "End the argument with a new line; HCL has no semicolons."),
    "$": (
        'Unexpected "$"',
        "Outside of strings write the expression alone: var.x instead of ${var.x}.",
    ),
    "&": ('Unexpected "&"', "Write && for the logical operator; HCL has no bitwise operators."),
    "|": ('Unexpected "|"', "Write || for the logical operator; HCL has no bitwise operators."),
    "\r": ("Unexpected carriage return", "End lines with a line feed, or with both."),
    "/": ("Unclosed comment", "Close the comment with */."),
    "<": (
        "Invalid heredoc",
        "A heredoc starts with << or <<-, a name, and a new line right after the name.",
    ),
    "\ufeff": (
        "Unexpected byte order mark",
        "Remove the mark; it may only stand at the beginning of the file.",
    ),
    "~": (
        'Unexpected "~"',
        "A strip marker stands right behind ${ or %{, or right before their }.",
    ),
}
_CLOSERS = {
    BLOCK: "closing brace for the block", OBJECT: "closing brace for the object",
    FOR_BRACES: "closing brace for the for expression",
    FOR_BRACKETS: "closing bracket for the for expression",
    BRACKETS: 'closing bracket for the "["', PARENS: 'closing parenthesis for the "("',
    INTERPOLATION: 'closing brace for the "${"', DIRECTIVE: 'closing brace for the "%{"',
    STRING: "closing quote for the string",
}  # fmt: skip
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.)?")


def no_token(text: str, at: int) -> HclSyntaxError:
    """No token starts at ``at``."""
    char = text[at]
    other = (f"Unexpected character {quoted(char)}", "Remove it, or put it in a string.")
    summary, remedy = _CHARACTERS.get(char, other)
    return fault(at, at + 1, summary, remedy=remedy)


def mismatched(level: Level, value: str, end: int) -> HclSyntaxError:
    """The bracket ``value``, which ends at ``end``, does not close ``level``."""
    start = end - len(value)
    if level.kind in (FILE, BLOCK):
        return fault(
            start,
            end,
            f'Unexpected "{value}"',
            f'Nothing is open that "{value}" closes.',
            "Remove it.",
        )
    detail = f'Found "{value}" before "{CLOSING[level.kind]}".'
    return fault(
        start,
        end,
        f"Missing {_opened(level)}",
        detail,
        f'Add "{CLOSING[level.kind]}" where it ends.',
    )


def unclosed(level: Level) -> HclSyntaxError:
    """The text ends while ``level`` is open; the place is where it was opened."""
    start = level.opened.offset
    if level.kind == HEREDOC:
        detail = f"No line holds {level.marker} alone."
        remedy = f"Write {level.marker} on a line of its own where the text ends."
        return fault(
            start, start + 2, f"Missing end marker for the heredoc {_line(level)}", detail, remedy
        )
    detail = f'The file ends before "{CLOSING[level.kind]}".'
    remedy = f'Add "{CLOSING[level.kind]}" where it ends.'
    return fault(start, start + 1, f"Missing {_opened(level)}", detail, remedy)


def unclosed_string(text: str, level: Level, at: int) -> HclSyntaxError:
    """The string that ``level`` is does not end on its line, whose end is ``at``."""
    detail = (
        f"The string that starts at column {level.opened.column} has no closing quote on its line."
    )
    if text.startswith("\\", at):
        detail = "A backslash cannot join lines."
    remedy = 'Close it with ". For a line break write \\n, or use a heredoc.'
    return fault(level.opened.offset, at, "Unclosed string", detail, remedy)


def bad_number(value: str, end: int) -> HclSyntaxError:
    """``value``, which ends at ``end``, has too many points."""
    detail = f"{quoted(value)} is not a number."
    return fault(end - len(value), end, "Invalid number", detail, "Write digits, with one point.")


def bad_index(value: str, end: int) -> HclSyntaxError:
    """``.0.1``, which ends at ``end``."""
    detail = f"{quoted('.' + value)} can be one number or two."
    return fault(
        end - len(value),
        end,
        "Two legacy indexes in a row",
        detail,
        "Write [0][1] instead of .0.1.",
    )


def bad_escape(raw: str, start: int, offset: int) -> SyntaxProblem:
    """The escape at ``offset`` of ``raw``, a piece of a string that starts at ``start``."""
    shown = _ESCAPE.match(raw, offset)
    sequence = shown[0] if shown else raw[offset : offset + 1]
    detail = f"{quoted(sequence)} is not an escape sequence of HCL."
    remedy = (
        'HCL has \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN; write \\\\ for a backslash.'
    )
    place = start + offset
    return SyntaxProblem(
        place, place + len(sequence), "Invalid escape sequence", detail, remedy, INVALID_ESCAPE
    )


def too_deep(start: int, end: int) -> HclSyntaxError:
    """Nesting beyond ``MAX_DEPTH``."""
    detail = f"Expressions and blocks may nest {MAX_DEPTH} levels deep here."
    return fault(start, end, "Nested too deeply", detail, "Move the inner parts to local values.")


def _opened(level: Level) -> str:
    return f"{_CLOSERS[level.kind]} {_line(level)}"


def _line(level: Level) -> str:
    return f"opened at line {level.opened.line}"

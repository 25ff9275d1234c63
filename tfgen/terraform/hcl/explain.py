"""The parser's "unexpected token" in the words of someone who writes HCL."""

from __future__ import annotations

from collections.abc import Callable, Set

from msgspec import Struct

from tfgen.terraform.hcl.cursor import Cursor
from tfgen.terraform.hcl.errors import HclSyntaxError, fault, quoted
from tfgen.terraform.hcl.tokens import (
    BLOCK,
    BRACKETS,
    DIRECTIVE,
    FILE,
    FOR_BRACES,
    FOR_BRACKETS,
    INTERPOLATION,
    OBJECT,
    PARENS,
    Level,
)

Message = tuple[str, str, str]
"""Summary, detail, help."""

_OPERAND = frozenset({"NOT", "LPAR", "INT_LITERAL"})
_OPERATORS = frozenset({
    "DOUBLE_EQ", "NEQ", "LT", "GT", "LEQ", "GEQ", "MINUS", "ASTERISK", "SLASH", "PERCENT", "DOUBLE_AMP",
    "DOUBLE_PIPE", "PLUS", "QMARK", "COLON", "NOT",
})  # fmt: skip
_DIRECTIVES = frozenset({"IF", "FOR", "ELSE", "ENDIF", "ENDFOR"})
_NAMED = {
    "NL_OR_COMMENT": "the end of the line",
    "$END": "the end of the file",
    "DBLQUOTE": "a string",
    "HEREDOC_TEMPLATE": "a heredoc",
    "HEREDOC_TEMPLATE_TRIM": "a heredoc",
    "STRING_CHARS": "text",
}
_CONTINUE = "An expression ends with its line. To go on in the next one, put it in parentheses."


class _Place(Struct, frozen=True):
    """Where the parser stopped: at ``found`` after ``before``, inside ``level``, waiting for ``expected``."""

    found: str
    shown: str
    before: str
    before_shown: str
    level: str
    level_line: int
    expected: Set[str]
    after_block: bool


def explain(scanner: Cursor, expected: Set[str]) -> HclSyntaxError:
    """The error to raise where the parser accepts only the terminals in ``expected``, not the scanner's last token."""
    token, before = scanner.token, scanner.last
    level = _level(scanner)
    place = _Place(
        found=token.type,
        shown=_NAMED.get(token.type) or quoted(token.value),
        before=before.type,
        before_shown=_NAMED.get(before.type) or quoted(before.value),
        after_block=before.type == "RBRACE" and scanner.closed.kind == BLOCK,
        level=level.kind,
        level_line=level.opened.line,
        expected=expected,
    )
    summary, detail, remedy = next(message for rule in _RULES if (message := rule(place)) is not None)
    end = token.start if token.type in ("NL_OR_COMMENT", "$END") else token.end
    return fault(token.start.offset, end.offset, summary, detail, remedy)


def _level(scanner: Cursor) -> Level:
    """What the last token stands in: the bracket that it closes, not the one that it opens."""
    if scanner.token.type in ("RPAR", "RSQB", "RBRACE"):
        return scanner.closed
    opened_here = len(scanner.open) > 1 and scanner.level.opened == scanner.token.start
    return scanner.open[-2] if opened_here else scanner.level


def _found(place: _Place) -> str:
    return f"Found {place.shown} instead."


def _takes_operand(place: _Place) -> bool:
    return place.expected >= _OPERAND


def _directive(place: _Place) -> Message | None:
    if place.before != "DIRECTIVE_START" and not (_DIRECTIVES & place.expected and place.level == DIRECTIVE):
        return None
    remedy = "Write %{ if }, %{ else }, %{ endif }, %{ for } or %{ endfor }; for a literal %{ write %%{."
    return f"Unknown template directive {place.shown}", "", remedy


def _attribute_after_dot(place: _Place) -> Message | None:
    if place.before != "DOT":
        return None
    return "Expected a name after .", _found(place), 'Write a name or a number; other keys go in brackets: ["a b"].'


def _function(place: _Place) -> Message | None:
    if place.expected != {"LPAR", "COLONS"}:
        return None
    return "Expected ( after the function's name", _found(place), "Only functions have :: in their names."


def _for(place: _Place) -> Message | None:
    if place.level not in (FOR_BRACES, FOR_BRACKETS, DIRECTIVE):
        return None
    if "IN" in place.expected or place.before == "FOR":
        return "Expected names and in after for", _found(place), "Write for value in list, or for key, value in map."
    if place.expected == {"NAME"} and place.before == "COMMA":
        return "Expected a second name after the comma", _found(place), "Write for key, value in map."
    if place.level == DIRECTIVE:
        return None
    if "FOR_OBJECT_ARROW" in place.expected:
        return "Expected => after the key", _found(place), "Between braces write {for v in list : key => value}."
    if "COLON" in place.expected and not _takes_operand(place):
        return "Expected : after the collection", _found(place), "Write [for v in list : result]."
    if place.found == "FOR_OBJECT_ARROW":
        detail = "A for expression in brackets has no keys."
        return "Unexpected =>", detail, "Use braces: {for v in list : key => value}."
    return None


def _operand(place: _Place) -> Message | None:
    if not _takes_operand(place):
        return None
    remedy = _CONTINUE if place.found == "NL_OR_COMMENT" and place.before in _OPERATORS else ""
    if place.before == "COMMA" and place.found == "COMMA":
        return "Two commas in a row", "Nothing stands between them.", "Remove one."
    if place.level == OBJECT and place.before in ("LBRACE", "COMMA", "NL_OR_COMMENT"):
        return "Expected a key", _found(place), "Write key = value; an expression as key goes in parentheses."
    return f"Expected an expression after {place.before_shown.strip(chr(34))}", _found(place), remedy


def _item(place: _Place) -> Message | None:
    """At the beginning of an argument or block."""
    begins = place.before in ("NL_OR_COMMENT", "LBRACE") and "NAME" in place.expected
    if place.level not in (FILE, BLOCK) or not begins:
        return None
    if place.found == "DBLQUOTE":
        return "Quoted name", "Names of arguments and blocks have no quotes.", "Remove the quotes."
    return "Expected an argument or a block", _found(place), 'Write name = value, or type "label" { ... }.'


def _header(place: _Place) -> Message | None:
    """After the first word of an argument or block."""
    if place.level == BLOCK and place.expected == {"EQ"}:
        detail = "A block on one line holds at most one argument, and no blocks."
        return f"Expected = after {place.before_shown}", detail, "Write the outer block over several lines."
    if place.level not in (FILE, BLOCK) or "LBRACE" not in place.expected or _takes_operand(place):
        return None
    if "EQ" in place.expected:
        return (
            f"Expected = or {{ after {place.before_shown}",
            _found(place),
            'Write name = value, or type "label" { ... } with the brace on the same line.',
        )
    if place.found == "NL_OR_COMMENT":
        return "Expected { on the block's line", _found(place), "The brace follows the labels, on the same line."
    return "Expected a label or {", _found(place), "Labels are names or plain strings; then the opening brace follows."


def _line_end(place: _Place) -> Message | None:
    """Where an argument or block must end its line."""
    if place.level not in (FILE, BLOCK) or place.before in _OPERATORS:
        return None
    if "NL_OR_COMMENT" in place.expected and place.found == "RBRACE":
        return "Expected a new line before }", "A block over several lines ends on its own line.", "Add a new line."
    if "NL_OR_COMMENT" in place.expected and place.after_block:
        return "Missing new line after the block", _found(place), "Start what follows on a new line."
    if "NL_OR_COMMENT" in place.expected:
        return "Missing new line after the argument", _found(place), "Each argument stands on a line of its own."
    if "RBRACE" in place.expected:
        remedy = "Write the block over several lines."
        return "Expected } at the end of the block's line", "A block on one line holds at most one argument.", remedy
    return None


def _conditional(place: _Place) -> Message | None:
    if "COLON" not in place.expected or place.level in (OBJECT, FOR_BRACES, FOR_BRACKETS):
        return None
    remedy = _CONTINUE if place.found == "NL_OR_COMMENT" else "Write condition ? a : b."
    return "Expected : and the other value of the conditional", _found(place), remedy


def _separator(place: _Place) -> Message | None:
    """After a complete element of something in brackets."""
    line = place.level_line
    if place.level == PARENS:
        either = "a comma or )" if "COMMA" in place.expected else ")"
        return f"Expected {either}", _found(place), f"The parenthesis opened at line {line} is not closed yet."
    if place.level in (BRACKETS, FOR_BRACKETS):
        either = "a comma or ]" if "COMMA" in place.expected else "]"
        return f"Expected {either}", _found(place), f"The bracket opened at line {line} is not closed yet."
    if place.level == OBJECT and "EQ" in place.expected:
        return f"Expected = after the key {place.before_shown}", _found(place), _open_object(line)
    if place.level == OBJECT:
        return "Expected a comma or a new line between items", _found(place), _open_object(line)
    if place.level == FOR_BRACES:
        return "Expected }", _found(place), f"The for expression opened at line {line} is not closed yet."
    if place.level in (INTERPOLATION, DIRECTIVE):
        remedy = f"One expression stands between the braces; {place.level} was opened at line {line}."
        return f"Expected }} to close {place.level}", _found(place), remedy
    return None


def _open_object(line: int) -> str:
    return f"Write key = value; the object opened at line {line} is not closed yet."


def _other(place: _Place) -> Message:
    return f"Unexpected {place.shown}", "", ""


_RULES: tuple[Callable[[_Place], Message | None], ...] = (
    _directive,
    _attribute_after_dot,
    _function,
    _for,
    _item,
    _operand,
    _header,
    _conditional,
    _line_end,
    _separator,
    _other,
)

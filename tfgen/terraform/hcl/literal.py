"""HCL literals of Python values, and the way back for the text between quotes.

What Terraform reads from ``literal(value)`` is exactly ``value``, or there is an error: no string
can end its quotes, open an interpolation, or come back changed. Checked against Terraform 1.11 and
1.15 (see the tests).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Decimal
from unicodedata import is_normalized

from msgspec import Struct

from tfgen.terraform.hcl.graphemes import columns, string_columns


class Expr(Struct, frozen=True):
    """HCL that is printed as it stands: the only way to write anything but a literal.

    It has no string form, so that joining it to text by accident fails instead of printing
    something wrong.
    """

    hcl: str

    def __str__(self) -> str:
        raise TypeError(
            "an expression cannot be joined to text; print it by itself, or build it in Python"
        )


Value = (
    str
    | int
    | float
    | bool
    | None
    | Expr
    | list["Value"]
    | tuple["Value", ...]
    | dict[str, "Value"]
)
"""Values that have a literal."""

WIDTH = 100
"""A list whose line would be longer than this, counted from its own start and indent, is laid out
over lines.
"""

NUMBER_BITS = 512
"""Terraform's numbers are floats with this many bits (cty's ``ParseNumberVal``): longer integers
would be rounded.
"""

KEYWORDS = frozenset({"true", "false", "null", "for", "in", "if", "else", "endif", "endfor"})
"""Words that are quoted as object keys: ``for`` would start a for expression, the others are read
as values.
"""

_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPES = {char: f"\\{letter}" for letter, char in _SIMPLE.items()}
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SURROGATE = re.compile("[\ud800-\udfff]")

# Controls; the line and paragraph separators, which editors show as line ends; the byte order mark;
# the marks that turn the writing direction, which can make code look other than it is.
_ESCAPED = re.compile(
    '["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|[$%]\\{'
)
_UNESCAPED = re.compile(
    r"""\\(?: (?P<simple>[nrt"\\]) | u(?P<short>[0-9A-Fa-f]{4}) | U(?P<long>[0-9A-Fa-f]{8}) | (?P<bad>) )
    | (?P<mark>[$%])(?P=mark)\{""",
    re.VERBOSE,
)


class UnrepresentableError(ValueError):
    """A value that no HCL literal gives back unchanged.

    ``reason`` completes the sentence "the value ...".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the value {reason}")
        self.reason = reason


class EscapeError(ValueError):
    """A bad escape sequence; ``offset`` counts characters from the start of the text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(f"{message} at offset {offset}")
        self.offset = offset


def literal(value: Value, indent: int = 0) -> str:
    """The HCL literal of ``value``, laid out as ``terraform fmt`` leaves it.

    Scalars, empty collections and short lists take one line; objects and long lists take several.
    ``indent`` is the number of nesting levels (two spaces each) of the line that the literal starts
    on; lines after the first are indented for it, the first is not.

    Raises ``UnrepresentableError`` (a ``ValueError``) for what Terraform would read back
    differently: strings that are not in Unicode's NFC or hold lone surrogates, infinities, NaN,
    integers of more than 512 significant bits, keys that are not strings. Raises ``TypeError`` for
    any other type.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return _integer(value)
        case float():
            return _decimal(value)
        case str():
            return f'"{escape(value)}"'
        case Expr():
            return value.hcl
        case list() | tuple():
            return _list([literal(item, indent + 1) for item in value], indent)
        case dict():
            return _object(
                [(_key(key), literal(item, indent + 1)) for key, item in value.items()], indent
            )
    raise TypeError(f"no HCL literal for {type(value).__name__}")


def escape(text: str) -> str:
    """``text`` as it stands between quotes. Raises ``UnrepresentableError``, see ``literal``.

    ``${`` becomes ``$${`` where a ``}`` follows in the text. Elsewhere the dollar sign is written
    as a Unicode escape: python-hcl2 reads ``$${`` on to the next brace, even beyond the quotes.
    """
    if surrogate := _SURROGATE.search(text):
        raise UnrepresentableError(
            f"holds a lone surrogate, \\u{ord(surrogate[0]):04x}, which is no character"
        )
    if not is_normalized("NFC", text):
        raise UnrepresentableError(
            "is not in Unicode's normal form NFC, to which Terraform changes all strings"
        )
    last_brace = text.rfind("}")
    return _ESCAPED.sub(lambda found: _escaped(found[0], found.start() < last_brace), text)


def unescape(text: str) -> str:
    """The string that ``text``, a literal piece between quotes, stands for.

    Raises ``EscapeError`` (a ``ValueError`` with ``offset``) for an escape that HCL does not have.
    """
    if "\\" in text or "{" in text:
        return _UNESCAPED.sub(_unescaped, text)
    return text


def unescape_heredoc(text: str) -> str:
    """As ``unescape`` for the text of a heredoc, where only ``$${`` and ``%%{`` are escapes."""
    return text.replace("$${", "${").replace("%%{", "%{")


def key(name: str) -> str:
    """``name`` as the key of an object: bare where it can be, else quoted.

    Raises ``UnrepresentableError``.
    """
    if _IDENTIFIER.fullmatch(name) and name not in KEYWORDS:
        return name
    return f'"{escape(name)}"'


def _key(name: object) -> str:
    if not isinstance(name, str):
        raise UnrepresentableError(f"has the key {name!r}, which is not a string")
    return key(name)


def _escaped(text: str, closed: bool) -> str:
    if len(text) == 2 and closed:
        return text[0] + text
    return _ESCAPES.get(text) or f"\\u{ord(text[0]):04x}{text[1:]}"


def _unescaped(found: re.Match[str]) -> str:
    if mark := found["mark"]:
        return f"{mark}{{"
    if simple := found["simple"]:
        return _SIMPLE[simple]
    digits = found["short"] or found["long"]
    if not digits:
        raise EscapeError("bad escape sequence", found.start())
    code = int(digits, 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise EscapeError(f"U+{code:04X} is not a character", found.start())
    return chr(code)


def _integer(value: int) -> str:
    size = abs(value)
    significant = size.bit_length() - max((size & -size).bit_length() - 1, 0)
    if significant > NUMBER_BITS:
        raise UnrepresentableError(
            f"is an integer of {significant} significant bits; Terraform keeps {NUMBER_BITS}"
        )
    return str(int(value))


def _decimal(value: float) -> str:
    if not math.isfinite(value):
        raise UnrepresentableError(f"is {value}, which is no number in Terraform")
    if not value:
        return "0"
    return format(Decimal(repr(float(value))), "f")


def _list(items: list[str], indent: int) -> str:
    line = f"[{', '.join(items)}]"
    if "\n" not in line and 2 * indent + columns(line) <= WIDTH:
        return line
    return _lines("[", map("{},".format, items), "]", indent)


def _object(items: list[tuple[str, str]], indent: int) -> str:
    if not items:
        return "{}"
    return _lines("{", _aligned(items), "}", indent)


def _lines(opening: str, items: Iterable[str], closing: str, indent: int) -> str:
    inner, outer = "  " * (indent + 1), "  " * indent
    lines = [opening]
    for item in items:
        lines.append(inner + item)
    lines.append(outer + closing)
    return "\n".join(lines)


def _aligned(items: list[tuple[str, str]]) -> Iterable[str]:
    """``key = value`` for each item, the equals signs of neighbours on one line aligned."""
    start = 0
    while start < len(items):
        end = start
        while end < len(items) and "\n" not in items[end][1]:
            end += 1
        width = max((string_columns(name) for name, _ in items[start:end]), default=0)
        for name, value in items[start:end]:
            yield f"{name}{' ' * (width - string_columns(name))} = {value}"
        for name, value in items[end : end + 1]:
            yield f"{name} = {value}"
        start = end + 1

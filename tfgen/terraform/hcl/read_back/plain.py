"""Values as plain text: the same text for the same meaning, another text for another.

A string is in quotes with its escapes decoded and encoded again in one way; numbers are as short as
they can be; every operation stands in parentheses, so that the order of operations can be seen;
blanks, newlines, commas and comments of the source are gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from tfgen.terraform.hcl.numbers import number

Piece = tuple[bool, str]
"""A piece of a string: True and decoded text,
or False and a ``${...}`` or ``%{...}`` as it is to be shown.
"""


_EXACT = 2**53
"""Below it each whole float is one integer."""


def number_text(digits: str) -> str:
    """The number that ``digits`` is:
    ``1.50`` and ``1.5`` are the same, and so are ``1.0`` and ``1``.
    """
    return number_of(number(digits))


def number_of(value: int | float) -> str:
    """A number of Python's as text."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < _EXACT
    return str(int(value)) if is_whole else repr(value)


def string_text(pieces: Iterable[Piece]) -> str:
    """A string in quotes. No two strings that differ have the same text."""
    merged = _merged(pieces)
    shown: list[str] = []
    for at, (is_text, piece) in enumerate(merged):
        is_before_mark = at + 1 < len(merged)
        shown.append(_escaped(piece, is_before_mark) if is_text else piece)
    return f'"{"".join(shown)}"'


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces without empty text, neighbouring texts made one."""
    merged: list[Piece] = []
    for is_text, piece in pieces:
        if is_text and not piece:
            continue
        if is_text and merged and merged[-1][0]:
            merged[-1] = (True, merged[-1][1] + piece)
        else:
            merged.append((is_text, piece))
    return merged


def _escaped(text: str, is_before_mark: bool) -> str:
    """Text between quotes; a ``$`` right before a mark is written by number,
    since ``$${`` stands for ``${``.
    """
    shown = json.dumps(text, ensure_ascii=False)[1:-1].replace("${", "$${").replace("%{", "%%{")
    if is_before_mark and shown[-1] in "$%":
        return f"{shown[:-1]}\\u{ord(shown[-1]):04x}"
    return shown


def operation_text(*words: str) -> str:
    """An operation in parentheses: ``(a + b)``."""
    return f"({' '.join(words)})"


def negative_text(operand: str) -> str:
    """``-`` and its operand; a number becomes a negative number."""
    if operand[0].isdecimal():
        return "-" + operand
    return f"(-{operand})"


def parens_text(inner: str) -> str:
    """``(inner)``; an operation has its parentheses already."""
    return inner if _is_operation(inner) else f"({inner})"


def _is_operation(text: str) -> bool:
    """Whether a plain text is in parentheses:
    whatever else begins with one ends with ``]`` or a name.
    """
    return text.startswith("(") and text.endswith(")")


def list_text(items: Sequence[str]) -> str:
    """``[a, b]``."""
    return f"[{', '.join(items)}]"


def object_text(items: Iterable[tuple[str, str]]) -> str:
    """``{a = 1, b = 2}``."""
    return f"{{{', '.join(f'{key} = {value}' for key, value in items)}}}"


def call_text(name: str, arguments: Sequence[str], expand: bool) -> str:
    """``name(a, b...)``."""
    return f"{name}({', '.join(arguments)}{'...' if expand else ''})"


def for_text(
    names: Sequence[str],
    collection: str,
    key: str | None,
    value: str,
    grouping: bool,
    condition: str | None,
) -> str:
    """A ``for`` expression, in braces where it has a key."""
    result = value if key is None else f"{key} => {value}"
    if grouping:
        result += "..."
    if condition is not None:
        result += f" if {condition}"
    inner = f"for {', '.join(names)} in {collection} : {result}"
    return f"[{inner}]" if key is None else f"{{{inner}}}"

"""Reads what a provider says: lists of values, patterns and beginnings in its messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LISTS = (
    re.compile(r"to be one of \[(.*?)\], got", re.DOTALL),
    re.compile(r"must be one of: \[(.*?)\], got", re.DOTALL),
    re.compile(r"Valid Values: \[(.*?)\](?:\n|$)", re.DOTALL),
    re.compile(r"must be one of ((?:\"[^\"]*\"(?:, or |, | or )?)+)"),
)
_PATTERNS = (
    re.compile(r'regular expression "((?:[^"\\]|\\.)*)"', re.DOTALL),
    re.compile(r"regular expression '([^']*)'"),
    re.compile(r"regular expression:? (?:pattern: )?(\S.*?)\)?(?:, got| for |\n|$)"),
    re.compile(r'restrictions \("((?:[^"\\]|\\.)*)"\)'),
    re.compile(r"(?:must match|should match|pattern:?) (\S.*?)\)?(?:, got|\n|$)"),
    re.compile(r"regexp? \"?(\S.*?)\"?\)?(?:, got|: |\n|$)"),
)
_PREFIXES = (
    re.compile(r"(?:begins? with|starts? with|have prefix|prefixed with) [\"'`]?([^\s\"'`,)]+)"),
)
_CONTENTS = (re.compile(r"(?:not contain|must contain|contain the) [\"'`]?(\{[^\s\"'`,)]+)"),)


def listed(text: str) -> tuple[str, ...] | None:
    """The values of a list in a message; None where there is none.

    Old versions write them without quotes, so that a value with blanks cannot be told from two.
    """
    for pattern in _LISTS:
        found = pattern.search(text)
        if found:
            return _values(found[1])
    return None


def _values(text: str) -> tuple[str, ...]:
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
    if quoted and ", " in text and len(quoted) < text.count(", ") + 1:
        return tuple(value.strip('"') for value in text.split(", "))
    if quoted:
        return tuple(value.replace('\\"', '"').replace("\\\\", "\\") for value in quoted)
    separator = ", " if ", " in text else " "
    return tuple(value for value in text.split(separator) if value)


def patterns(text: str) -> Iterator[str]:
    """The regular expressions that a message may name, also in parts of what it says."""
    for pattern in _PATTERNS:
        for found in pattern.findall(text):
            yield found
            if "\\\\" in found:
                yield found.replace("\\\\", "\\")
    for pattern in _PREFIXES:
        for found in pattern.findall(text):
            yield f"^{re.escape(found)}"
    for pattern in _CONTENTS:
        for found in pattern.findall(text):
            yield re.escape(found)


def numbers(text: str) -> Iterator[int]:
    """The whole numbers in a message."""
    for found in re.findall(r"(?<![\w.])-?\d{1,12}(?![\w])", text.replace(",", "")):
        yield int(found)


def words(text: str) -> Iterator[str]:
    """The words of a message, without the marks around them."""
    for word in re.split(r"[\s\"'`,\[\]()]+", text):
        plain = word.strip(".:;?!")
        if 1 < len(plain) < 60:
            yield plain

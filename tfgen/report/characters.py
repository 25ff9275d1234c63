"""Characters of foreign text that may stand in a report."""

from __future__ import annotations

import re

_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"

_SURROGATE = "[\ud800-\udfff]"

_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Extensible Markup Language (XML) 1.0, production 2: Char. Compiled when it is used:
most reports are text.
"""


def clean(text: str) -> str:
    """The text with a mark for each character that a terminal obeys or
    that turns the writing direction.

    Lone surrogates, which stand for the bytes of a file name that is not UTF-8,
    cannot be written either.
    """
    # most are, and that is sooner known than the pattern is compiled
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_CONTROL, "\ufffd", text)


def clean_xml(text: str) -> str:
    """The text without the characters that cannot stand in XML, escaped or not."""
    return re.sub(_NOT_XML, "", text)


def escape_surrogates(json: str) -> str:
    """A JSON text with lone surrogates escaped:
    they cannot be encoded, and nothing else keeps the file name whole.
    """
    return re.sub(_SURROGATE, lambda m: f"\\u{ord(m[0]):04x}", json)

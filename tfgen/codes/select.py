"""Codes that a word means, and those that may be suppressed at all."""

from __future__ import annotations

from fnmatch import fnmatchcase

from tfgen.codes.model import Code
from tfgen.codes.table import CODES

IGNORE_MARK = "tfgen:ignore"
"""The beginning of a comment that ignores findings; a blank may stand behind the colon."""

_SYNTAX = frozenset({"TFG201", "TFG202", "TFG203", "TFG204", "TFG206"})
_OF_IGNORES = frozenset(kind.code for kind in CODES.values() if kind.stage == "ignores")
_OTHER_STAGES = "018"
"""First digits of what is said of stack files, templates and output;
none of it is about a Terraform file.
"""

_ABOUT_TERRAFORM = frozenset({"TFG024", "TFG031"})


def has_ignore(text: str) -> bool:
    """True when a text may hold a comment that ignores findings."""
    return IGNORE_MARK in text or "tfgen: ignore" in text


def may_be_suppressed(code: str) -> bool:
    """Whether settings or a baseline may hide it:
    a rule's finding, not a file that cannot be read to its end.
    """
    return code in _ABOUT_TERRAFORM or (code[3] not in _OTHER_STAGES and code not in _SYNTAX)


def may_be_ignored(code: str) -> bool:
    """Whether a comment may hide it: not what is said of such comments themselves."""
    return may_be_suppressed(code) and code not in _OF_IGNORES


def code_of(word: str) -> str | None:
    """The code that ``word`` is, or whose name it is, whatever the case."""
    low = word.lower()
    for kind in CODES.values():
        if low in (kind.code.lower(), kind.name):
            return kind.code
    return None


def codes_of(word: str) -> tuple[str, ...]:
    """The codes that ``word`` means:
    one by its code or name, those that begin with it (``TFG5``), or fit its ``*``.
    """
    code = code_of(word)
    if code is not None:
        return (code,)
    pattern = _pattern(word.lower())
    return tuple(kind.code for kind in CODES.values() if _fits(kind, pattern))


def _pattern(word: str) -> str:
    """The pattern that a word stands for; "" fits nothing."""
    if "*" in word:
        return word
    if word.startswith("tfg") and len(word) > len("tfg"):
        return f"{word}*"
    return ""


def _fits(kind: Code, pattern: str) -> bool:
    return fnmatchcase(kind.code.lower(), pattern) or fnmatchcase(kind.name, pattern)

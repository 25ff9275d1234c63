"""Texts with the places to blame in «guillemets», and what was found shown in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from tfgen.diagnostics import Diagnostic
from tfgen.source import SourceFile

FILE = "stack.yaml"


def unmarked(text: str) -> str:
    """The text without marks, as the user has it."""
    return text.replace("«", "").replace("»", "")


def source(text: str) -> SourceFile:
    """The file that holds the text without marks."""
    return SourceFile(FILE, unmarked(text))


def marked(text: str, found: Iterable[Diagnostic]) -> str:
    """The text with a mark around every place that a finding blames."""
    ranges = {f.range for f in found if f.range}
    inserts = [(r.end.offset, 0, "»") for r in ranges] + [(r.start.offset, 1, "«") for r in ranges]
    clean = unmarked(text)
    for offset, _, mark in sorted(inserts, reverse=True):
        clean = clean[:offset] + mark + clean[offset:]
    return clean


def told(found: Iterable[Diagnostic]) -> list[str]:
    """Each finding on a line: code, stack key, summary, detail, help."""
    return [f"{f.code} {f.stack_key or '-'}: {' | '.join(filter(None, (f.summary, f.detail, f.help)))}" for f in found]


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """The codes in the order found."""
    return [f.code for f in found]

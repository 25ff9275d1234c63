"""The words of a finding for machines that show them as they are."""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.report.view import DiagnosticJson, ResultJson

SHOWS_FILE = frozenset({"TFG801"})
"""Findings whose detail goes on with lines of the file, which may hold anything, secrets included."""


def words(f: DiagnosticJson, *, summary: bool = True, related: bool = True) -> str:
    """Summary, detail, help and other places, each on lines of its own; no text of the files."""
    detail = f["detail"]
    if f["code"] in SHOWS_FILE:
        detail = detail.split("\n")[0].rstrip(":")
    parts = [f["summary"]] if summary else []
    places = places_beside(f) if related else ()
    return "\n".join(filter(None, (*parts, detail, f["help"], *places)))


def places_beside(f: DiagnosticJson) -> Iterator[str]:
    """``modules/network/main.tf:3:16: module.network uses it here``, for each other place."""
    for place in f["related"]:
        yield f"{place['file']}:{place['line']}:{place['column']}: {place['message']}"


def not_reported(view: ResultJson) -> Iterator[str]:
    """``2 findings ignored``, ``40 findings in the baseline``,
    ``1 finding of disabled codes``; none that is 0.
    """
    counts = view["summary"]
    hidden = (
        (counts["ignored"], "ignored"),
        (counts["baseline"], "in the baseline"),
        (counts["disabled"], "of disabled codes"),
    )
    for count, how in hidden:
        if count:
            yield f"{plural(count, 'finding')} {how}"


def plural(count: int, word: str) -> str:
    """``1 error``, ``2 errors``; nothing for 0."""
    if count == 0:
        return ""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word}s"

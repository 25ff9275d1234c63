"""The words of a finding for machines that show them as they are."""

from __future__ import annotations

from tfgen.report.view import Finding

SHOWS_FILE = frozenset({"TFG801"})
"""Findings whose detail goes on with lines of the file, which may hold anything, secrets included."""


def words(f: Finding, *, summary: bool = True) -> str:
    """Summary, detail and help, each on lines of its own; no text of the files."""
    detail = f["detail"].split("\n")[0].rstrip(":") if f["code"] in SHOWS_FILE else f["detail"]
    return "\n".join(text for text in (f["summary"] if summary else "", detail, f["help"]) if text)

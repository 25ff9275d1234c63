"""Findings about a YAML text that cannot be read at all."""

from __future__ import annotations

import re

from tfgen.diagnostics import Diagnostic
from tfgen.source import START, LineIndex, SourceFile, merge_conflict
from tfgen.yaml.events import BrokenYamlError
from tfgen.yaml.explain import in_plain_words

_LINE_END = re.compile("\r(?!\n)|\x85")


def odd_line_end(file: SourceFile) -> Diagnostic | None:
    """The first line end that is one to some readers only."""
    match = _LINE_END.search(file.text)
    if match is None:
        return None
    at = match.start()
    name = "A NEL character (U+0085)"
    if file.text[at] == "\r":
        name = "A carriage return alone"
    detail = f"{name} stands here: some YAML readers end the line at it, others do not."
    return _not_valid(file, at, detail, "Save the file with LF or CRLF line ends.")


def broken(file: SourceFile, error: BrokenYamlError) -> Diagnostic:
    """The finding for what is wrong, or for the merge conflict that it comes from."""
    if error.character is not None:
        detail = f"The character U+{error.character:04X} cannot stand in YAML."
        help_ = f'Remove it, or write "\\u{error.character:04x}" between double quotes.'
        return _not_valid(file, error.at, detail, help_)
    conflict = merge_conflict(file.text, *error.marks) if error.marks else None
    if conflict is not None:
        range_ = LineIndex.of(file.text).range(conflict.start, conflict.end)
        found = Diagnostic("TFG001", "Merge conflict", conflict.detail, conflict.help)
        return found.at(file.path, range_)
    if not error.marks:
        return _not_valid(file, error.at, error.problem, "")
    detail, help_ = in_plain_words(error.problem, file.text, error.at or 0)
    return _not_valid(file, error.at, detail, help_)


def _not_valid(file: SourceFile, at: int | None, detail: str, help_: str) -> Diagnostic:
    """A finding at offset ``at``, at the beginning of the file where the offset is not known."""
    range_ = START if at is None else LineIndex.of(file.text).range(at, at + 1)
    return Diagnostic("TFG001", "Not valid YAML", detail, help_).at(file.path, range_)


def too_deep(file: SourceFile, detail: str, at: int) -> Diagnostic:
    """The finding about a node at offset ``at`` that is nested too deep to be read."""
    range_ = LineIndex.of(file.text).range(at, at + 1)
    return Diagnostic("TFG007", "The document is too large", detail).at(file.path, range_)


def empty(file: SourceFile) -> Diagnostic:
    """The finding about a file without anything."""
    return Diagnostic("TFG002", "The file is empty", "It holds no keys.").at(file.path, START)

"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from tfgen.report.characters import clean
from tfgen.report.view import DiagnosticJson, ResultJson
from tfgen.report.words import words

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render_github(view: ResultJson) -> str:
    """A line for each finding; nothing when there is none. No text of the files stands in it."""
    return "\n".join(map(_command, view["diagnostics"]))


def _command(f: DiagnosticJson) -> str:
    values = {
        "file": f["file"],
        "line": f["line"],
        "col": f["column"],
        "endLine": f["end_line"],
        "title": f"{f['code']} {f['name']}",
    }
    known = [
        f"{name}={_property(str(value))}" for name, value in values.items() if value is not None
    ]
    return f"::{_COMMANDS[f['severity']]} {','.join(known)}::{_data(words(f))}"


def _data(text: str) -> str:
    # The runner's own escapes: actions/toolkit, packages/core/src/command.ts.
    return clean(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

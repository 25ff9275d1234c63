"""Printing: findings, data, lines on what happens; the exit status that findings lead to."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tfgen.cli.colour import has_colour
from tfgen.cli.report_files import write_reports
from tfgen.diagnostics import SEVERITIES, CheckResult, Severity
from tfgen.report.formats import report

if TYPE_CHECKING:
    from tfgen.cli.options import OutputOptions
    from tfgen.report.view import DiagnosticJson, Fails

FailLevel = Callable[[str | None], Severity]
"""The level by a diagnostic's file that makes a command fail."""

_COLOURS: Mapping[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "summary": {"bold": True},
    "help": {"fg": "green"},
    "rule": {"fg": "blue"},
}


def show(
    result: CheckResult,
    output: OutputOptions,
    *,
    path: Callable[[str], str] = lambda p: p,
    texts: Mapping[str, str] | None = None,
    always: bool = False,
    fail_level: FailLevel | None = None,
) -> int:
    """Print a result; the exit status is 2 when a diagnostic is at the fail level or above, else 0.

    ``path`` turns a diagnostic's file into what the user sees, ``texts`` has the text of files by that. Without
    diagnostics text prints the counting line only when ``always``. ``fail_level`` gives the level by file; without it
    it is that of ``output`` everywhere.
    """
    from tfgen.report.view import view

    def source(shown: str) -> str | None:
        return _text(shown, texts or {})

    result_json = view(result, path)
    fails = _fails(result, path, fail_level or (lambda _: output.fail_level))
    if output.format != "text" or result.diagnostics or (always and not output.quiet):
        style = _style if has_colour() else None
        _print(report(output.format, result_json, source, fails, style))
    for file in output.report_files:
        write_reports([(file.path, _as_lines(report(file.format, result_json, source, fails)))])
    if any(map(fails, result_json["diagnostics"])):
        return 2
    return 0


def _fails(result: CheckResult, path: Callable[[str], str], fail_level: FailLevel) -> Fails:
    """A test of a finding against the level of its file."""
    levels: dict[str | None, Severity] = {}
    for file in {diagnostic.file for diagnostic in result.diagnostics}:
        shown = path(file) if file else None
        levels[shown] = fail_level(file)

    def fails(diagnostic: DiagnosticJson) -> bool:
        return SEVERITIES[diagnostic["severity"]] >= levels[diagnostic["file"]]

    return fails


def _text(path: str, texts: Mapping[str, str]) -> str | None:
    if path in texts:
        return texts[path]
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def _as_lines(text: str) -> str:
    """The text with a newline at its end; nothing stays nothing."""
    if text:
        return f"{text}\n"
    return ""


def _print(text: str) -> None:
    click.echo(_as_lines(text), nl=False)


def print_json(data: object) -> None:
    """Print the one document of ``--format json``."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def progress(text: str, output: OutputOptions) -> None:
    """Print a line on standard error, unless ``--quiet``."""
    if not output.quiet:
        click.echo(text, err=True)


def display(path: Path) -> str:
    """A path as the user would type it here: relative where that is shorter, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:
        return path.as_posix()
    if path.is_absolute() and len(relative) > len(str(path)):
        return path.as_posix()
    return Path(relative).as_posix()


def display_file(file: str) -> str:
    """``display`` for a diagnostic's file."""
    return display(Path(file))


def by_display(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts of files by the paths that the user sees."""
    return {display_file(file): text for file, text in texts.items()}


def _style(text: str, kind: str) -> str:
    return click.style(text, **_COLOURS.get(kind, {}))

"""What several commands share: options, reading files, showing findings."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from tfgen.cli.outputs import Output, output_option, write_reports
from tfgen.diagnostics import CheckResult, Diagnostic, Severity
from tfgen.report.formats import FORMATS, Format, report
from tfgen.source import SourceFile

if TYPE_CHECKING:
    from tfgen.report.text import Style
    from tfgen.report.view import DiagnosticJson

Command = Callable[..., int]
"""What click calls with the options of a command; its result is the exit status."""

LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}

_COLOURS: Mapping[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "summary": {"bold": True},
    "help": {"fg": "green"},
    "rule": {"fg": "blue"},
}


class OutputOptions(Struct, frozen=True):
    """How findings are shown: ``format``, ``quiet``, the level that makes the command fail, reports to write."""

    format: Format
    quiet: bool
    fail_level: Severity
    outputs: tuple[Output, ...] = ()


def report_options(function: Command) -> Command:
    """``--format``, ``--quiet`` and ``--fail-level``, handed on as one ``output``."""
    return _report_options(function, ("text", "json"))


def judge_options(function: Command) -> Command:
    """``report_options`` with every format and ``--output``, for commands whose result is their findings."""
    return _report_options(function, FORMATS, output_option)


def _report_options(function: Command, formats: Sequence[Format], *more: Callable[[Command], Command]) -> Command:
    @wraps(function)
    def wrapped(format: Format, quiet: bool, fail_level: str, outputs: tuple[Output, ...] = (), **options: Any) -> int:
        return function(output=OutputOptions(format, quiet, LEVELS[fail_level], outputs), **options)

    options: tuple[Callable[[Command], Command], ...] = (
        click.option("--format", type=click.Choice(formats), default="text", help="How findings are printed."),
        *more,
        click.option("-q", "--quiet", is_flag=True, help="Print findings only."),
        click.option("--fail-level", type=click.Choice(list(LEVELS)), default="error", help="Level for exit status 2."),
    )
    return with_options(wrapped, options)


def with_options(function: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    """The command with some options, which its help shows in this order."""
    for option in reversed(options):
        function = option(function)
    return function


def provider_option(function: Command) -> Command:
    """``--provider aws=VERSION`` as the version alone."""

    def read(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        if value is None:
            return None
        name, equals, version = value.partition("=")
        if name != "aws" or not equals or not version:
            raise click.BadParameter("write it as aws=6.62.0")
        return version

    option = click.option("--provider", "version", metavar="aws=VERSION", callback=read, help="Provider version.")
    return option(function)


def templates_option(function: Command) -> Command:
    """``--templates DIR``."""
    folder = click.Path(file_okay=False, exists=True, path_type=Path)
    text = "Folder of your own templates; they hide the built-in ones file by file."
    return click.option("--templates", type=folder, metavar="DIR", help=text)(function)


def show(
    result: CheckResult,
    output: OutputOptions,
    *,
    path: Callable[[str], str] = lambda p: p,
    texts: Mapping[str, str] | None = None,
    always: bool = False,
    fail_level: Callable[[str | None], Severity] | None = None,
) -> int:
    """Print a result; the exit status is 2 when a diagnostic is at the fail level or above, else 0.

    ``path`` turns a diagnostic's file into what the user sees, ``texts`` has the text of files by that. Without
    diagnostics text prints the counting line only when ``always``. ``fail_level`` gives the level by file; without it
    it is that of ``output`` everywhere.
    """
    from tfgen.report.view import view

    made = view(result, path)
    level = fail_level or (lambda _: output.fail_level)
    files = {diagnostic.file for diagnostic in result.diagnostics}
    levels = {path(file) if file else None: level(file) for file in files}

    def fails(diagnostic: DiagnosticJson) -> bool:
        return LEVELS[diagnostic["severity"]] >= levels[diagnostic["file"]]

    def as_format(format: Format, style: Style | None = None) -> str:
        return report(format, made, lambda p: _text(p, texts or {}), fails, style)

    if output.format != "text" or result.diagnostics or (always and not output.quiet):
        _print(as_format(output.format, _style if _colour() else None))
    write_reports((one.file, _lines(as_format(one.format))) for one in output.outputs)
    return 2 if any(map(fails, made["diagnostics"])) else 0


def _lines(text: str) -> str:
    """The text with a newline at its end; nothing stays nothing."""
    return f"{text}\n" if text else ""


def _print(text: str) -> None:
    click.echo(_lines(text), nl=False)


def print_json(data: object) -> None:
    """The one document that a command prints with ``--format json``."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def format_option(function: Command) -> Command:
    """``--format`` for commands that find nothing."""
    choice = click.Choice(["text", "json"])
    return click.option("--format", type=choice, default="text", help="How the result is printed.")(function)


def read_file(path: str) -> SourceFile:
    """A UTF-8 file as the user named it, ``-`` for standard input; fails with one line, exit 1."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise click.ClickException(f"cannot read {path}: {error.strerror}") from error
    return decoded(path, raw)


def decoded(path: str, raw: bytes) -> SourceFile:
    """The text of a file, or the finding that it is not UTF-8, which ends the command with status 2."""
    try:
        return SourceFile(path, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise NotUtf8Error(path, line, column) from error


class NotUtf8Error(Exception):
    """A file that is not UTF-8, and where; ``diagnostic`` is what to show."""

    def __init__(self, path: str, line: int, column: int) -> None:
        super().__init__(path)
        from tfgen.source import Pos, Range

        place = Range(Pos(0, line, column), Pos(0, line, column + 1))
        detail = f"The byte at column {column} cannot be read."
        self.diagnostic = Diagnostic("TFG008", "The file is not UTF-8", detail, "Save it as UTF-8.").at(path, place)


def _colour() -> bool:
    context = click.get_current_context(silent=True)
    if os.environ.get("NO_COLOR") or (context and context.color is False):
        return False
    return sys.stdout.isatty()


def _style(text: str, kind: str) -> str:
    return click.style(text, **_COLOURS.get(kind, {}))


def _text(path: str, texts: Mapping[str, str]) -> str | None:
    if path in texts:
        return texts[path]
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def display(path: Path) -> str:
    """A path as the user would type it here: relative where that is shorter, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:
        return path.as_posix()
    return Path(relative).as_posix() if len(relative) <= len(str(path)) or not path.is_absolute() else path.as_posix()


def progress(text: str, output: OutputOptions) -> None:
    """A line on standard error, unless ``--quiet``."""
    if not output.quiet:
        click.echo(text, err=True)

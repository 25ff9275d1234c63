"""``--output FORMAT=FILE``: reports in files, each written whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from msgspec import Struct

from tfgen.output.disk import DISK
from tfgen.report.formats import FORMATS, Format


class ReportFile(Struct, frozen=True):
    """A report to write; ``path`` is as the user gave it."""

    format: Format
    path: str


def output_option(function: Callable[..., int]) -> Callable[..., int]:
    """``--output``, repeatable, as a tuple of ``ReportFile``."""
    text = f"Write a report to a file as well; may be repeated. Formats: {', '.join(FORMATS)}."
    option = click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FORMAT=FILE",
        callback=_report_files,
        help=text,
    )
    return option(function)


def _report_files(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[ReportFile, ...]:
    files = tuple(map(_report_file, values))
    if len({os.path.realpath(file.path) for file in files}) < len(files):
        raise click.BadParameter("two reports cannot go to one file")
    return files


def _report_file(value: str) -> ReportFile:
    name, _, path = value.partition("=")
    format = _format(name)
    if format is None or not path:
        raise click.BadParameter(
            f"write it as FORMAT=FILE with one of {', '.join(FORMATS)}, as in sarif=report.sarif"
        )
    if path == "-":
        raise click.BadParameter(f"for standard output use --format {name}")
    problem = _write_problem(Path(os.path.realpath(path)))
    if problem:
        raise click.ClickException(f"cannot write {path}: {problem}")
    return ReportFile(format, path)


def _format(name: str) -> Format | None:
    for format in FORMATS:
        if format == name:
            return format
    return None


def _write_problem(path: Path) -> str:
    """The reason, known before the work, why a file could not be written after it; ``""`` for none."""
    if not path.parent.is_dir():
        return "there is no such folder"
    if path.is_dir():
        return "it is a folder"
    if not os.access(path if _is_special(path) else path.parent, os.W_OK):
        return "permission denied"
    return ""


def _is_special(path: Path) -> bool:
    """True when this is a device or a pipe: there is nothing to replace then."""
    return path.exists() and not path.is_file()


def write_reports(reports: Iterable[tuple[str, str]]) -> None:
    """Write texts to files, by path; when one cannot be written, one line and exit 1, and no file is half written."""
    for file, text in reports:
        content = text.encode("utf-8", "replace")
        path = Path(os.path.realpath(file))
        try:
            if _is_special(path):
                path.write_bytes(content)
            else:
                replace_file(path, content)
        except OSError as error:
            raise click.ClickException(f"cannot write {file}: {error.strerror}") from error


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with the mode that it had. Raises ``OSError``."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tfgen")
    try:
        DISK.write(temporary, content, mode)
        DISK.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)

"""``--output FORMAT=FILE``: reports in files, each written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from msgspec import Struct

from tfgen.report.formats import FORMATS, Format


class Output(Struct, frozen=True):
    """One report to write: ``file`` is the path as the user gave it."""

    format: Format
    file: str


def output_option(function: Callable[..., int]) -> Callable[..., int]:
    """``--output``, repeatable, as a tuple of ``Output``."""
    text = f"Write a report to a file as well; may be repeated. Formats: {', '.join(FORMATS)}."
    option = click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE", callback=_read, help=text)
    return option(function)


def _read(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    outputs = tuple(map(_output, values))
    if len({os.path.realpath(o.file) for o in outputs}) < len(outputs):
        raise click.BadParameter("two reports cannot go to one file")
    return outputs


def _output(value: str) -> Output:
    name, _, file = value.partition("=")
    format = next((f for f in FORMATS if f == name), None)
    if format is None or not file:
        raise click.BadParameter(f"write it as FORMAT=FILE with one of {', '.join(FORMATS)}, as in sarif=report.sarif")
    if file == "-":
        raise click.BadParameter(f"for standard output use --format {name}")
    _check_writable(file)
    return Output(format, file)


def _check_writable(file: str) -> None:
    """Refuse before the work what could not be written after it."""
    path = Path(os.path.realpath(file))
    reason = "there is no such folder" if not path.parent.is_dir() else "it is a folder" if path.is_dir() else ""
    if not reason and not os.access(path if _is_special(path) else path.parent, os.W_OK):
        reason = "permission denied"
    if reason:
        raise click.ClickException(f"cannot write {file}: {reason}")


def _is_special(path: Path) -> bool:
    """Whether this is a device or a pipe: there is nothing to replace then."""
    return path.exists() and not path.is_file()


def write_reports(reports: Iterable[tuple[str, str]]) -> None:
    """Write texts to files, by path; when one cannot be written, one line and exit 1, and no file is half written."""
    for file, text in reports:
        try:
            _write(Path(os.path.realpath(file)), text.encode("utf-8", "replace"))
        except OSError as error:
            raise click.ClickException(f"cannot write {file}: {error.strerror}") from error


def _write(path: Path, content: bytes) -> None:
    if _is_special(path):
        path.write_bytes(content)
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tfgen")
    try:
        temporary.write_bytes(content)
        if path.exists():
            temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)

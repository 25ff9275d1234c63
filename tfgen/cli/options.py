"""Options that several commands share, each handed on as one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from tfgen.cli.completion import complete_provider
from tfgen.cli.report_files import ReportFile, output_option
from tfgen.diagnostics import SEVERITIES, Severity
from tfgen.report.formats import FORMATS, Format

Command = Callable[..., int]
"""A function that click calls with the options of a command; its result is the exit status."""

Decorator = Callable[[Command], Command]


class OutputOptions(Struct, frozen=True):
    """Options for the report: ``format``, ``quiet``, the level that makes the command fail, reports to write."""

    format: Format
    quiet: bool
    fail_level: Severity
    report_files: tuple[ReportFile, ...] = ()


def with_options(function: Command, options: Sequence[Decorator]) -> Command:
    """The command with some options, which its help shows in this order."""
    for option in reversed(options):
        function = option(function)
    return function


def report_options(function: Command) -> Command:
    """``--format``, ``--quiet`` and ``--fail-level``, handed on as one ``output``."""
    return _report_options(function, ("text", "json"))


def check_options(function: Command) -> Command:
    """``report_options`` with every format and ``--output``, for commands whose result is their findings."""
    return _report_options(function, FORMATS, output_option)


def _report_options(function: Command, formats: Sequence[Format], *more: Decorator) -> Command:
    @wraps(function)
    def wrapped(
        format: Format,
        quiet: bool,
        fail_level: str,
        outputs: tuple[ReportFile, ...] = (),
        **others: Any,
    ) -> int:
        output = OutputOptions(format, quiet, SEVERITIES[fail_level], outputs)
        return function(output=output, **others)

    levels = click.Choice(list(SEVERITIES))
    options: tuple[Decorator, ...] = (
        click.option(
            "--format", type=click.Choice(formats), default="text", help="How findings are printed."
        ),
        *more,
        click.option("-q", "--quiet", is_flag=True, help="Print findings only."),
        click.option("--fail-level", type=levels, default="error", help="Level for exit status 2."),
    )
    return with_options(wrapped, options)


def format_option(function: Command) -> Command:
    """``--format`` for commands that find nothing."""
    choice = click.Choice(["text", "json"])
    return click.option("--format", type=choice, default="text", help="How the result is printed.")(
        function
    )


def provider_option(function: Command) -> Command:
    """``--provider aws=VERSION`` as the version alone."""
    option = click.option(
        "--provider",
        "version",
        metavar="aws=VERSION",
        callback=_provider_version,
        shell_complete=complete_provider,
        help="Provider version.",
    )
    return option(function)


def _provider_version(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    if value is None:
        return None
    name, _, version = value.partition("=")
    if name != "aws" or not version:
        raise click.BadParameter("write it as aws=6.62.0")
    return version


def templates_option(function: Command) -> Command:
    """``--templates DIR``."""
    folder = click.Path(file_okay=False, exists=True, path_type=Path)
    text = "Folder of your own templates; they hide the built-in ones file by file."
    return click.option("--templates", type=folder, metavar="DIR", help=text)(function)

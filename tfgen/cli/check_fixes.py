"""``tfgen check --fix``, ``--unsafe-fixes`` and ``--diff``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import replace

from tfgen.cli.colour import print_diff
from tfgen.cli.console import display_file, progress
from tfgen.cli.options import Command, OutputOptions, with_options
from tfgen.diagnostics import Diagnostics, Fix
from tfgen.pipelines.check import Checked, CheckRequest, check

if TYPE_CHECKING:
    from tfgen.fixes.engine import FixResult


class FixOptions(Struct, frozen=True):
    """The options: make fixes (``wanted``), unsafe ones too, or show only the ``diff`` of what they would do."""

    wanted: bool
    unsafe: bool
    diff: bool


def fix_options(function: Command) -> Command:
    """``--fix``, ``--unsafe-fixes`` and ``--diff``, handed on as one ``fixes``."""

    @wraps(function)
    def wrapped(fix: bool, unsafe_fixes: bool, diff: bool, **options: Any) -> int:
        return function(fixes=FixOptions(fix or unsafe_fixes, unsafe_fixes, diff), **options)

    unsafe = "Mend also what may change the meaning; implies --fix."
    return with_options(
        wrapped,
        (
            click.option(
                "--fix", is_flag=True, help="Mend what can be mended without changing the meaning."
            ),
            click.option("--unsafe-fixes", is_flag=True, help=unsafe),
            click.option(
                "--diff",
                is_flag=True,
                help="Show what --fix would change, write nothing; status 2 if so.",
            ),
        ),
    )


def fix_files(request: CheckRequest, fixes: FixOptions, output: OutputOptions) -> Checked:
    """Make the fixes, write the files and report on it; the check of the files as they are then."""
    from tfgen.fixes.files import CannotWriteError, FileChange, write

    result = _fix_all(request, fixes)
    changes: dict[str, FileChange] = {}
    for path, text in result.texts.items():
        changes[display_file(path)] = FileChange(Path(path), result.originals[path], text)
    try:
        write(changes)
    except CannotWriteError as error:
        raise click.ClickException(str(error)) from error
    _report_left_out(result)
    _print_line(f"{result.fixed} fixed{_unsafe_left(result.unsafe)}.", output)
    return result.checked


def preview(request: CheckRequest, fixes: FixOptions, output: OutputOptions) -> int:
    """Print the difference that the fixes would make; the exit status is 2 when there is one."""
    from tfgen.output.diff import unified

    if output.format != "text" or output.report_files:
        raise click.UsageError("--diff prints a diff only: it goes without --format and --output")
    result = _fix_all(request, fixes)
    for path, text in sorted(result.texts.items()):
        before = result.originals[path]
        print_diff(unified(display_file(path), before.encode(), text.encode()))
    _report_left_out(result)
    progress(f"{result.fixed} to be fixed{_unsafe_left(result.unsafe)}.", output)
    if result.texts:
        return 2
    return 0


def count_fixable(diagnostics: Diagnostics, fixes: FixOptions, output: OutputOptions) -> None:
    """Print, after the findings, the number of those that can be fixed."""
    if fixes.wanted:
        return
    possible = _possible_fixes(diagnostics)
    safe = sum(1 for fix in possible if fix.safe)
    unsafe = len(possible) - safe
    if safe:
        _print_line(f"{safe} to be fixed with --fix{_unsafe_left(unsafe)}.", output)
    elif unsafe:
        _print_line(f"{unsafe} to be fixed with --unsafe-fixes.", output)


def _possible_fixes(diagnostics: Diagnostics) -> list[Fix]:
    """The fixes that could be made: not those in generated files."""
    fixable = [diagnostic for diagnostic in diagnostics if diagnostic.fix]
    if not fixable:
        return []
    from tfgen.output.generated import GeneratedFiles

    generated = GeneratedFiles()
    fixes: list[Fix] = []
    for diagnostic in fixable:
        if diagnostic.fix and not generated.holds(Path(diagnostic.file or "")):
            fixes.append(diagnostic.fix)
    return fixes


def _unsafe_left(count: int) -> str:
    if count:
        return f", {count} more with --unsafe-fixes"
    return ""


def _fix_all(request: CheckRequest, fixes: FixOptions) -> FixResult[Checked]:
    from tfgen.fixes.engine import fix_all
    from tfgen.output.generated import GeneratedFiles

    def check_with(texts: Mapping[str, str]) -> Checked:
        return check(replace(request, texts=texts))

    return fix_all(check_with, unsafe=fixes.unsafe, is_generated=GeneratedFiles().holds)


def _report_left_out(result: FixResult[Checked]) -> None:
    """Print a line for each fix that was not made, and for each generated file that is not edited."""
    for dropped in result.dropped:
        diagnostic, harm = dropped.diagnostic, dropped.instead
        line = diagnostic.range.start.line if diagnostic.range else 0
        place = f"{display_file(diagnostic.file or '')}:{line}"
        reason = f"with the fix there would be {harm.code}, {harm.summary}"
        click.echo(f"not fixed: {place}: {diagnostic.summary}: {reason}", err=True)
    for file in dict.fromkeys(diagnostic.file or "" for diagnostic in result.generated):
        reason = "tfgen generated it: mend its stack file or template and render again"
        click.echo(f"not fixed: {display_file(file)}: {reason}", err=True)


def _print_line(text: str, output: OutputOptions) -> None:
    """Print a line with the findings where they are text, else beside them."""
    if not output.quiet:
        click.echo(text, err=output.format != "text")

"""``tfgen check --fix``, ``--unsafe-fixes`` and ``--diff``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import replace

from tfgen.cli.common import Command, OutputOptions, display, with_options
from tfgen.diagnostics import Diagnostics, Fix
from tfgen.pipelines.check import Checked, CheckRequest, check

if TYPE_CHECKING:
    from tfgen.fixes.engine import FixResult


class FixOptions(Struct, frozen=True):
    """What is asked for: fixes made (``wanted``), unsafe ones too, or only the ``diff`` of what they would do."""

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
            click.option("--fix", is_flag=True, help="Mend what can be mended without changing the meaning."),
            click.option("--unsafe-fixes", is_flag=True, help=unsafe),
            click.option("--diff", is_flag=True, help="Show what --fix would change, write nothing; status 2 if so."),
        ),
    )


def fix_files(request: CheckRequest, fixes: FixOptions, output: OutputOptions) -> Checked:
    """Make the fixes, write the files and say what was done; the check of the files as they are then."""
    from tfgen.fixes.files import CannotWriteError, FileChange, write

    result = _fix_all(request, fixes)
    before = result.originals
    try:
        write({display(Path(p)): FileChange(Path(p), before[p], text) for p, text in result.texts.items()})
    except CannotWriteError as error:
        raise click.ClickException(str(error)) from error
    _say(result, output)
    more = f", {result.unsafe} more with --unsafe-fixes" if result.unsafe else ""
    _line(f"{result.fixed} fixed{more}.", output)
    return result.checked


def preview(request: CheckRequest, fixes: FixOptions, output: OutputOptions) -> int:
    """Print the difference that the fixes would make; the exit status is 2 when there is one."""
    from tfgen.output.diff import unified

    if output.format != "text" or output.outputs:
        raise click.UsageError("--diff prints a diff only: it goes without --format and --output")
    result = _fix_all(request, fixes)
    before = result.originals
    for path, text in sorted(result.texts.items()):
        click.echo(unified(display(Path(path)), before[path].encode(), text.encode()), nl=False)
    _say(result, output)
    if not output.quiet:
        more = f", {result.unsafe} more with --unsafe-fixes" if result.unsafe else ""
        click.echo(f"{result.fixed} to be fixed{more}.", err=True)
    return 2 if result.texts else 0


def say_fixes(found: Diagnostics, fixes: FixOptions, output: OutputOptions) -> None:
    """After the findings: how many of them can be mended by themselves."""
    if fixes.wanted:
        return
    fixable = _fixes(found)
    safe = sum(1 for fix in fixable if fix.safe)
    unsafe = len(fixable) - safe
    if safe or unsafe:
        more = f", {unsafe} more with --unsafe-fixes" if safe and unsafe else ""
        _line(f"{safe or unsafe} to be fixed with {'--fix' if safe else '--unsafe-fixes'}{more}.", output)


def _fixes(found: Diagnostics) -> list[Fix]:
    """The fixes that could be made: not those in generated files."""
    fixable = [d for d in found if d.fix]
    if not fixable:
        return []
    from tfgen.output.generated import GeneratedFiles

    is_generated = GeneratedFiles().holds
    return [d.fix for d in fixable if d.fix and not is_generated(Path(d.file or ""))]


def _fix_all(request: CheckRequest, fixes: FixOptions) -> FixResult[Checked]:
    from tfgen.fixes.engine import fix_all
    from tfgen.output.generated import GeneratedFiles

    def checked_with(texts: Mapping[str, str]) -> Checked:
        return check(replace(request, texts=texts))

    return fix_all(checked_with, unsafe=fixes.unsafe, is_generated=GeneratedFiles().holds)


def _say(result: FixResult[Checked], output: OutputOptions) -> None:
    for dropped in result.dropped:
        d, harm = dropped.diagnostic, dropped.instead
        place = f"{display(Path(d.file or ''))}:{d.range.start.line if d.range else 0}"
        click.echo(
            f"not fixed: {place}: {d.summary}: with the fix there would be {harm.code}, {harm.summary}", err=True
        )
    for file in dict.fromkeys(d.file or "" for d in result.generated):
        text = f"not fixed: {display(Path(file))}: tfgen generated it: mend its stack file or template and render again"
        click.echo(text, err=True)


def _line(text: str, output: OutputOptions) -> None:
    """With the findings where they are text, else beside them."""
    if not output.quiet:
        click.echo(text, err=output.format != "text")

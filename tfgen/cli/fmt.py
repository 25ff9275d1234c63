"""``tfgen fmt``."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import click

from tfgen.cli.console import display, show
from tfgen.cli.input_files import NotUtf8Error, decode, read_content, read_file
from tfgen.cli.options import OutputOptions, report_options
from tfgen.cli.report_files import replace_file
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, Severity
from tfgen.source import SourceFile

_ENDINGS = (".tf", ".tfvars", ".tftest.hcl", ".tfmock.hcl")


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit status 2 when a file would change."
)
@click.option("--diff", "with_diff", is_flag=True, help="Show what would change.")
@report_options
def command(paths: tuple[str, ...], check: bool, with_diff: bool, output: OutputOptions) -> int:
    """Lay out Terraform files, and modernise old spellings in them, as terraform fmt does.

    PATH is a file, a folder (with all below it) or - for standard input; the default is this folder. The names of
    changed files are printed. A file with syntax errors is left alone and reported.
    """
    if paths == ("-",):
        return _format_stdin(check, output)
    changed = False
    diagnostics: list[Diagnostic] = []
    for path in _files(paths or (".",)):
        try:
            changed |= _format_file(path, check, with_diff)
        except NotUtf8Error as error:
            diagnostics.append(error.diagnostic)
        except _RefusedError as error:
            diagnostics += error.diagnostics
    status = show(CheckResult(tuple(diagnostics)), output) if diagnostics else 0
    return 2 if check and changed else status


def _format_stdin(check: bool, output: OutputOptions) -> int:
    try:
        file = read_file("-")
    except NotUtf8Error as error:
        return show(CheckResult((error.diagnostic,)), output)
    try:
        laid_out = _laid_out(file)
    except _RefusedError as error:
        return show(CheckResult(error.diagnostics), output, texts={"-": file.text})
    if check:
        return 2 if laid_out != file.text else 0
    click.echo(laid_out, nl=False)
    return 0


class _RefusedError(Exception):
    """A file that is not laid out, because Terraform would refuse it for ``diagnostics``."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__()
        self.diagnostics = diagnostics


def _laid_out(file: SourceFile) -> str:
    """The text as ``terraform fmt`` leaves it. Raises ``_RefusedError`` for what does not parse."""
    from tfgen.terraform.hcl.format import format_source
    from tfgen.terraform.hcl.parse import parse
    from tfgen.terraform.hcl.rewrite import rewrite

    _, diagnostics = parse(file)
    errors = tuple(d for d in diagnostics if d.severity >= Severity.ERROR)
    if errors:
        raise _RefusedError(errors)
    return format_source(rewrite(file.text))


def _files(paths: tuple[str, ...]) -> Iterator[Path]:
    """The files to lay out: those named, and those below folders."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if _is_terraform(file, path))
        elif path.is_file():
            yield path
        else:
            raise click.ClickException(f"there is no file or folder {name}")


def _is_terraform(path: Path, root: Path) -> bool:
    """True when a file below ``root`` is one that Terraform lays out, and not hidden."""
    if not path.name.endswith(_ENDINGS):
        return False
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and path.is_file()


def _format_file(path: Path, check: bool, with_diff: bool) -> bool:
    """Lay out a file, or show what would change; False when it is laid out already."""
    content = read_content(str(path))
    name = display(path)
    file = decode(name, content)
    laid_out = _laid_out(file)
    if laid_out.encode() == content:
        return False
    click.echo(name)
    if with_diff:
        lines = unified_diff(
            file.text.splitlines(True), laid_out.splitlines(True), f"a/{name}", f"b/{name}"
        )
        click.echo("".join(lines), nl=False)
    if not check and not with_diff:
        _replace(path, laid_out)
    return True


def _replace(path: Path, text: str) -> None:
    try:
        replace_file(path, text.encode())
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error

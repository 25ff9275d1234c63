"""``tfgen fmt``."""

from __future__ import annotations

import os
from pathlib import Path

import click
from msgspec import Struct

from tfgen.cli.colour import print_diff
from tfgen.cli.console import display, show
from tfgen.cli.input_files import NotUtf8Error, decode, read_content, read_file
from tfgen.cli.options import OutputOptions, report_options
from tfgen.cli.report_files import replace_file
from tfgen.cli.terraform_flags import TerraformCommand
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, Severity
from tfgen.output.diff import unified
from tfgen.source import SourceFile

_ENDINGS = (
    ".tf",
    ".tfvars",
    ".tftest.hcl",
    ".tfmock.hcl",
    ".tfquery.hcl",
    ".tofu",
    ".tofutest.hcl",
)
"""Files that ``terraform fmt`` 1.14 and ``tofu fmt`` 1.10 lay out."""


class _Task(Struct, frozen=True):
    """The work on a file that is not laid out: show the ``diff``, ``list`` its name, ``write`` it."""

    diff: bool
    list: bool
    write: bool


@click.command("fmt", cls=TerraformCommand)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option(
    "--check", is_flag=True, help="Write nothing; exit status 2 when a file would change."
)
@click.option(
    "--diff", "with_diff", is_flag=True, help="Show what would change; write it only with --write."
)
@click.option("--write/--no-write", default=None, help="Write files; default: yes without --diff.")
@click.option("--list/--no-list", "with_names", default=True, help="Print names; default: yes.")
@click.option("--recursive/--no-recursive", default=True, help="Go into folders; default: yes.")
@report_options
def command(
    paths: tuple[str, ...],
    check: bool,
    with_diff: bool,
    write: bool | None,
    with_names: bool,
    recursive: bool,
    output: OutputOptions,
) -> int:
    """Lay out Terraform files, and modernise old spellings in them, as terraform fmt does.

    PATH is a file, a folder (with all below it) or - for standard input; the default is this folder. The names of
    changed files are printed. A file with syntax errors is left alone and reported. Of a link the file is written that
    it leads to. Terraform's own flags are understood: -check, -diff (which also writes, as there), -recursive,
    -write=false, -list=false.
    """
    if "-" in paths:
        if len(paths) > 1:
            raise click.UsageError("- (standard input) goes without other paths")
        return _format_stdin(check, with_diff, output)
    writes = not with_diff if write is None else write
    task = _Task(with_diff, with_names, writes and not check)
    changed = False
    diagnostics: list[Diagnostic] = []
    for path in _files(paths or (".",), recursive):
        try:
            changed |= _format_file(path, task)
        except NotUtf8Error as error:
            diagnostics.append(error.diagnostic)
        except _RefusedError as error:
            diagnostics += error.diagnostics
    status = show(CheckResult(tuple(diagnostics)), output) if diagnostics else 0
    if check and changed:
        return 2
    return status


def _format_stdin(check: bool, with_diff: bool, output: OutputOptions) -> int:
    try:
        file = read_file("-")
    except NotUtf8Error as error:
        return show(CheckResult((error.diagnostic,)), output)
    try:
        laid_out = _laid_out(file)
    except _RefusedError as error:
        return show(CheckResult(error.diagnostics), output, texts={"-": file.text})
    changed = laid_out != file.text
    if with_diff:
        print_diff(unified("<stdin>", file.text.encode(), laid_out.encode()) if changed else "")
    elif not check:
        click.echo(laid_out, nl=False)
    if check and changed:
        return 2
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


def _files(paths: tuple[str, ...], recursive: bool) -> list[Path]:
    """The files to lay out: those named, and those in folders. Nothing is written when one is wrong."""
    files: list[Path] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            below = path.rglob("*") if recursive else path.iterdir()
            files += sorted(file for file in below if _is_terraform(file, path))
        elif not path.is_file():
            raise click.ClickException(f"there is no file or folder {name}")
        elif path.name.endswith(_ENDINGS):
            files.append(path)
        else:
            raise click.ClickException(_not_laid_out(path))
    return files


def _not_laid_out(path: Path) -> str:
    if path.name.endswith(".json"):
        return f"{path}: JSON has no layout of Terraform's; fmt leaves it alone"
    return f"{path} is no Terraform file: fmt lays out {', '.join(_ENDINGS)}"


def _is_terraform(path: Path, root: Path) -> bool:
    """True when a file below ``root`` is one that Terraform lays out, and not hidden."""
    if not path.name.endswith(_ENDINGS):
        return False
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and path.is_file()


def _format_file(path: Path, task: _Task) -> bool:
    """Lay out a file, or show what would change; False when it is laid out already."""
    content = read_content(str(path))
    name = display(path)
    file = decode(name, content)
    laid_out = _laid_out(file)
    if laid_out.encode() == content:
        return False
    if task.list:
        click.echo(name)
    if task.diff:
        print_diff(unified(name, file.text.encode(), laid_out.encode()))
    if task.write:
        _replace(path, laid_out)
    return True


def _replace(path: Path, text: str) -> None:
    try:
        replace_file(Path(os.path.realpath(path)), text.encode())
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error

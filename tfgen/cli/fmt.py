"""``tfgen fmt``."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import click

from tfgen.cli.common import NotUtf8Error, OutputOptions, decoded, display, read_file, report_options, show
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, Severity
from tfgen.source import SourceFile

_KINDS = (".tf", ".tfvars", ".tftest.hcl", ".tfmock.hcl")


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", is_flag=True, help="Write nothing; exit status 2 when a file would change.")
@click.option("--diff", "with_diff", is_flag=True, help="Show what would change.")
@report_options
def command(paths: tuple[str, ...], check: bool, with_diff: bool, output: OutputOptions) -> int:
    """Lay out Terraform files, and modernise old spellings in them, as terraform fmt does.

    PATH is a file, a folder (with all below it) or - for standard input; the default is this folder. The names of
    changed files are printed. A file with syntax errors is left alone and reported.
    """
    if paths == ("-",):
        return _stdin(check, output)
    changed = False
    found: list[Diagnostic] = []
    for file in _files(paths or (".",)):
        try:
            changed |= _file(file, check, with_diff)
        except NotUtf8Error as error:
            found.append(error.diagnostic)
        except _RefusedError as error:
            found += error.diagnostics
    return (show(CheckResult(tuple(found)), output) if found else 0) or (2 if check and changed else 0)


def _stdin(check: bool, output: OutputOptions) -> int:
    try:
        file = read_file("-")
    except NotUtf8Error as error:
        return show(CheckResult((error.diagnostic,)), output)
    try:
        laid_out = _laid_out(file)
    except _RefusedError as error:
        return show(CheckResult(error.diagnostics), output, texts={"-": file.text})
    if not check:
        click.echo(laid_out, nl=False)
    return 2 if check and laid_out != file.text else 0


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
    if errors := tuple(d for d in diagnostics if d.severity >= Severity.ERROR):
        raise _RefusedError(errors)
    return format_source(rewrite(file.text))


def _files(paths: tuple[str, ...]) -> Iterator[Path]:
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if _meant(p, path))
        elif path.is_file():
            yield path
        else:
            raise click.ClickException(f"there is no file or folder {given}")


def _meant(path: Path, root: Path) -> bool:
    """Whether a file below ``root`` is one that Terraform lays out, and not hidden."""
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return path.name.endswith(_KINDS) and path.is_file() and not hidden


def _file(path: Path, check: bool, with_diff: bool) -> bool:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"cannot read {path}: {error.strerror}") from error
    name = display(path)
    file = decoded(name, raw)
    laid_out = _laid_out(file)
    if laid_out.encode() == raw:
        return False
    click.echo(name)
    if with_diff:
        lines = unified_diff(file.text.splitlines(True), laid_out.splitlines(True), f"a/{name}", f"b/{name}")
        click.echo("".join(lines), nl=False)
    if not check and not with_diff:
        _replace(path, laid_out)
    return True


def _replace(path: Path, text: str) -> None:
    """Whole or not at all: a file half laid out would be worse than one not laid out."""
    temporary = path.with_name(f".{path.name}.tfgen")
    try:
        temporary.write_text(text, encoding="utf-8", newline="")
        temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error

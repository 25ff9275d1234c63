"""From what a user names on the command line to a rendered stack, and its findings with paths he can open."""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from tfgen.cli.common import (
    Command,
    NotUtf8Error,
    Shown,
    display,
    provider_option,
    read_file,
    show,
    templates_option,
    with_options,
)
from tfgen.diagnostics import Diagnostics, did_you_mean, has_errors
from tfgen.library.folders import TemplateFolders
from tfgen.pipelines.render import Rendered, Request, render_loaded
from tfgen.rules.verdict import NOT_READ_BACK, NOTHING_SILENCED
from tfgen.source import SourceFile
from tfgen.stack.load import load_stack
from tfgen.stack.spec import Stack
from tfgen.terraform.schema import default_imported_dir


class Options(Struct, frozen=True):
    """What ``render`` and ``sandbox`` have in common."""

    stack: str
    environments: tuple[str, ...]
    out: Path | None
    version: str | None
    suffix: str | None
    templates: Path | None


class Loaded(Struct, frozen=True):
    """A stack that was read and rendered as far as it goes; ``out`` is where its files belong."""

    source: SourceFile
    out: Path
    folders: TemplateFolders
    rendered: Rendered | None
    found: Diagnostics

    def path(self, file: str) -> str:
        """A finding's file as the user can open it."""
        if file == self.source.path:
            return file
        template = self.folders.path(file)
        return display(template if template else self.out / file)

    def show(self, shown: Shown, more: Diagnostics = (), *, always: bool = False) -> int:
        """Print the findings, with ``more`` after them; the exit status."""
        files = self.rendered.files if self.rendered else ()
        texts = {self.path(f.path): f.text for f in files} | {self.source.path: self.source.text}
        left_out = self.rendered.not_judged if self.rendered else ()
        hidden = self.rendered.silenced if self.rendered else NOTHING_SILENCED
        always = always or hidden != NOTHING_SILENCED or any(n.what == NOT_READ_BACK for n in left_out)
        findings = (*self.found, *more)
        return show(findings, shown, not_judged=left_out, path=self.path, texts=texts, always=always, silenced=hidden)


def load(options: Options, shown: Shown, *, local_modules: bool = False) -> Loaded | int:
    """Read and render; an exit status when the file cannot even be decoded."""
    from tfgen.cache.store import cache_folder

    path = stack_path(options.stack)
    if path == "-" and options.out is None:
        raise click.UsageError("a stack from standard input needs --out DIR")
    try:
        source = read_file(path)
    except NotUtf8Error as error:
        return show([error.finding], shown)
    base = Path() if path == "-" else Path(path).parent
    stack, found = load_stack(source, options.suffix)
    overlay = options.templates or _overlay(stack, source.path, base)
    if stack and not has_errors(found):
        _check_environments(stack, options.environments)
    request = Request(
        stack=source,
        environments=options.environments,
        version=options.version,
        suffix=options.suffix,
        templates=overlay,
        imported=default_imported_dir(),
        cache=cache_folder(),
        local_modules=local_modules,
        jobs=os.cpu_count() or 1,
    )
    rendered, found = render_loaded(request, stack, found)
    return Loaded(source, options.out or base, TemplateFolders.of(overlay), rendered, found)


def stack_path(given: str) -> str:
    """The stack file that ``given`` names: itself, or ``stack.yaml`` in it."""
    if given != "-" and Path(given).is_dir():
        return (Path(given) / "stack.yaml").as_posix()
    return given


def _overlay(stack: Stack | None, file: str, base: Path) -> Path | None:
    """The folder of the stack's ``templates:``, relative to the stack file."""
    if stack is None or stack.templates is None:
        return None
    folder = base / stack.templates
    if not folder.is_dir():
        raise click.ClickException(f"{file}: the template folder {folder.as_posix()} is not there")
    return folder


def _check_environments(stack: Stack, wanted: tuple[str, ...]) -> None:
    """An unknown ``--env`` is a usage error: exit 1."""
    names = [e.name for e in stack.environments]
    for name in wanted:
        if name not in names:
            hint = did_you_mean(name, names) or f"The stack has {', '.join(names)}."
            raise click.UsageError(f"there is no environment {name!r}. {hint}")


def stack_options(function: Command) -> Command:
    """``[STACK] --env --out --provider --suffix --templates``, handed on as one ``options``."""

    @wraps(function)
    def wrapped(
        stack: str,
        environments: tuple[str, ...],
        out: Path | None,
        version: str | None,
        suffix: str | None,
        templates: Path | None,
        **others: Any,
    ) -> int:
        return function(options=Options(stack, environments, out, version, suffix, templates), **others)

    folder = click.Path(file_okay=False, path_type=Path)
    only = "Only this environment; may be repeated."
    return with_options(
        wrapped,
        (
            click.argument("stack", default="stack.yaml", metavar="[STACK|DIR]"),
            click.option("-e", "--env", "environments", multiple=True, metavar="NAME", help=only),
            click.option("--out", type=folder, metavar="DIR", help="Where the files go; default: beside the stack."),
            provider_option,
            click.option("--suffix", help="Suffix of this deployment, instead of the environment's."),
            templates_option,
        ),
    )

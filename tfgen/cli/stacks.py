"""Stacks from the command line: options to a rendered stack, and its findings with paths the user can open."""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from tfgen.cli.completion import complete_environment
from tfgen.cli.console import display, show
from tfgen.cli.input_files import NotUtf8Error, read_file
from tfgen.cli.options import (
    Command,
    Decorator,
    OutputOptions,
    provider_option,
    templates_option,
    with_options,
)
from tfgen.cli.stack_files import stack_path
from tfgen.diagnostics import NOT_READ_BACK, NOTHING_SUPPRESSED, CheckResult, Diagnostics
from tfgen.pipelines.render import (
    MissingTemplatesError,
    Rendered,
    RenderRequest,
    UnknownEnvironmentError,
    render,
)
from tfgen.source import SourceFile
from tfgen.spelling import did_you_mean
from tfgen.terraform.schema import default_imported_dir


class StackOptions(Struct, frozen=True):
    """Options that ``render`` and ``sandbox`` share."""

    stack: str
    environments: tuple[str, ...]
    out: Path | None
    version: str | None
    suffix: str | None
    templates: Path | None


class LoadedStack(Struct, frozen=True):
    """A stack that was rendered as far as it goes; ``out`` is where its files belong."""

    source: SourceFile
    out: Path
    rendered: Rendered

    def path(self, file: str) -> str:
        """A diagnostic's file as the user can open it."""
        if file == self.source.path:
            return file
        template = self.rendered.folders.path(file)
        return display(template or self.out / file)

    def show(self, output: OutputOptions, more: Diagnostics = (), *, always: bool = False) -> int:
        """Print the diagnostics, with ``more`` after them; the exit status."""
        texts: dict[str, str] = {}
        if self.rendered.output:
            texts = {}
            for file in self.rendered.output.files:
                texts[self.path(file.path)] = file.text
        texts[self.source.path] = self.source.text
        result = self.rendered.result.adding(more)
        unread = any(part.what == NOT_READ_BACK for part in result.skipped)
        always = always or unread or result.suppressed != NOTHING_SUPPRESSED
        return show(result, output, path=self.path, texts=texts, always=always)


def load(
    options: StackOptions,
    output: OutputOptions,
    *,
    local_modules: bool = False,
    force: bool = False,
) -> LoadedStack | int:
    """Read and render; an exit status when the file cannot even be decoded."""
    from tfgen.cache.paths import cache_folder

    path = stack_path(options.stack)
    if path == "-" and options.out is None:
        raise click.UsageError("a stack from standard input needs --out DIR")
    try:
        source = read_file(path)
    except NotUtf8Error as error:
        return show(CheckResult((error.diagnostic,)), output)
    base = Path() if path == "-" else Path(path).parent
    request = RenderRequest(
        stack=source,
        folder=base,
        out=options.out,
        environments=options.environments,
        version=options.version,
        suffix=options.suffix,
        templates=options.templates,
        imported=default_imported_dir(),
        cache=cache_folder(),
        local_modules=local_modules,
        force=force,
        processes=os.cpu_count() or 1,
    )
    return LoadedStack(source, options.out or base, _rendered(request))


def _rendered(request: RenderRequest) -> Rendered:
    """The stack rendered; an environment or a folder that is not there is reported in a line: exit 1."""
    try:
        return render(request)
    except UnknownEnvironmentError as error:
        hint = did_you_mean(error.name, error.known) or f"The stack has {', '.join(error.known)}."
        raise click.UsageError(f"{error}. {hint}") from error
    except MissingTemplatesError as error:
        raise click.ClickException(str(error)) from error


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
        options = StackOptions(stack, environments, out, version, suffix, templates)
        return function(options=options, **others)

    return with_options(wrapped, _options())


def _options() -> tuple[Decorator, ...]:
    folder = click.Path(file_okay=False, path_type=Path)
    only = "Only this environment; may be repeated."
    return (
        click.argument(
            "stack", default=".", metavar="[STACK|DIR]", type=click.Path(), is_eager=True
        ),
        click.option(
            "-e",
            "--env",
            "environments",
            multiple=True,
            metavar="NAME",
            help=only,
            shell_complete=complete_environment,
        ),
        click.option(
            "--out",
            type=folder,
            metavar="DIR",
            help="Where the files go; default: beside the stack.",
        ),
        provider_option,
        click.option("--suffix", help="Suffix of this deployment, instead of the environment's."),
        templates_option,
    )

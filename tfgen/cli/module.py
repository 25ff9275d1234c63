"""``tfgen module list|show|render``."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import indent, wrap

import click

from tfgen.build.cached_builder import CachedBuilder
from tfgen.build.result import BuiltModule
from tfgen.cli.completion import complete_module
from tfgen.cli.console import display, print_json, progress, show
from tfgen.cli.groups import CommandGroup
from tfgen.cli.options import (
    OutputOptions,
    check_options,
    provider_option,
    report_options,
    templates_option,
)
from tfgen.cli.provider_schema import aws_schema
from tfgen.cli.tables import table, terminal_width
from tfgen.diagnostics import NOTHING_FOUND, NOTHING_SUPPRESSED, CheckResult, joined
from tfgen.library.folders import TemplateFolders
from tfgen.library.module import Module
from tfgen.spelling import did_you_mean
from tfgen.terraform.schema import ProviderSchema, UnknownVersionError


@click.group("module", cls=CommandGroup)
def command() -> None:
    """Look at the library of modules, or render it."""


@command.command("list")
@templates_option
@provider_option
@report_options
def list_(templates: Path | None, version: str | None, output: OutputOptions) -> int:
    """List the modules with a line on each."""
    names = TemplateFolders.of(templates).modules()
    built = [_build(name, templates, version) for name in names]
    if any(module.result.diagnostics for module in built):
        return _show_findings(built, templates, output)
    lines = {}
    for b in built:
        if b.module:
            lines[b.name] = _first_sentence(b.module.description)
    if output.format == "json":
        print_json([{"name": name, "description": text} for name, text in lines.items()])
        return 0
    for line in table(list(lines.items()), terminal_width()):
        click.echo(line)
    return 0


def _first_sentence(text: str) -> str:
    sentence = text.split(". ")[0].rstrip(".")
    return f"{sentence}."


@command.command("show")
@click.argument("name", shell_complete=complete_module)
@click.option("--readme", is_flag=True, help="Print the README, which is for users of the module.")
@templates_option
@provider_option
@report_options
def show_(
    name: str,
    readme: bool,
    templates: Path | None,
    version: str | None,
    output: OutputOptions,
) -> int:
    """Show a module to the author of a stack: an example, what it needs, and what comes by itself."""
    _check_names((name,), templates)
    built = _build(name, templates, version)
    if built.result.diagnostics or built.module is None:
        return _show_findings([built], templates, output)
    if output.format == "json":
        print_json(_described(built.module))
        return 0
    if readme:
        _print_readme(built)
    else:
        _print_page(built.module)
    return 0


def _print_readme(built: BuiltModule) -> None:
    for file in built.files:
        if file.path.endswith("README.md"):
            click.echo(file.text.split("\n", 2)[2], nl=False)


def _print_page(module: Module) -> None:
    from tfgen.stack.module_page import module_page

    page, width = module_page(module), terminal_width()
    click.echo(f"{page.name}\n")
    click.echo("\n".join(wrap(page.description, min(width, 100))))
    click.echo(f"\nIn stack.yaml:\n\n{indent(page.example, '  ')}\n\nInputs:\n")
    inputs = []
    for i in page.inputs:
        inputs.append((f"  {i.name}", i.comes or "you write it", i.description))
    click.echo("\n".join(table(inputs, width)))
    service = page.name.replace("_", "-")
    click.echo(f"\nOutputs, as in ${{{service}.{module.outputs[0].name}}}:\n")
    outputs = []
    for o in module.outputs:
        outputs.append((f"  {o.name}", o.description))
    click.echo("\n".join(table(outputs, width)))


def _described(module: Module) -> dict[str, object]:
    """A module as data: its inputs and outputs."""
    from tfgen.stack.module_page import module_page

    page = module_page(module)
    inputs: list[dict[str, object]] = []
    for i in page.inputs:
        inputs.append(
            {
                "name": i.name,
                "type": i.type,
                "required": i.is_needed,
                "comes": i.comes or None,
                "description": i.description,
            }
        )
    outputs: list[dict[str, object]] = []
    for o in module.outputs:
        outputs.append({"name": o.name, "type": o.type.constraint, "description": o.description})
    return {
        "name": module.name,
        "description": module.description,
        "example": page.example,
        "inputs": inputs,
        "outputs": outputs,
    }


@command.command("render")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_module)
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR"
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, write nothing.")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit status 2 when something would be written."
)
@click.option(
    "--force", is_flag=True, help="Overwrite files that were edited by hand or are not tfgen's."
)
@templates_option
@provider_option
@check_options
def render(
    names: tuple[str, ...],
    out: Path,
    dry_run: bool,
    check: bool,
    force: bool,
    templates: Path | None,
    version: str | None,
    output: OutputOptions,
) -> int:
    """Render modules (all of them by default) for one provider version, as a library to use from any stack."""
    from tfgen.cli.writing import Target, write
    from tfgen.output.model import OutputFile

    _check_names(names, templates)
    schema = _schema(version)
    built, read_back = _built_to_write(names, templates, schema)
    if read_back.has_errors or any(module.result.has_errors for module in built):
        _show_findings(built, templates, output, out, more=read_back)
        progress("Nothing was written.", output)
        return 2
    files: list[OutputFile] = []
    for module in built:
        for file in module.files:
            files.append(OutputFile(file.path.removeprefix("modules/"), file.text, module.name))
    target = Target(
        root=out,
        provider=f"{schema.provider}={schema.version}",
        inputs={"schema": schema.digest},
        scope=frozenset(names) or None,
        stack=None,
        report=lambda more: _show_findings(
            built, templates, output, out, more=read_back.adding(more)
        ),
    )
    return write(files, target, output, dry=dry_run or check, check=check, force=force)


def _built_to_write(
    names: tuple[str, ...], templates: Path | None, schema: ProviderSchema
) -> tuple[list[BuiltModule], CheckResult]:
    """The modules, all of them where no names are given, and what reading their files back came to."""
    from tfgen.build.reading_back import BackReader
    from tfgen.cache.paths import cache_folder

    folders = TemplateFolders.of(templates)
    with BackReader(cache_folder(), os.cpu_count() or 1) as reader:
        builder = CachedBuilder(folders, schema, cache_folder(), reader)
        built = []
        for name in names or folders.modules():
            built.append(builder.module(name, is_written=True))
        return built, reader.finish()


def _check_names(names: tuple[str, ...], templates: Path | None) -> None:
    known = TemplateFolders.of(templates).modules()
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"Known: {', '.join(known)}."
            raise click.UsageError(f"there is no module {name!r}. {hint}")


def _build(name: str, templates: Path | None, version: str | None) -> BuiltModule:
    from tfgen.cache.paths import cache_folder

    return CachedBuilder(TemplateFolders.of(templates), _schema(version), cache_folder()).module(
        name
    )


def _schema(version: str | None) -> ProviderSchema:
    try:
        return aws_schema(version)
    except UnknownVersionError as error:
        raise click.UsageError(
            f"{error}. To add one: tfgen schema import FILE --provider aws={version}."
        ) from error


def _show_findings(
    built: list[BuiltModule],
    templates: Path | None,
    output: OutputOptions,
    out: Path | None = None,
    *,
    more: CheckResult = NOTHING_FOUND,
) -> int:
    """Print the diagnostics of the modules, and ``more`` that came up when they were written to ``out``."""
    folders = TemplateFolders.of(templates)

    def path(file: str) -> str:
        template = folders.path(file)
        if template:
            return display(template)
        if out is None:
            return file
        return display(out / file.removeprefix("modules/"))

    texts: dict[str, str] = {}
    for module in built:
        for file in module.files:
            texts[path(file.path)] = file.text
    result = joined([*(module.result for module in built), more])
    always = result.suppressed != NOTHING_SUPPRESSED or bool(more.skipped)
    return show(result, output, path=path, texts=texts, always=always)

"""``tfgen schema list|show|add|import``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins

from tfgen.cli.console import print_json, show
from tfgen.cli.groups import CommandGroup
from tfgen.cli.input_files import read_content
from tfgen.cli.options import OutputOptions, format_option, provider_option, report_options
from tfgen.cli.provider_schema import aws_schema, schema_for
from tfgen.diagnostics import CheckResult
from tfgen.terraform.schema import UnknownVersionError, available, default_imported_dir

if TYPE_CHECKING:
    from tfgen.pipelines.add_schema import AddedSchema


@click.group("schema", cls=CommandGroup)
def command() -> None:
    """Look at provider schemas, or import one."""


@command.command("list")
@format_option
def list_(format: str) -> int:
    """List the schemas at hand."""
    from tfgen.terraform.schema.repository import find_repository_schemas

    entries = available(default_imported_dir(), find_repository_schemas(Path.cwd()))
    if format == "json":
        print_json(to_builtins(entries))
        return 0
    for entry in entries:
        exact = "exact" if entry.exact else "derived"
        name = f"{entry.provider}={entry.version}"
        click.echo(f"{name:18}  {entry.origin:10}  {exact:7}  {entry.note}".rstrip())
    return 0


@command.command("show")
@click.argument("type_", metavar="TYPE")
@provider_option
@format_option
def show_(type_: str, version: str | None, format: str) -> int:
    """Show the arguments and blocks of a resource type, a data source (data.aws_vpc) or the provider itself."""
    from tfgen.terraform.schema.show import as_data, describe, suggest

    try:
        schema = aws_schema(version) if version else schema_for(type_)
    except UnknownVersionError as error:
        raise click.UsageError(f"{error}.") from error
    description = describe(schema, type_)
    if description is None:
        text = f"{schema.provider} {schema.version} has no type {type_!r}."
        nearest = suggest(schema, type_)
        raise click.UsageError(f"{text} Did you mean {nearest}?" if nearest else text)
    if format == "json":
        print_json(as_data(description))
    else:
        from tfgen.cli.schema_view import print_description

        print_description(description, f"{schema.source} {schema.version}")
    return 0


@command.command("add")
@click.argument("described", metavar="NAME[=VERSION]")
@click.option("--user", is_flag=True, help="Into your own folder, not into the repository.")
@click.option(
    "--package",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A wheel of the provider's bindings, in place of a download.",
)
@click.option("--replace", is_flag=True, help="Write it again though it is there.")
@report_options
def add(
    described: str, user: bool, package: Path | None, replace: bool, output: OutputOptions
) -> int:
    """Add the schema of another provider (kubernetes, google, integrations/github), from its CDK bindings.

    It goes into .tfgen/schemas of the repository, to be committed.
    """
    from tfgen.pipelines.add_schema import AddRequest, add_schema, repository_folder

    name, _, version = described.partition("=")
    folder = default_imported_dir() if user else repository_folder(Path.cwd())
    request = AddRequest(name, version or None, folder, package, replace)
    added, diagnostics = add_schema(request)
    status = show(CheckResult(tuple(diagnostics)), output, path=lambda _: "")
    if added and not output.quiet:
        click.echo(_added(added))
    return status


def _added(added: AddedSchema) -> str:
    if not added.written:
        return f"{added.source} {added.version} is there already: {_shown(added.path)}."
    counts = f"{added.resources} resources, {added.data_sources} data sources"
    size = max(1, round(added.path.stat().st_size / 1000))
    return f"{added.source} {added.version}: {counts}; {size} kB in {_shown(added.path)}."


def _shown(path: Path) -> str:
    """The path from where the user stands, where it lies below."""
    try:
        return path.relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--provider",
    "described",
    required=True,
    metavar="NAME=VERSION",
    help="What the file describes.",
)
@report_options
def import_(file: Path, described: str, output: OutputOptions) -> int:
    """Import what terraform providers schema -json printed, so that stacks and checks can use that version."""
    from tfgen.terraform.schema.importer import import_schema

    name, _, version = described.partition("=")
    if not name or not version:
        raise click.UsageError("write --provider as aws=6.63.0")
    document = read_content(str(file))
    imported, diagnostics = import_schema(document, name, version, default_imported_dir())
    status = show(CheckResult(tuple(diagnostics)), output, path=lambda _: file.as_posix())
    if imported:
        counts = f"{imported.resources} resources, {imported.data_sources} data sources"
        click.echo(f"{imported.source} {imported.version}: {counts}.")
    return status

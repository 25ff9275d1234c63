"""``tfgen schema list|show|import``."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec import to_builtins

from tfgen.cli.console import print_json, show
from tfgen.cli.groups import CommandGroup
from tfgen.cli.input_files import read_content
from tfgen.cli.options import OutputOptions, format_option, provider_option, report_options
from tfgen.cli.provider_schema import aws_schema
from tfgen.diagnostics import CheckResult
from tfgen.terraform.schema import UnknownVersionError, available, default_imported_dir


@click.group("schema", cls=CommandGroup)
def command() -> None:
    """Look at provider schemas, or import one."""


@command.command("list")
@format_option
def list_(format: str) -> int:
    """List the schemas at hand."""
    entries = available(default_imported_dir())
    if format == "json":
        print_json(to_builtins(entries))
        return 0
    for entry in entries:
        exact = "exact" if entry.exact else "derived"
        click.echo(f"{entry.provider}={entry.version:10}  {entry.origin:8}  {exact}")
    return 0


@command.command("show")
@click.argument("type_", metavar="TYPE")
@provider_option
@format_option
def show_(type_: str, version: str | None, format: str) -> int:
    """Show the arguments and blocks of a resource type, a data source (data.aws_vpc) or the provider itself."""
    from tfgen.terraform.schema.show import as_data, describe, suggest

    try:
        schema = aws_schema(version)
    except UnknownVersionError as error:
        raise click.UsageError(f"{error}.") from error
    description = describe(schema, type_)
    if description is None:
        text = f"aws {schema.version} has no type {type_!r}."
        nearest = suggest(schema, type_)
        raise click.UsageError(f"{text} Did you mean {nearest}?" if nearest else text)
    if format == "json":
        print_json(as_data(description))
    else:
        from tfgen.cli.schema_view import print_description

        print_description(description, f"{schema.source} {schema.version}")
    return 0


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

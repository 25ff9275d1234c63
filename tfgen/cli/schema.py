"""``tfgen schema list|show|import``."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec import to_builtins

from tfgen.cli.common import OutputOptions, format_option, print_json, provider_option, report_options, show
from tfgen.diagnostics import CheckResult
from tfgen.terraform.schema import UnknownVersionError, available, default_imported_dir, load_schema


@click.group("schema")
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

    newest = [a.version for a in available(default_imported_dir()) if a.provider == "aws"][-1]
    try:
        schema = load_schema("aws", version or newest, default_imported_dir())
    except UnknownVersionError as error:
        raise click.UsageError(f"{error}.") from error
    description = describe(schema, type_)
    if description is None:
        near = suggest(schema, type_)
        hint = f" Did you mean {near}?" if near else ""
        raise click.UsageError(f"aws {schema.version} has no type {type_!r}.{hint}")
    if format == "json":
        print_json(as_data(description))
    else:
        from tfgen.cli.schema_view import print_description

        print_description(description, f"{schema.source} {schema.version}")
    return 0


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--provider", "wanted", required=True, metavar="NAME=VERSION", help="What the file describes.")
@report_options
def import_(file: Path, wanted: str, output: OutputOptions) -> int:
    """Import what terraform providers schema -json printed, so that stacks and checks can use that version."""
    from tfgen.terraform.schema.importer import import_schema

    name, equals, version = wanted.partition("=")
    if not (name and equals and version):
        raise click.UsageError("write --provider as aws=6.63.0")
    try:
        document = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"cannot read {file}: {error.strerror}") from error
    imported, found = import_schema(document, name, version, default_imported_dir())
    status = show(CheckResult(tuple(found)), output, path=lambda _: file.as_posix())
    if imported:
        counts = f"{imported.resources} resources, {imported.data_sources} data sources"
        click.echo(f"{imported.source} {imported.version}: {counts}.")
    return status

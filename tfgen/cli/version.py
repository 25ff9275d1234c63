"""``tfgen version``."""

from __future__ import annotations

import platform

import click

from tfgen import __version__
from tfgen.cache.paths import default_imported_dir
from tfgen.cli.console import print_json
from tfgen.cli.options import format_option
from tfgen.terraform.schema import available


@click.command("version")
@format_option
def command(format: str) -> int:
    """Print the version, and what tfgen has at hand: Python and the provider schemas."""
    schemas = []
    for entry in available(default_imported_dir()):
        schemas.append(f"{entry.provider} {entry.version}")
    python = platform.python_version()
    if format == "json":
        print_json({"tfgen": __version__, "python": python, "schemas": schemas})
        return 0
    click.echo(f"tfgen {__version__}")
    click.echo(f"Python {python}")
    click.echo(f"schemas: {', '.join(schemas)}")
    return 0

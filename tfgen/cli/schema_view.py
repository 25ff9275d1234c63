"""A type's schema as a table in the terminal."""

from __future__ import annotations

import click

from tfgen.cli.tables import table, terminal_width
from tfgen.terraform.schema.show import Description, Row


def print_description(description: Description, provider: str) -> None:
    """Print the table: nested blocks indented below their name."""
    click.echo(f"{description.name} ({provider})")
    rows = [("name", "need", "kind, type and notes"), *map(_cells, description.rows)]
    for line in table(rows, terminal_width()):
        click.echo(line)


def _cells(row: Row) -> tuple[str, str, str]:
    kind = row.type
    if row.kind != "argument":
        kind = f"{row.kind}, {row.type}"
    notes = filter(None, (kind, row.allowed, *row.notes))
    return "  " * row.depth + row.name, row.need, ", ".join(notes)

"""A type's schema as a table in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tfgen.terraform.schema.show import Description


def print_description(description: Description, provider: str) -> None:
    """Print the table: nested blocks indented below their name."""
    table = Table(
        title=f"{description.name} ({provider})", title_justify="left", box=None, pad_edge=False
    )
    for column in ("name", "kind", "type", "need", "notes"):
        table.add_column(column, overflow="fold")
    for row in description.rows:
        notes = ", ".join(filter(None, (row.allowed, *row.notes)))
        table.add_row("  " * row.depth + row.name, row.kind, row.type, row.need, notes)
    Console(width=None if Console().is_terminal else 200, highlight=False, markup=False).print(
        table
    )

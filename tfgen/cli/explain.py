"""``tfgen explain``."""

from __future__ import annotations

import click
from msgspec import to_builtins

from tfgen.cli.common import format_option, print_json


@click.command("explain")
@click.argument("code")
@format_option
def command(code: str, format: str) -> int:
    """Explain a finding: what it finds, why it matters and how to mend it.

    CODE is a code (TFG301) or a name (unknown-argument).
    """
    from tfgen.explain.pages import explain, find, suggestion

    found = find(code)
    if found is None:
        raise click.ClickException(f"there is no code or name {code!r}. {suggestion(code)}".rstrip())
    page = explain(found)
    if format == "json":
        print_json({name: value or None for name, value in to_builtins(page).items()})
    else:
        click.echo(page.text())
    return 0

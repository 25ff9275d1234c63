"""``tfgen explain``."""

from __future__ import annotations

import click
from msgspec import to_builtins

from tfgen.cli.console import print_json
from tfgen.cli.options import format_option


@click.command("explain")
@click.argument("code")
@format_option
def command(code: str, format: str) -> int:
    """Explain a finding: what it finds, why it matters and how to mend it.

    CODE is a code (TFG301) or a name (unknown-argument).
    """
    from tfgen.explain.pages import explain, find, suggestion

    known = find(code)
    if known is None:
        raise click.ClickException(
            f"there is no code or name {code!r}. {suggestion(code)}".rstrip()
        )
    page = explain(known)
    if format == "json":
        print_json({name: value or None for name, value in to_builtins(page).items()})
    else:
        click.echo(page.text())
    return 0

"""``tfgen explain``."""

from __future__ import annotations

import click
from msgspec import to_builtins

from tfgen.cli.completion import complete_code
from tfgen.cli.console import print_json
from tfgen.cli.options import format_option
from tfgen.cli.tables import table, terminal_width


@click.command("explain")
@click.argument("code", required=False, shell_complete=complete_code)
@click.option("--list", "all_", is_flag=True, help="List all codes with their names.")
@format_option
def command(code: str | None, all_: bool, format: str) -> int:
    """Explain a finding: what it finds, why it matters and how to mend it.

    CODE is a code (TFG301) or a name (unknown-argument).
    """
    if all_:
        return _list(format)
    if code is None:
        raise click.UsageError("name a code or a name, or --list for all of them")
    return _explain(code, format)


def _list(format: str) -> int:
    from tfgen.codes.table import CODES

    if format == "json":
        fields = ("code", "name", "stage", "level", "fixes")
        print_json([{name: getattr(code, name) for name in fields} for code in CODES.values()])
        return 0
    rows = [(code.code, code.name, code.level, code.stage) for code in CODES.values()]
    for line in table(rows, terminal_width()):
        click.echo(line)
    return 0


def _explain(code: str, format: str) -> int:
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

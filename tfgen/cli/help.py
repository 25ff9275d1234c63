"""``tfgen help``: the help of a command, as its ``--help`` prints it."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


def _complete(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The commands of the group that the words before lead to."""
    parent = context.parent or context
    found: click.Command = parent.command
    for word in context.params.get("words") or ():
        parent, found = _below(parent, found, word)
    names = found.list_commands(parent) if isinstance(found, click.Group) else []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command("help")
@click.argument("words", nargs=-1, metavar="[COMMAND]...", shell_complete=_complete)
@click.pass_context
def command(context: click.Context, words: tuple[str, ...]) -> int:
    """Show the help of a command, as in: tfgen help module show."""
    parent = context.parent or context
    found: click.Command = parent.command
    for word in words:
        parent, found = _below(parent, found, word)
    click.echo(found.get_help(parent))
    return 0


def _below(
    parent: click.Context, group: click.Command, word: str
) -> tuple[click.Context, click.Command]:
    """The command ``word`` of a group and a context for it. Raises ``UsageError``."""
    if not isinstance(group, click.Group):
        raise click.UsageError(f"{parent.command_path!r} has no commands below it.")
    name, found, _ = group.resolve_command(parent, [word])
    if found is None:
        raise click.UsageError(f"there is no command {word!r}.")
    return click.Context(found, parent=parent, info_name=name), found

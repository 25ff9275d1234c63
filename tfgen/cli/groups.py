"""Groups of commands: a mistyped one is answered with the one that is meant, and every one takes
``--color``.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from tfgen.cli.colour import color_option

OTHER_TOOLS = {
    "apply": "sandbox",
    "format": "fmt",
    "generate": "render",
    "lint": "check",
    "plan": "sandbox",
    "scan": "check",
    "synth": "render",
    "test": "check",
    "validate": "check",
}
"""Commands of Terraform, CDKTF, TFLint and others, to the one of tfgen that does nearly the same."""


class CommandGroup(click.Group):
    """A group that knows what is meant by a command that it does not have."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command with ``--color``, or None where there is none of this name."""
        command = self.load_command(ctx, name)
        if command is not None and not isinstance(command, click.Group):
            _add_color(command)
        return command

    def load_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command as it was written."""
        return super().get_command(ctx, name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with. Raises ``UsageError``."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            raise click.UsageError(self.unknown(ctx, name), ctx)
        return super().resolve_command(ctx, args)

    def unknown(self, ctx: click.Context, name: str) -> str:
        """The message about a command that there is not."""
        known = self.list_commands(ctx)
        hint = _meant(name, known)
        return f"there is no command {name!r}. {hint}"


def _meant(name: str, known: Sequence[str]) -> str:
    if OTHER_TOOLS.get(name) in known:
        return f"In tfgen that is {OTHER_TOOLS[name]!r}."
    from tfgen.spelling import did_you_mean

    return did_you_mean(name, known) or f"Commands: {', '.join(known)}."


def _add_color(command: click.Command) -> None:
    if not any(parameter.name == "color" for parameter in command.params):
        command.params.append(color_option())

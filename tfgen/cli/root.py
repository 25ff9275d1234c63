"""The ``tfgen`` group: commands are imported when they run, so that ``--help`` answers at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from tfgen import __version__
from tfgen.cli.colour import color_option
from tfgen.cli.groups import CommandGroup

COMMANDS = {
    "render": "Render a stack file into verified modules and roots.",
    "check": "Check Terraform directories against the provider's schema.",
    "explain": "Explain a finding by its code or name.",
    "fmt": "Lay out Terraform files as terraform fmt does.",
    "sandbox": "Really apply a stack, against an emulated AWS.",
    "module": "Look at the library of modules, or render it.",
    "schema": "Look at provider schemas, or import one.",
    "completion": "Print the completion script of a shell.",
    "version": "Print the version, and what tfgen has at hand.",
    "help": "Show the help of a command.",
}
"""Command to its line in the help; ``tfgen.cli.<command>`` holds it as ``command``."""


class _LazyGroup(CommandGroup):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def load_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tfgen.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tfgen")
@click.option("-C", "folder", metavar="DIR", help="Run as if started in DIR.")
def cli(folder: str | None) -> None:
    """One YAML stack file in, verified and apply-ready Terraform out."""
    if folder is not None:
        try:
            os.chdir(folder)
        except OSError as error:
            raise click.ClickException(f"cannot go to {folder}: {error.strerror}") from error


cli.params.append(color_option())


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit status; what was printed has left by then."""
    try:
        status = _status(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        return 1
    except OSError as error:
        click.echo(
            f"Error: {error.filename or 'the output cannot be written'}: {error.strerror}", err=True
        )
        return 1
    return status


def _status(arguments: Sequence[str]) -> int:
    try:
        return int(cli.main(list(arguments), prog_name="tfgen", standalone_mode=False) or 0)
    except click.exceptions.Exit as exit_:
        return int(exit_.exit_code)
    except click.ClickException as error:
        error.show()
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130

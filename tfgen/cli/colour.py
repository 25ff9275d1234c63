"""Colour on the terminal: whether there is any, for click and for rich alike."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

CHOICES = ("auto", "always", "never")

_OF_DIFF = (
    ("+++", {"bold": True}),
    ("---", {"bold": True}),
    ("@@", {"fg": "cyan"}),
    ("+", {"fg": "green"}),
    ("-", {"fg": "red"}),
)
"""The style of a line of a unified diff by its beginning; the first that fits counts."""


def color_option() -> click.Option:
    """``--color auto|always|never``; what it says is kept in the click context."""
    return click.Option(
        ["--color"],
        type=click.Choice(CHOICES),
        callback=_set_color,
        expose_value=False,
        is_eager=True,
        help="Colour: auto (on a terminal; NO_COLOR and FORCE_COLOR count), always, never.",
    )


def _set_color(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.color = _wanted(value)
    elif context.color is None:
        context.color = _wanted("auto")


def _wanted(choice: str) -> bool | None:
    """True or False where it is decided; None: click asks each stream whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        return True
    return None


def has_colour() -> bool:
    """True when what is printed on standard output has colour."""
    context = click.get_current_context(silent=True)
    wanted = context.color if context else _wanted("auto")
    if wanted is not None:
        return wanted
    return sys.stdout is not None and sys.stdout.isatty()


def print_diff(text: str) -> None:
    """Print a unified diff, coloured where there is colour."""
    if has_colour():
        text = "".join(map(_coloured, text.splitlines(keepends=True)))
    click.echo(text, nl=False)


def _coloured(line: str) -> str:
    for begin, style in _OF_DIFF:
        if line.startswith(begin):
            end = "\n" if line.endswith("\n") else ""
            return click.style(line.removesuffix("\n"), **style) + end
    return line


def console(*, stderr: bool = False, width: int | None = None, soft_wrap: bool = False) -> Console:
    """A rich console with the colour that was asked for."""
    from rich.console import Console

    context = click.get_current_context(silent=True)
    wanted = context.color if context else _wanted("auto")
    return Console(
        stderr=stderr,
        width=width,
        soft_wrap=soft_wrap,
        highlight=False,
        no_color=wanted is False,
        color_system="standard" if wanted else "auto",
        force_terminal=None,
    )

"""Terraform's own spelling of flags, for those whose fingers know ``terraform fmt -check -diff``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

SPELLINGS = {
    "-check": ("--check",),
    "-check=true": ("--check",),
    "-check=false": (),
    "-diff": ("--diff", "--write"),
    "-diff=true": ("--diff", "--write"),
    "-diff=false": (),
    "-list": ("--list",),
    "-list=true": ("--list",),
    "-list=false": ("--no-list",),
    "-no-color": ("--color", "never"),
    "-recursive": (),
    "-recursive=true": (),
    "-recursive=false": ("--no-recursive",),
    "-write": ("--write",),
    "-write=true": ("--write",),
    "-write=false": ("--no-write",),
    "-help": ("--help",),
}
"""Flags of ``terraform fmt`` 1.11 to those of ``tfgen fmt`` that do the same."""


class TerraformCommand(click.Command):
    """A command that takes Terraform's spelling of its flags too, with one dash."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments as click does."""
        return super().parse_args(ctx, list(_respelt(args)))


def _respelt(arguments: Sequence[str]) -> Iterator[str]:
    """The arguments with Terraform's flags in tfgen's spelling; those behind ``--`` as they are."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            yield from arguments[index:]
            return
        yield from SPELLINGS.get(argument, (argument,))

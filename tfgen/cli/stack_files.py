"""The stack file that a command line means."""

from __future__ import annotations

from pathlib import Path

import click

STACK_FILES = ("stack.yaml", "stack.yml")


def stack_path(name: str) -> str:
    """The stack file that the user names: the path itself, or ``stack.yaml`` (else ``stack.yml``) in that folder.

    Exit 1 where the folder has both: one of them would be passed over.
    """
    if name == "-" or not Path(name).is_dir():
        return name
    yaml, yml = (Path(name) / file for file in STACK_FILES)
    if yaml.exists() and yml.exists():
        raise click.UsageError(
            f"there is {yaml.as_posix()} and {yml.as_posix()}: name the one you mean"
        )
    return (yml if yml.exists() else yaml).as_posix()

"""Folders and single files that ``tfgen check`` is given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import Struct

from tfgen.cli.console import progress
from tfgen.cli.options import OutputOptions
from tfgen.report.words import plural
from tfgen.terraform.config.file_kinds import JUDGED


class NamedPaths(Struct, frozen=True):
    """The folders and the files of a command line."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]

    @property
    def where(self) -> tuple[str, ...]:
        """The folders, and those that the files lie in."""
        parents = []
        for file in self.files:
            parents.append(file.parent)
        return tuple(folder.as_posix() for folder in (*self.folders, *parents))


def named_paths(paths: Sequence[str]) -> NamedPaths:
    """The folders and the Terraform files among the paths, this folder without any; exit 1 for
    anything else.
    """
    folders: list[Path] = []
    files: list[Path] = []
    for path in map(Path, paths or (".",)):
        if path.is_dir():
            folders.append(path)
        elif path.name.endswith(JUDGED) and path.exists():
            files.append(path)
        else:
            raise click.ClickException(_not_to_be_checked(path))
    return NamedPaths(tuple(folders), tuple(files))


def _not_to_be_checked(path: Path) -> str:
    if not path.exists():
        return f"there is no file or folder {path}"
    if path.suffix in (".yaml", ".yml"):
        return (
            f"{path} is no Terraform file. A stack file is checked by: tfgen render --check {path}"
        )
    return f"{path} is no Terraform file: tfgen checks {', '.join(JUDGED)}"


def count_elsewhere(count: int, output: OutputOptions) -> None:
    """Print the number of findings in the other files of the folders, if there are any."""
    if count:
        found = plural(count, "finding")
        progress(f"{found} in other files: name the folder to see them.", output)

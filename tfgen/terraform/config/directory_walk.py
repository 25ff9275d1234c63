"""Directories with files of the Terraform language, below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import filterfalse
from pathlib import Path

from tfgen.terraform.config.file_kinds import CONFIGURATION, LANGUAGE, TEST_FOLDER, TESTS
from tfgen.terraform.config.files import is_read

_SKIPPED = frozenset({".terraform", ".git", ".tfgen"})
"""Folders of tools."""


def directories(folder: Path) -> Sequence[Path]:
    """The directories with files of the language at or below a folder, without those of tools;
    links are not followed.

    Tests that belong to the configuration beside their folder are found with that.
    """
    return sorted(set(_directories(folder)))


def _directories(folder: Path) -> Iterable[Path]:
    for root, below, files in os.walk(folder):
        below[:] = filterfalse(_SKIPPED.__contains__, below)
        here = Path(root)
        named = [name for name in files if name.endswith(LANGUAGE) and is_read(here / name)]
        tests = [name for name in named if name.endswith(TESTS)]
        if tests and _tests_its_parent(here, named):
            yield here.parent
        if len(named) > len(tests) or (tests and not _tests_its_parent(here, named)):
            yield here


def owner(directory: Path) -> Path:
    """The directory whose files those of a folder are: for tests the one with what they test."""
    try:
        names = []
        for path in directory.iterdir():
            names.append(path.name)
    except OSError:
        return directory
    if _tests_its_parent(directory, names):
        return directory.parent
    return directory


def _tests_its_parent(folder: Path, names: Iterable[str]) -> bool:
    """True for a folder ``tests`` whose test files are those of the configuration beside it."""
    if folder.resolve().name != TEST_FOLDER or any(name.endswith(CONFIGURATION) for name in names):
        return False
    return _is_configured(folder.parent)


def _is_configured(directory: Path) -> bool:
    try:
        return any(
            path.name.endswith(CONFIGURATION) and is_read(path) for path in directory.iterdir()
        )
    except OSError:
        return False

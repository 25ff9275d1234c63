"""A group of directories to check and its result: light, and picklable both ways."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tfgen.diagnostics import CheckResult, Diagnostics
from tfgen.terraform.config.file_kinds import Engine
from tfgen.terraform.config.files import Content, Directory
from tfgen.terraform.config.version_request import VersionRequest

if TYPE_CHECKING:
    from tfgen.terraform.config.configuration import Parsed
    from tfgen.terraform.functions.recorded import Answer


class Variant(Struct, frozen=True):
    """One of the ways in which a root module is run: in a workspace, with a values file."""

    root: str
    workspace: str | None = None
    values: Content | None = None

    @property
    def words(self) -> str:
        """The variant in a sentence: ``prod.tfvars``, ``prod.tfvars in the workspace prod``."""
        file = posixpath.relpath(self.values.path, self.root or ".") if self.values else ""
        if self.workspace is None:
            return file
        workspace = f"the workspace {self.workspace}"
        if file:
            return f"{file} in {workspace}"
        return workspace


class Job(Struct, frozen=True):
    """Directories that may call each other, and no other one: they can be checked by themselves.

    ``roots`` are checked, as is what they call; ``directories`` has the files of all of them by
    key, ``absent`` the keys of directories that may be called and do not exist.
    ``version_requests`` has the versions that settings ask for, ``repositories`` the folders of
    schemas that repositories bring along, for those directories that have one. ``version``,
    ``imported`` and ``workspace`` are as in ``CheckRequest``; ``engine`` reads the files. With a
    ``variant`` there is one root.
    """

    roots: tuple[str, ...]
    directories: Mapping[str, Directory]
    absent: frozenset[str] = frozenset()
    version_requests: Mapping[str, VersionRequest] = field(default_factory=dict)
    repositories: Mapping[str, Path] = field(default_factory=dict)
    version: str | None = None
    imported: Path | None = None
    engine: Engine = "terraform"
    workspace: str | None = None
    variant: Variant | None = None

    @property
    def size(self) -> int:
        """The bytes of its files."""
        size = 0
        for directory in self.directories.values():
            for file in directory.files:
                size += len(file.content or b"")
        return size


class JobResult(Struct, frozen=True):
    """The outcome of a job: of reading its files, choosing schemas,
    the rules (``result``), and values files.

    ``read``: the keys of the directories that were read. ``unsure``: those where not everything
    could be checked. ``marked``: the files with ignores. ``answers``: what functions read from the
    disk. ``workspaces``: the names that the code of each root compares the workspace with.
    ``surprising``: calls led to directories that the job does not name.
    """

    read: tuple[str, ...]
    unreadable: Diagnostics
    schemas: Diagnostics
    result: CheckResult
    values: Diagnostics
    unsure: frozenset[str]
    marked: tuple[Parsed, ...]
    answers: tuple[Answer, ...]
    surprising: bool
    workspaces: Mapping[str, tuple[str, ...]] = {}

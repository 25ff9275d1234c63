"""Groups of directories that must be checked together,
since their texts say that they may call each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct, field

from tfgen.checker.job import Job
from tfgen.graph import connected
from tfgen.suppress.policy import SuppressionPolicy
from tfgen.terraform.config.file_kinds import Engine
from tfgen.terraform.config.files import Directory, DirectoryReader, key_of
from tfgen.terraform.config.version_request import VersionRequest
from tfgen.terraform.schema.repository import find_repository_schemas


class Survey(Struct):
    """The directories, and the calls that they may make, by their texts alone."""

    disk: DirectoryReader
    roots: dict[str, None] = field(default_factory=dict)
    directories: dict[str, Directory] = field(default_factory=dict)
    targets: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, directory: Path) -> None:
        """Take in a directory that is to be checked."""
        key = key_of(directory)
        if key not in self.roots:
            self.roots[key] = None
            self._take(directory, key)

    def read(self, key: str) -> Directory:
        """A directory's files."""
        if key not in self.directories:
            self._take(Path(key), key)
        return self.directories[key]

    def _take(self, directory: Path, key: str) -> None:
        taken = self.disk.read(directory, key)
        self.directories[key] = taken
        self.targets[key] = tuple(dict.fromkeys(taken.targets()))

    def follow(self) -> None:
        """Add the directories that calls may lead to."""
        waiting = list(self.directories)
        while waiting:
            for target in self.targets[waiting.pop()]:
                if target not in self.directories and self.disk.is_directory(target):
                    self._take(Path(target), target)
                    waiting.append(target)

    def absent(self, group: Iterable[str]) -> frozenset[str]:
        """The directories that a group may call and that do not exist."""
        called: set[str] = set()
        for key in group:
            called.update(self.targets[key])
        return frozenset(called - self.directories.keys())

    def engine_of(self, group: Iterable[str]) -> Engine:
        """The engine that a group is written for: OpenTofu's where it has files for that only."""
        if any(self.directories[key].has_tofu for key in group):
            return "tofu"
        return "terraform"

    def groups(self) -> list[list[str]]:
        """The directories that must be checked together, roots in their order."""
        return connected(self.targets)


def jobs_of(
    survey: Survey,
    groups: Sequence[Sequence[str]],
    version: str | None,
    imported: Path | None,
    policy: SuppressionPolicy | None,
    engine: Engine | None = None,
) -> list[Job]:
    """A job for each group of directories;
    ``version``, ``imported``, ``policy`` and ``engine`` are as in ``CheckRequest``.
    """
    jobs: list[Job] = []
    for group in groups:
        roots = tuple(key for key in group if key in survey.roots)
        job = Job(
            roots=roots,
            directories={key: survey.directories[key] for key in group},
            absent=survey.absent(group),
            version_requests=_version_requests(roots, policy),
            repositories=_repositories(group),
            version=version,
            imported=imported,
            engine=engine or survey.engine_of(group),
        )
        jobs.append(job)
    return jobs


def _repositories(keys: Iterable[str]) -> dict[str, Path]:
    """The folders of schemas that the repositories of some directories bring along."""
    folders: dict[str, Path] = {}
    for key in keys:
        try:
            found = find_repository_schemas(Path(key))
        except OSError:
            continue
        if found is not None:
            folders[key] = found
    return folders


def _version_requests(
    roots: Iterable[str], policy: SuppressionPolicy | None
) -> dict[str, VersionRequest]:
    """The provider versions that settings ask for, by directory."""
    requests: dict[str, VersionRequest] = {}
    if policy is None:
        return requests
    for root in roots:
        request = policy.version_request(root)
        if request:
            requests[root] = request
    return requests

"""Directories that call each other, found by their texts alone: what must be checked together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct, field

from tfgen.checker.job import Job
from tfgen.graph import connected
from tfgen.suppress.policy import SuppressionPolicy
from tfgen.terraform.config.files import Directory, DirectoryReader, key_of
from tfgen.terraform.config.version_request import VersionRequest


class Survey(Struct):
    """Which directories there are, and which may call which, by their texts alone."""

    disk: DirectoryReader
    roots: dict[str, None] = field(default_factory=dict)
    directories: dict[str, Directory] = field(default_factory=dict)
    targets: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, directory: Path) -> None:
        """A directory that is to be judged."""
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
        found = self.directories[key] = self.disk.read(directory, key)
        self.targets[key] = tuple(dict.fromkeys(found.targets()))

    def follow(self) -> None:
        """Add the directories that calls may lead to."""
        waiting = list(self.directories)
        while waiting:
            for target in self.targets[waiting.pop()]:
                if target not in self.directories and Path(target).is_dir():
                    self._take(Path(target), target)
                    waiting.append(target)

    def absent(self, group: Iterable[str]) -> frozenset[str]:
        """The directories that a group may call and that do not exist."""
        called = {target for key in group for target in self.targets[key]}
        return frozenset(called - self.directories.keys())

    def groups(self) -> list[list[str]]:
        """The directories that must be judged together, roots in their order."""
        return connected(self.targets)


def jobs_of(
    survey: Survey,
    groups: Sequence[Sequence[str]],
    version: str | None,
    imported: Path | None,
    policy: SuppressionPolicy | None,
) -> list[Job]:
    """A job for each group of directories; ``version``, ``imported`` and ``policy`` are as in ``CheckRequest``."""
    jobs = []
    for group in groups:
        roots = tuple(key for key in group if key in survey.roots)
        files = {key: survey.directories[key] for key in group}
        job = Job(roots, files, survey.absent(group), _version_requests(roots, policy), version, imported)
        jobs.append(job)
    return jobs


def _version_requests(roots: Iterable[str], policy: SuppressionPolicy | None) -> dict[str, VersionRequest]:
    """The provider versions that settings ask for, by directory."""
    requests = {root: policy.version_request(root) for root in roots} if policy else {}
    return {root: request for root, request in requests.items() if request}

"""The directories of a job, each read once, and the versions of providers that each asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from tfgen.checker.job import Job
from tfgen.diagnostics import (
    DETACHED_TESTS,
    FILES_PASSED_OVER,
    UNJUDGED_FILES,
    Diagnostic,
    Skipped,
)
from tfgen.output.generated import GeneratedFiles
from tfgen.terraform.analysis.workspaces import named_workspaces
from tfgen.terraform.config.configuration import (
    Configuration,
    configure,
    source_of,
)
from tfgen.terraform.config.files import Directory, DirectoryReader
from tfgen.terraform.config.load import Folder
from tfgen.terraform.config.merged_files import Merged
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.config.parse_cache import ParseCache
from tfgen.terraform.config.provider_versions import Root
from tfgen.terraform.config.test_files import run_sources
from tfgen.terraform.config.version_request import VersionRequest
from tfgen.terraform.hcl.syntax import Body


class JobReader(Struct):
    """Reads directories once.
    ``callers`` maps a module that is only there because it is called to who calls it.

    ``plain`` has the files of each directory as they are without a provider's schema. ``missing``:
    directories that are called and do not exist. ``surprising``: a call led to a directory that the
    job does not name.
    """

    job: Job
    parse_cache: ParseCache
    folders: dict[str, Folder] = field(default_factory=dict)
    read_files: dict[str, Directory] = field(default_factory=dict)
    plain: dict[str, Merged] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    callers: dict[str, str] = field(default_factory=dict)
    surprising: bool = False
    _configurations: dict[str, Configuration] = field(default_factory=dict)
    _calls: dict[str, dict[str, None]] = field(default_factory=dict)
    _called_from: dict[str, list[str]] = field(default_factory=dict)

    def incomplete(self) -> Iterator[str]:
        """The directories of which not all files could be read."""
        for directory, folder in self.folders.items():
            if not folder.complete:
                yield directory

    def read(self, key: str) -> bool:
        """Parse a directory; False when it was read before."""
        if key in self.folders:
            return False
        directory = self._directory(key).read_by(self.job.engine)
        folder = Folder.read(directory, self.parse_cache)
        variant = self.job.variant
        if variant is not None and variant.values is not None and variant.root == key:
            folder = folder.with_values(variant.values, self.parse_cache)
        self.folders[key] = folder
        self.read_files[key] = directory
        self.plain[key] = folder.merged(None)
        self.found += folder.unreadable
        return True

    def _directory(self, key: str) -> Directory:
        if key not in self.job.directories:
            self.surprising = True
            return DirectoryReader(is_generated=GeneratedFiles().holds).read(Path(key), key)
        return self.job.directories[key]

    def unjudged(self) -> Iterator[Skipped]:
        """The files that no rule looks at, or not at all that they say."""
        for directory in self.read_files.values():
            yield Skipped(len(directory.unjudged), UNJUDGED_FILES)
            yield Skipped(len(directory.replaced), FILES_PASSED_OVER)
            if directory.detached:
                yield Skipped(len(directory.tests), DETACHED_TESTS)

    def configuration(self, directory: str) -> Configuration:
        """The declarations of a directory, as far as they can be known without a schema."""
        if directory not in self._configurations:
            self._configurations[directory] = configure(
                directory, self.plain[directory].files, None
            )
        return self._configurations[directory]

    def follow_modules(self) -> None:
        """Read the local modules that the directories call, and those that these call."""
        waiting = list(self.folders)
        while waiting:
            directory = waiting.pop()
            for target in self._targets(directory):
                if self._is_absent(target):
                    self.missing.add(target)
                    continue
                self._calls.setdefault(directory, {})[target] = None
                if self.read(target):
                    self.callers[target] = directory
                    waiting.append(target)

    def _targets(self, directory: str) -> Iterator[str]:
        """The local modules that a directory calls, and those that its tests run."""
        sources = []
        for _, call in self.configuration(directory).of_kind("module"):
            sources.append(source_of(call))
        for file in self.folders[directory].tests:
            if isinstance(file.read.tree, Body):
                sources += run_sources(file.read.tree)
        for source in sources:
            target = local_directory(directory, source)
            if target is not None:
                yield target

    def _is_absent(self, target: str) -> bool:
        if target in self.job.directories:
            return False
        if target in self.job.absent:
            return True
        self.surprising = True
        return not Path(target).is_dir()

    def version_request(self, directory: str) -> VersionRequest | None:
        """The version that settings ask for: those of a directory, or of what calls it."""
        requests = self.job.version_requests
        return requests.get(directory) or requests.get(self._root_of(directory))

    def workspace_of(self, directory: str) -> str | None:
        """The workspace that a directory is run in: the one that was asked for, or selected."""
        variant = self.job.variant
        if variant is not None and variant.workspace is not None:
            return variant.workspace
        return self.job.workspace or self._directory(self._root_of(directory)).workspace

    def workspaces(self) -> Mapping[str, tuple[str, ...]]:
        """The workspaces that the code of each root, and of the modules that it calls, names."""
        named: dict[str, tuple[str, ...]] = {}
        for root in self.job.roots:
            names: set[str] = set()
            for directory in self._below(root):
                names |= named_workspaces(self.configuration(directory))
            if names:
                named[root] = tuple(sorted(names))
        return named

    def versions_of(self, directory: str) -> Root:
        """The facts that decide on the provider's version of a directory."""
        root = self._root_of(directory)
        below = dict.fromkeys([*self._below(directory), *self._below(root)])
        return Root(tuple(map(self.configuration, below)), self._directory(root).lock)

    def _root_of(self, directory: str) -> str:
        """The directory that a module is called from; the first one, in its order, of several."""
        seen = {directory}
        while not self.configuration(directory).is_root:
            callers = []
            for key in self._callers.get(directory, ()):
                if key not in seen:
                    callers.append(key)
            if not callers:
                break
            directory = callers[0]
            seen.add(directory)
        return directory

    @property
    def _callers(self) -> Mapping[str, Sequence[str]]:
        """The directories that call each directory that is called, in their order."""
        if not self._called_from:
            for caller in sorted(self._calls):
                for target in self._calls[caller]:
                    self._called_from.setdefault(target, []).append(caller)
        return self._called_from

    def _below(self, directory: str) -> list[str]:
        """A directory and all that it calls, directly or not."""
        reached = {directory: None}
        waiting = [directory]
        while waiting:
            for target in self._calls.get(waiting.pop(), ()):
                if target not in reached:
                    reached[target] = None
                    waiting.append(target)
        return [*reached]

"""The run of one job: directories that call each other, from their files' bytes to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.checker.job import Job, JobResult
from tfgen.checker.run_rules import run_rules
from tfgen.codes.select import has_ignore
from tfgen.diagnostics import (
    DETACHED_TESTS,
    FILES_PASSED_OVER,
    UNJUDGED_FILES,
    CheckResult,
    Diagnostic,
    Diagnostics,
    Skipped,
    place_of,
    summed_up,
)
from tfgen.output.generated import GeneratedFiles
from tfgen.rules.registry import RULES
from tfgen.terraform.analysis.workspaces import named_workspaces
from tfgen.terraform.config.configuration import (
    Configuration,
    FileProblems,
    Parsed,
    configure,
    source_of,
)
from tfgen.terraform.config.files import Directory, DirectoryReader
from tfgen.terraform.config.load import NO_PARSE_CACHE, Folder
from tfgen.terraform.config.local_schemas import LocalSchemas
from tfgen.terraform.config.merged_files import Merged
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.config.other_providers import OtherProviders
from tfgen.terraform.config.parse_cache import ParseCache
from tfgen.terraform.config.provider_versions import Root, Schemas
from tfgen.terraform.config.test_files import NO_TESTS, TestFiles, run_sources
from tfgen.terraform.config.tree import OthersOf, ProjectContext, SchemaOf
from tfgen.terraform.config.version_request import VersionRequest
from tfgen.terraform.functions import DiskFiles
from tfgen.terraform.functions.recorded import Answer, Question, RecordedFiles
from tfgen.terraform.hcl.syntax import Body
from tfgen.terraform.schema import ProviderSchema


def run_job(job: Job, parse_cache: ParseCache = NO_PARSE_CACHE) -> JobResult:
    """Check the roots of a job and the local modules that they call, parsed now or before."""
    reader = _JobReader(job, parse_cache)
    for root in job.roots:
        reader.read(root)
    reader.follow_modules()
    schemas = Schemas(job.version, job.imported)
    others = OtherProviders(job.imported, schemas.diagnostics)
    unsure = set(reader.incomplete())

    @cache
    def schema_of(directory: str) -> ProviderSchema | None:
        schema = None
        if reader.configuration(directory).aws_names:
            schema = schemas.of(reader.versions_of(directory), reader.version_request(directory))
        if schema is None:
            unsure.add(directory)
        return schema

    @cache
    def others_of(directory: str) -> LocalSchemas:
        configuration, root = reader.configuration(directory), reader.versions_of(directory)
        return others.of(configuration, root, job.repositories.get(directory))

    merged = _merged(reader, schema_of, others_of)
    answers: dict[Question, str] = {}
    tests = {directory: _tests(reader, directory) for directory in reader.folders}
    result = _run_rules(reader, merged, tests, schema_of, others_of, answers)
    return JobResult(
        tuple(reader.folders),
        tuple(reader.found),
        tuple(dict.fromkeys(schemas.diagnostics)),
        _completed(result, merged, tests.values(), reader),
        tuple(_misshapen_values(reader)),
        frozenset(unsure),
        _with_notes(reader.folders.values()),
        tuple(Answer(question, outcome) for question, outcome in answers.items()),
        reader.surprising,
        reader.workspaces(),
    )


def _merged(reader: _JobReader, schema_of: SchemaOf, others_of: OthersOf) -> dict[str, Merged]:
    """The files of each directory as Terraform sees them."""
    merged: dict[str, Merged] = {}
    for directory, folder in reader.folders.items():
        if folder.plain:
            merged[directory] = reader.plain[directory]
        else:
            merged[directory] = folder.merged(schema_of(directory), others_of(directory))
    return merged


def _completed(
    result: CheckResult,
    merged: Mapping[str, Merged],
    tests: Iterable[TestFiles],
    reader: _JobReader,
) -> CheckResult:
    """The result with the findings about JSON in order,
    and with the files that no rule looked at.
    """
    found = [*result.diagnostics]
    for each in tests:
        found += each.diagnostics
    skipped = summed_up((*result.skipped, *reader.unjudged()))
    return replace(result, diagnostics=_in_order(tuple(found), merged), skipped=skipped)


def _tests(reader: _JobReader, directory: str) -> TestFiles:
    folder = reader.folders[directory]
    if not folder.tests and not folder.mocks:
        return NO_TESTS
    read = reader.read_files[directory]
    missing = frozenset(reader.missing) | reader.job.absent
    return replace(folder.tested(), detached=read.detached, missing=missing)


def _with_notes(folders: Iterable[Folder]) -> tuple[Parsed, ...]:
    """The HCL files in which the mark of a note stands."""
    found: list[Parsed] = []
    for folder in folders:
        found += filter(_has_mark, folder.hcl)
    return tuple(found)


def _has_mark(parsed: Parsed) -> bool:
    return has_ignore(parsed.file.text)


def _run_rules(
    reader: _JobReader,
    merged: Mapping[str, Merged],
    tests: Mapping[str, TestFiles],
    schema_of: SchemaOf,
    others_of: OthersOf,
    answers: dict[Question, str],
) -> CheckResult:
    project = ProjectContext(
        incomplete=frozenset(reader.incomplete()),
        missing=frozenset(reader.missing),
        files_of=lambda d: RecordedFiles(DiskFiles(Path(d)), d, answers),
        file_values_of=lambda d: reader.folders[d].file_values,
        varying_of=lambda d: reader.folders[d].varying,
        values_files_of=lambda d: _values_files(reader, d),
        problems_of=lambda d: _problems(reader, merged[d], d),
        tests_of=lambda d: tests[d],
        directories=tuple(directory for directory, each in tests.items() if each.files),
        engine=reader.job.engine,
        workspace_of=reader.workspace_of,
        others_of=others_of,
    )
    files: list[Parsed] = []
    for each in merged.values():
        files += each.files
    return run_rules(files, schema_of, RULES, project)


def _in_order(diagnostics: Diagnostics, merged: Mapping[str, Merged]) -> Diagnostics:
    """The diagnostics of rules, those in merged blocks as Terraform sees them,
    and those about syntax in JSON.
    """
    of_syntax: list[Diagnostic] = []
    for files in merged.values():
        diagnostics = files.lessened(diagnostics)
        of_syntax += files.diagnostics
    return tuple(sorted((*diagnostics, *of_syntax), key=place_of))


def _problems(reader: _JobReader, files: Merged, directory: str) -> FileProblems:
    """The problems in the form of a directory's files; of values files where it is not only called."""
    folder = reader.folders[directory]
    if not folder.values or not folder.configured or directory in reader.callers:
        return files.problems
    return replace(files.problems, value_shapes=folder.valued()[2])


def _misshapen_values(reader: _JobReader) -> Iterator[Diagnostic]:
    """The faults in the form of values files, in directories that are not only called as modules."""
    for directory, folder in reader.folders.items():
        if folder.values and folder.configured and directory not in reader.callers:
            yield from folder.valued()[1]


def _values_files(reader: _JobReader, directory: str) -> tuple[Parsed, ...]:
    folder = reader.folders[directory]
    if not folder.values or not folder.configured or directory in reader.callers:
        return ()
    return folder.valued()[0]


class _JobReader(Struct):
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
        sources = [source_of(call) for _, call in self.configuration(directory).of_kind("module")]
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
        """What decides on the provider's version of a directory."""
        root = self._root_of(directory)
        below = dict.fromkeys([*self._below(directory), *self._below(root)])
        return Root(tuple(map(self.configuration, below)), self._directory(root).lock)

    def _root_of(self, directory: str) -> str:
        """The directory that a module is called from; the first one, in its order, of several."""
        seen = {directory}
        while not self.configuration(directory).is_root:
            callers = [key for key in self._callers.get(directory, ()) if key not in seen]
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

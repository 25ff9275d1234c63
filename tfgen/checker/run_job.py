"""One case judged: directories that call each other, from their files' bytes to findings."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.checker.job import Job, JobResult
from tfgen.checker.run_rules import run_rules
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, place_of
from tfgen.output.generated import GeneratedFiles
from tfgen.rules.language._values_files import check_values
from tfgen.rules.registry import RULES
from tfgen.suppress import MARK
from tfgen.terraform.config.configuration import Configuration, configure, source_of
from tfgen.terraform.config.files import Directory, DirectoryReader
from tfgen.terraform.config.load import NO_PARSE_CACHE, File, Folder, read_content
from tfgen.terraform.config.merged_files import Merged
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.config.parse_cache import ParseCache
from tfgen.terraform.config.provider_versions import Schemas
from tfgen.terraform.config.tree import ProjectContext, SchemaOf
from tfgen.terraform.functions import DiskFiles
from tfgen.terraform.functions.recorded import Answer, Question, RecordedFiles
from tfgen.terraform.schema import ProviderSchema


def run_job(job: Job, parse_cache: ParseCache = NO_PARSE_CACHE) -> JobResult:
    """Judge the roots of a case and the local modules that they call; ``parse_cache`` has what was parsed before."""
    reader = _Reader(job, parse_cache)
    for root in job.roots:
        reader.read(root)
    reader.follow_modules()
    schemas = Schemas(job.version, job.imported)
    unsure = {d for d, f in reader.folders.items() if not f.complete}

    @cache
    def schema_of(directory: str) -> ProviderSchema | None:
        root = reader.root_of(directory)
        schema = schemas.of(reader.configuration(root), job.version_requests.get(root))
        if schema is None:
            unsure.add(directory)
        return schema

    merged = {
        d: m if f.plain else f.merged(schema_of(d)) for d, f in reader.folders.items() for m in (reader.plain[d],)
    }
    answers: dict[Question, str] = {}
    result = _run_rules(reader, merged, schema_of, answers)
    return JobResult(
        tuple(reader.folders),
        tuple(reader.found),
        tuple(dict.fromkeys(schemas.diagnostics)),
        replace(result, diagnostics=_in_their_files(result.diagnostics, merged)),
        tuple(_values(reader, merged)),
        frozenset(unsure),
        tuple(p for f in reader.folders.values() for p in f.hcl if MARK in p.file.text),
        tuple(Answer(question, outcome) for question, outcome in answers.items()),
        reader.surprising,
    )


def _run_rules(
    reader: _Reader, merged: Mapping[str, Merged], schema_of: SchemaOf, answers: dict[Question, str]
) -> CheckResult:
    project = ProjectContext(
        incomplete=frozenset(d for d, f in reader.folders.items() if not f.complete),
        missing=frozenset(reader.missing),
        files_of=lambda d: RecordedFiles(DiskFiles(Path(d)), d, answers),
        file_values_of=lambda d: reader.folders[d].file_values,
        varying_of=lambda d: reader.folders[d].varying,
    )
    return run_rules([p for m in merged.values() for p in m.files], schema_of, RULES, project)


def _in_their_files(diagnostics: Diagnostics, merged: Mapping[str, Merged]) -> Diagnostics:
    """The diagnostics in the files that they are about, and those about the form of JSON and override files.

    What is left of a misshapen JSON file lacks what was wrong there, so the language's rules say nothing more of it.
    """
    shapes = [d for files in merged.values() for d in files.found]
    misshapen = {d.file for d in shapes if d.code == "TFG281"}
    sound = (d for d in diagnostics if not (d.code.startswith("TFG2") and d.file in misshapen))
    return tuple(sorted((*_home(sound, merged), *shapes), key=place_of))


def _home(found: Iterable[Diagnostic], merged: Mapping[str, Merged]) -> Iterator[Diagnostic]:
    """The findings in the files that they are about; without fixes in JSON, which would write HCL."""
    by_directory: dict[str, list[Diagnostic]] = {}
    for d in found:
        by_directory.setdefault(posixpath.dirname(d.file or ""), []).append(d)
    for directory, findings in by_directory.items():
        home = merged[directory].back(findings) if directory in merged else findings
        yield from (replace(d, fix=None) if d.fix and (d.file or "").endswith(".json") else d for d in home)


def _values(reader: _Reader, merged: Mapping[str, Merged]) -> Iterator[Diagnostic]:
    """What is wrong with the values files of directories that are not only called as modules."""
    for directory, folder in reader.folders.items():
        if folder.values and directory not in reader.callers:
            values, problems = folder.valued()
            yield from problems
            yield from check_values(values, configure(directory, merged[directory].files, None, folder.complete))


class _Reader(Struct):
    """Reads directories once. ``callers`` maps a module that is only there because it is called to who calls it.

    ``plain`` has the files of each directory as they are without a provider's schema. ``missing``: directories that
    are called and do not exist. ``surprising``: a call led to where the case does not.
    """

    job: Job
    parse_cache: ParseCache
    folders: dict[str, Folder] = field(default_factory=dict)
    plain: dict[str, Merged] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    callers: dict[str, str] = field(default_factory=dict)
    surprising: bool = False
    _configurations: dict[str, Configuration] = field(default_factory=dict)

    def read(self, key: str) -> bool:
        """Parse a directory; False when it was read before."""
        if key in self.folders:
            return False
        directory = self._directory(key)
        primary, overrides, values = (
            tuple(File(read_content(file, self.parse_cache), file.generated) for file in files)
            for files in (directory.primary, directory.overrides, directory.values)
        )
        folder = self.folders[key] = Folder(primary, overrides, values)
        self.plain[key] = folder.merged(None)
        for file in (*primary, *overrides):
            self.found += file.read.diagnostics
        return True

    def _directory(self, key: str) -> Directory:
        if key not in self.job.directories:
            self.surprising = True
            return DirectoryReader(is_generated=GeneratedFiles().holds).read(Path(key), key)
        return self.job.directories[key]

    def configuration(self, directory: str) -> Configuration:
        """What a directory declares, as far as it can be said without a schema."""
        if directory not in self._configurations:
            self._configurations[directory] = configure(directory, self.plain[directory].files, None)
        return self._configurations[directory]

    def follow_modules(self) -> None:
        """Read the local modules that the directories call, and those that these call."""
        waiting = list(self.folders)
        while waiting:
            directory = waiting.pop()
            for _, call in self.configuration(directory).of_kind("module"):
                target = local_directory(directory, source_of(call))
                if target is None:
                    continue
                if self._is_absent(target):
                    self.missing.add(target)
                elif self.read(target):
                    self.callers[target] = directory
                    waiting.append(target)

    def _is_absent(self, target: str) -> bool:
        if target in self.job.directories:
            return False
        if target in self.job.absent:
            return True
        self.surprising = True
        return not Path(target).is_dir()

    def root_of(self, directory: str) -> str:
        """The directory whose ``required_providers`` counts: itself, or the one that a module is called from."""
        while directory in self.callers:
            directory = self.callers[directory]
        return directory

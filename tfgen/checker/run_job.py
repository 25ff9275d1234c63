"""The run of one job: directories that call each other, from their files' bytes to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from tfgen.checker.job import Job, JobResult
from tfgen.checker.job_reader import JobReader
from tfgen.checker.run_rules import run_rules
from tfgen.codes.select import has_ignore
from tfgen.diagnostics import (
    CheckResult,
    Diagnostic,
    Diagnostics,
    place_of,
    summed_up,
)
from tfgen.rules.registry import RULES
from tfgen.terraform.config.configuration import (
    FileProblems,
    Parsed,
)
from tfgen.terraform.config.load import NO_PARSE_CACHE, Folder
from tfgen.terraform.config.local_schemas import LocalSchemas
from tfgen.terraform.config.merged_files import Merged
from tfgen.terraform.config.other_providers import OtherProviders
from tfgen.terraform.config.parse_cache import ParseCache
from tfgen.terraform.config.provider_versions import Schemas
from tfgen.terraform.config.test_files import NO_TESTS, TestFiles
from tfgen.terraform.config.tree import OthersOf, ProjectContext, SchemaOf
from tfgen.terraform.functions import DiskFiles
from tfgen.terraform.functions.recorded import Answer, Question, RecordedFiles
from tfgen.terraform.schema import ProviderSchema


def run_job(job: Job, parse_cache: ParseCache = NO_PARSE_CACHE) -> JobResult:
    """Check the roots of a job and the local modules that they call, parsed now or before."""
    reader = JobReader(job, parse_cache)
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


def _merged(reader: JobReader, schema_of: SchemaOf, others_of: OthersOf) -> dict[str, Merged]:
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
    reader: JobReader,
) -> CheckResult:
    """The result with the findings about JSON in order,
    and with the files that no rule looked at.
    """
    found = [*result.diagnostics]
    for each in tests:
        found += each.diagnostics
    skipped = summed_up((*result.skipped, *reader.unjudged()))
    return replace(result, diagnostics=_in_order(tuple(found), merged), skipped=skipped)


def _tests(reader: JobReader, directory: str) -> TestFiles:
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
    reader: JobReader,
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


def _problems(reader: JobReader, files: Merged, directory: str) -> FileProblems:
    """The problems in the form of a directory's files; of values files where it is not only called."""
    folder = reader.folders[directory]
    if not folder.values or not folder.configured or directory in reader.callers:
        return files.problems
    return replace(files.problems, value_shapes=folder.valued()[2])


def _misshapen_values(reader: JobReader) -> Iterator[Diagnostic]:
    """The faults in the form of values files, in directories that are not only called as modules."""
    for directory, folder in reader.folders.items():
        if folder.values and folder.configured and directory not in reader.callers:
            yield from folder.valued()[1]


def _values_files(reader: JobReader, directory: str) -> tuple[Parsed, ...]:
    folder = reader.folders[directory]
    if not folder.values or not folder.configured or directory in reader.callers:
        return ()
    return folder.valued()[0]

"""One verdict on the directories of a survey, whether they lie on disk or are only to be written.

survey --groups--> jobs --cache, processes--> results --> one result
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tfgen.checker.grouping import Survey, jobs_of
from tfgen.checker.job import Job, JobResult
from tfgen.checker.pool import run_jobs
from tfgen.checker.result_cache import ResultCache
from tfgen.checker.variants import merged, variant_jobs
from tfgen.diagnostics import CheckResult, Diagnostic, Skipped, place_of, summed_up
from tfgen.suppress.policy import FilesRead, SuppressionPolicy
from tfgen.terraform.config.file_kinds import Engine
from tfgen.terraform.config.known_bodies import NOTHING_KNOWN, KnownBodies

if TYPE_CHECKING:
    from tfgen.terraform.config.configuration import Parsed


class SurveyOptions(Struct, frozen=True):
    """Options of a check; the fields are as in ``CheckRequest``.
    Of the policy only the provider versions count that it asks for.

    ``known`` has bodies of files that were parsed already.
    """

    version: str | None = None
    imported: Path | None = None
    policy: SuppressionPolicy | None = None
    cache: Path | None = None
    processes: int = 1
    known: KnownBodies = NOTHING_KNOWN
    engine: Engine | None = None
    workspace: str | None = None
    every: bool = False


class CheckedSurvey(Struct, frozen=True):
    """The result of a check to which no policy was applied yet, and the files that it read."""

    result: CheckResult
    read: FilesRead

    def only(self, holds: Callable[[str], bool]) -> CheckedSurvey:
        """The part of it that is about the files for which ``holds`` is true,
        or about no file where it is true of "".
        """
        found = []
        for d in self.result.diagnostics:
            if holds(d.file or ""):
                found.append(d)
        texts = {}
        for file, text in self.read.texts.items():
            if holds(file):
                texts[file] = text
        marked = []
        for parsed in self.read.files:
            if holds(parsed.file.path):
                marked.append(parsed)
        result = replace(self.result, diagnostics=tuple(found))
        return CheckedSurvey(result, FilesRead(texts, marked, self.read.unsure))


def check_survey(
    survey: Survey, options: SurveyOptions, before: Iterable[Diagnostic] = ()
) -> CheckedSurvey:
    """Check the directories of a survey; the findings ``before`` come first."""
    results = _results(survey, options)
    read = _files_read(results, _texts(survey, results))
    return CheckedSurvey(_joined(before, results), read)


def _results(survey: Survey, options: SurveyOptions) -> list[JobResult]:
    """A result for each group of directories;
    one for all where a call led to where the survey did not.
    """
    cache = ResultCache.of(options.cache, options.imported)
    jobs = _jobs(survey, survey.groups(), options)
    results = run_jobs(jobs, cache, options.processes, options.known)
    if any(result.surprising for result in results):
        for result in results:
            for key in result.read:
                survey.read(key)
        cache = None
        jobs = _jobs(survey, [list(survey.directories)], options)
        results = run_jobs(jobs, None, 1, options.known)
    if not options.every:
        return results
    variants = variant_jobs(jobs, results, survey)
    return merged(results, variants, run_jobs(variants, cache, options.processes, options.known))


def _jobs(survey: Survey, groups: Sequence[Sequence[str]], options: SurveyOptions) -> list[Job]:
    jobs = jobs_of(
        survey, groups, options.version, options.imported, options.policy, options.engine
    )
    return [replace(job, workspace=options.workspace) for job in jobs]


def _texts(survey: Survey, results: Iterable[JobResult]) -> dict[str, str]:
    """The text of every file that was read and can be."""
    texts: dict[str, str] = {}
    for result in results:
        for key in result.read:
            directory = survey.read(key)
            for file in (*directory.files, *filter(None, (directory.lock,))):
                if file.text is not None:
                    texts[file.path] = file.text
    return texts


def _joined(before: Iterable[Diagnostic], results: Iterable[JobResult]) -> CheckResult:
    """One result: what could not be read, schemas, what rules found by file and line, values files."""
    unreadable: list[Diagnostic] = list(before)
    schemas: dict[Diagnostic, None] = {}
    by_rules: list[Diagnostic] = []
    values: list[Diagnostic] = []
    skipped: list[Skipped] = []
    for one in results:
        unreadable += one.unreadable
        schemas |= dict.fromkeys(one.schemas)
        by_rules += one.result.diagnostics
        values += one.values
        skipped += one.result.skipped
    by_rules.sort(key=place_of)
    return CheckResult((*unreadable, *schemas, *by_rules, *values), summed_up(skipped))


def _files_read(results: Iterable[JobResult], texts: Mapping[str, str]) -> FilesRead:
    """The files that the policy needs to know of."""
    marked: list[Parsed] = []
    unsure: set[str] = set()
    for result in results:
        marked += result.marked
        unsure |= result.unsure
    return FilesRead(texts, marked, unsure)

"""The story of ``tfgen check``: directories as they are on disk, tfgen's own output and anybody's HCL.

folders --survey--> directories that call each other --jobs--> results --policy--> what is reported

    >>> from tfgen.pipelines import check
    >>> checked = check.check(check.CheckRequest((Path("envs/dev"),)))
    >>> [diagnostic.code for diagnostic in checked.result.diagnostics]
    ['TFG301']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from tfgen.checker.grouping import Survey, jobs_of
from tfgen.checker.job import JobResult
from tfgen.checker.pool import run_jobs
from tfgen.checker.result_cache import ResultCache
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, Severity, place_of, summed_up
from tfgen.output.generated import GeneratedFiles
from tfgen.output.paths import left_over, output_root
from tfgen.suppress.policy import Read, SuppressionPolicy
from tfgen.terraform.config.files import DirectoryReader, directories


class CheckRequest(Struct, frozen=True):
    """What to check, and how.

    ``folders``: every folder with Terraform files at or below these is checked, and the local modules that it calls.
    ``version`` is the provider version for all (``6.62.0``); without it each directory's ``required_providers``
    decides, and for a module that is only called the one of its caller. ``imported`` is the folder of imported schemas.
    Settings files, ignores and baselines count only with a ``policy``. ``texts`` has texts to check in place of those
    on disk, by the paths of ``Checked.texts``. ``cache`` is a folder for results that can be made again,
    ``processes`` how many may work.
    """

    folders: tuple[Path, ...]
    version: str | None = None
    imported: Path | None = None
    policy: SuppressionPolicy | None = None
    texts: Mapping[str, str] = MappingProxyType({})
    cache: Path | None = None
    processes: int = 1


class Checked(Struct, frozen=True):
    """The result of a check; ``texts`` has the text of every file read, by path."""

    result: CheckResult
    texts: Mapping[str, str]


def check(request: CheckRequest) -> Checked:
    """Check directories. Raises ``OSError`` when a folder cannot be listed; what cannot be read is a diagnostic."""
    found = list(_recovered(request.folders))
    survey = _survey(request)
    if not survey.roots and not (request.policy and request.policy.skipped):
        found.append(_nothing(request.folders))
    results = _results(survey, request)
    texts: dict[str, str] = {}
    for key in [key for result in results for key in result.read]:
        texts |= {f.path: text for f in survey.read(key).files if (text := f.text) is not None}
    return Checked(_reported(found, results, texts, request.policy), texts)


def _recovered(folders: Iterable[Path]) -> Iterator[Diagnostic]:
    """Complete or undo an interrupted run first: half a tree is not worth checking."""
    for root in dict.fromkeys(output_root(folder) for folder in folders):
        if root and left_over(root):
            from tfgen.output.recover import recover

            yield from recover(root)[1]


def _survey(request: CheckRequest) -> Survey:
    """The directories to check, and those that they may call."""
    survey = Survey(DirectoryReader(request.texts, GeneratedFiles().holds))
    for folder in request.folders:
        for directory in directories(folder):
            if request.policy is None or request.policy.reads(directory):
                survey.add(directory)
    survey.follow()
    return survey


def _results(survey: Survey, request: CheckRequest) -> list[JobResult]:
    """A result for each group of directories; one for all where a call led to where the survey did not."""
    jobs = jobs_of(survey, survey.groups(), request.version, request.imported, request.policy)
    results = run_jobs(jobs, ResultCache.of(request.cache, request.imported), request.processes)
    if not any(result.surprising for result in results):
        return results
    for key in [key for result in results for key in result.read]:
        survey.read(key)
    together = jobs_of(survey, [list(survey.directories)], request.version, request.imported, request.policy)
    return run_jobs(together, None, 1)


def _reported(
    before: Sequence[Diagnostic],
    results: Sequence[JobResult],
    texts: Mapping[str, str],
    policy: SuppressionPolicy | None,
) -> CheckResult:
    """The results put together, as the settings want them."""
    skipped = summed_up(part for one in results for part in one.result.skipped)
    result = CheckResult((*before, *_in_order(results)), skipped)
    if policy is None:
        return result
    marked = [parsed for one in results for parsed in one.marked]
    return policy.apply(result, Read(texts, marked, {key for one in results for key in one.unsure}))


def _in_order(results: Sequence[JobResult]) -> Diagnostics:
    """What could not be read, schemas, what rules found by file and line, values files."""
    unreadable = [d for one in results for d in one.unreadable]
    schemas = dict.fromkeys(d for one in results for d in one.schemas)
    by_rules = sorted((d for one in results for d in one.result.diagnostics), key=place_of)
    values = [d for one in results for d in one.values]
    return (*unreadable, *schemas, *by_rules, *values)


def _nothing(folders: Sequence[Path]) -> Diagnostic:
    where = ", ".join(f.as_posix() for f in folders)
    return Diagnostic("TFG205", "Nothing to check", f"There are no .tf files in {where}.", severity=Severity.WARNING)

"""Checking directories as they are on disk: tfgen's own output and anybody's HCL.

Directories that call each other make a case; cases are judged one by one or side by side, and their verdicts kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from tfgen.checker.grouping import Survey
from tfgen.checker.job import Case, Verdict
from tfgen.checker.pool import verdicts
from tfgen.checker.result_cache import ResultCache
from tfgen.diagnostics import (
    NOTHING_SUPPRESSED,
    Diagnostic,
    Diagnostics,
    Severity,
    Skipped,
    Suppressed,
    place_of,
    summed_up,
)
from tfgen.output.generated import GeneratedFiles
from tfgen.output.paths import left_over, output_root
from tfgen.suppress.policy import Read, SuppressionPolicy
from tfgen.terraform.config.files import Disk, directories


class Checked(Struct, frozen=True):
    """The findings of a check; ``texts`` has the text of every file read, by path."""

    found: Diagnostics
    skipped: tuple[Skipped, ...]
    texts: Mapping[str, str]
    suppressed: Suppressed = NOTHING_SUPPRESSED


def check_directories(
    folders: Sequence[Path],
    version: str | None,
    imported: Path | None,
    policy: SuppressionPolicy | None = None,
    instead: Mapping[str, str] = MappingProxyType({}),
    *,
    cache: Path | None = None,
    jobs: int = 1,
) -> Checked:
    """Judge every folder with Terraform files at or below ``folders``, and the local modules that they call.

    ``version`` is the provider version for all; without it each directory's ``required_providers`` decides, and for a
    module that is only called the one of its caller. ``imported`` is the folder of imported schemas. Settings files,
    ignores and baselines count only with an ``policy``. ``instead`` has texts to judge in place of those on
    disk, by the paths of ``Checked.texts``. ``cache`` is a folder for verdicts that can be made again, ``jobs`` how
    many processes may work.
    """
    found = list(_recovered(folders))
    survey = Survey(Disk(instead, GeneratedFiles().holds))
    for directory in [d for folder in folders for d in directories(folder)]:
        if policy is None or policy.reads(directory):
            survey.add(directory)
    if not survey.roots and not (policy and policy.skipped):
        found.append(_nothing(folders))
    survey.follow()
    cases = [_case(survey, roots, version, imported, policy) for roots in survey.groups()]
    made = verdicts(cases, ResultCache.of(cache, imported), jobs)
    if any(v.surprising for v in made):  # a call that the survey did not see: all in one
        for key in [key for v in made for key in v.read]:
            survey.read(key)
        made = verdicts([_case(survey, tuple(survey.directories), version, imported, policy)], None, 1)
    return _settled(found, made, survey, policy)


def _case(
    survey: Survey, group: Sequence[str], version: str | None, imported: Path | None, policy: SuppressionPolicy | None
) -> Case:
    roots = tuple(d for d in group if d in survey.roots)
    given = {d: survey.directories[d] for d in group if d in survey.directories}
    version_requests = {d: a for d in roots if policy and (a := policy.version_request(d))}
    absent = frozenset(t for d in given for t in survey.targets[d] if t not in survey.directories)
    return Case(roots, given, absent, version_requests, version, imported)


def _settled(
    before: Sequence[Diagnostic], made: Sequence[Verdict], survey: Survey, policy: SuppressionPolicy | None
) -> Checked:
    """The verdicts put together, as the settings want them."""
    every = (
        *before,
        *(d for v in made for d in v.unreadable),
        *dict.fromkeys(d for v in made for d in v.schemas),
        *sorted((d for v in made for d in v.found), key=place_of),
        *(d for v in made for d in v.values),
    )
    skipped = summed_up(n for v in made for n in v.skipped)
    texts = {f.path: t for v in made for d in v.read for f in survey.read(d).files if (t := f.text) is not None}
    if policy is None:
        return Checked(every, skipped, texts)
    marked = [p for v in made for p in v.marked]
    settled = policy.settle(every, Read(texts, marked, {d for v in made for d in v.unsure}))
    return Checked(settled.found, (*skipped, *settled.skipped), texts, settled.suppressed)


def _recovered(folders: Iterable[Path]) -> Iterator[Diagnostic]:
    """Complete or undo an interrupted run first: half a tree is not worth checking."""
    for root in dict.fromkeys(output_root(folder) for folder in folders):
        if root and left_over(root):
            from tfgen.output.recover import recover

            yield from recover(root)[1]


def _nothing(folders: Sequence[Path]) -> Diagnostic:
    where = ", ".join(f.as_posix() for f in folders)
    return Diagnostic("TFG205", "Nothing to check", f"There are no .tf files in {where}.", severity=Severity.WARNING)

"""The ways in which root modules are run, and the findings of all of them as one result.

A root may be run in several workspaces and with several values files. A finding that all of these
have is reported as it is; one that only some have says with which.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.checker.grouping import Survey
from tfgen.checker.job import Job, JobResult, Variant
from tfgen.diagnostics import Diagnostic
from tfgen.terraform.config.files import Content, is_loaded

MAX_VARIANTS = 50
"""The most variants of one root that are checked."""

_MAX_NAMED = 3
"""A finding names so many of the variants that it occurs with at most."""


def variant_jobs(jobs: Sequence[Job], results: Sequence[JobResult], survey: Survey) -> list[Job]:
    """A job for each variant of each root."""
    variants: list[Job] = []
    for job, result in zip(jobs, results, strict=True):
        for root in job.roots:
            workspaces = _workspaces(root, result.workspaces.get(root, ()))
            if job.workspace is not None:
                workspaces = ()
            for variant in _paired(root, workspaces, _values_files(root, survey))[:MAX_VARIANTS]:
                variants.append(replace(job, roots=(root,), variant=variant))
    return variants


def _workspaces(root: str, named: Iterable[str]) -> tuple[str, ...]:
    """The workspaces that the code names, and those that have a state in the root's folder."""
    names = set(named)
    states = Path(root) / "terraform.tfstate.d"
    if states.is_dir():
        names.update(path.name for path in states.iterdir() if path.is_dir())
    return tuple(sorted(names))


def _values_files(root: str, survey: Survey) -> list[Content]:
    """The values files that Terraform does not load by itself, in a root's folder and below it,
    but for those below a folder that has configuration of its own.
    """
    files = [file for file in survey.read(root).values if not is_loaded(file.path)]
    for key in _folders_below(root, survey):
        files += survey.disk.read(Path(key), key).values
    return sorted(files, key=lambda file: file.path)


def _folders_below(root: str, survey: Survey) -> Iterator[str]:
    waiting = [root]
    while waiting:
        current = waiting.pop()
        for path in sorted(Path(current).iterdir()):
            key = posixpath.join(current, path.name)
            if path.name.startswith(".") or path.is_symlink() or not path.is_dir():
                continue
            if key not in survey.directories:
                yield key
                waiting.append(key)


def _paired(root: str, workspaces: Sequence[str], files: Sequence[Content]) -> list[Variant]:
    """The variants: a values file that is called like a workspace belongs to that one,
    any other to all.
    """
    if not files:
        return [Variant(root, workspace) for workspace in workspaces]
    variants: list[Variant] = []
    for file in files:
        stem = posixpath.basename(file.path).split(".")[0]
        own = [workspace for workspace in workspaces if workspace == stem] or workspaces
        variants += [Variant(root, workspace, file) for workspace in own or (None,)]
    return variants


_Key = tuple[object, ...]


class _Occurrences(Struct):
    """A finding, and the variants in which it occurs by their roots."""

    diagnostic: Diagnostic
    variants: list[Variant] = field(default_factory=list)


def merged(
    results: Sequence[JobResult], jobs: Sequence[Job], variants: Sequence[JobResult]
) -> list[JobResult]:
    """The results with those of all variants in place of what was found without any.

    ``jobs`` and ``variants`` belong together. Of a root that has variants only these count; of a
    module that it calls, what is found without any counts as well.
    """
    by_root: dict[str, list[Variant]] = {}
    occurrences: dict[_Key, _Occurrences] = {}
    for job, result in zip(jobs, variants, strict=True):
        variant = job.variant
        assert variant is not None
        by_root.setdefault(variant.root, []).append(variant)
        for diagnostic in (*result.result.diagnostics, *result.values):
            at = occurrences.setdefault(_key(diagnostic), _Occurrences(diagnostic))
            at.variants.append(variant)
    if not by_root:
        return list(results)
    return [_with_variants(result, by_root, occurrences) for result in results]


def _key(diagnostic: Diagnostic) -> _Key:
    return diagnostic.code, diagnostic.file, diagnostic.range, diagnostic.summary


def _with_variants(
    result: JobResult,
    by_root: Mapping[str, Sequence[Variant]],
    occurrences: Mapping[_Key, _Occurrences],
) -> JobResult:
    roots = []
    for root in result.read:
        if root in by_root:
            roots.append(root)
    if not roots:
        return result
    kept: dict[_Key, Diagnostic] = {}
    for diagnostic in result.result.diagnostics:
        if _directory(diagnostic) not in roots:
            kept[_key(diagnostic)] = diagnostic
    values = []
    for d in result.values:
        if _directory(d) not in roots:
            values.append(d)
    for key, found in occurrences.items():
        if key not in kept and found.variants[0].root in roots:
            kept[key] = _conditional(found, by_root)
    return replace(
        result,
        result=replace(result.result, diagnostics=tuple(kept.values())),
        values=tuple(values),
    )


def _directory(diagnostic: Diagnostic) -> str:
    return posixpath.dirname(diagnostic.file or "")


def _conditional(found: _Occurrences, by_root: Mapping[str, Sequence[Variant]]) -> Diagnostic:
    """The finding with the variants that it occurs with, if these are not all."""
    names: list[str] = []
    for root in dict.fromkeys(variant.root for variant in found.variants):
        own = [variant for variant in dict.fromkeys(found.variants) if variant.root == root]
        if len(own) < len(by_root[root]):
            names += [variant.words for variant in own]
    if not names:
        return found.diagnostic
    listed = _listed(list(dict.fromkeys(names)))
    return replace(found.diagnostic, detail=f"{found.diagnostic.detail} Only with {listed}.")


def _listed(names: list[str]) -> str:
    if len(names) > _MAX_NAMED:
        names = [*names[: _MAX_NAMED - 1], f"{len(names) - _MAX_NAMED + 1} others"]
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"

"""Runs all rules over a tree of directories and says what they found, and what could not be judged."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Severity, place_of
from tfgen.rules.configuration import Configuration, Given, Parsed, configure, source_of
from tfgen.rules.local import local_directory
from tfgen.rules.model import Rule
from tfgen.rules.sites import builtin, judged_type
from tfgen.rules.verdict import NOT_JUDGED, Interface, Judgement, NotJudged, summed
from tfgen.rules.view import View
from tfgen.schema import ProviderSchema
from tfgen.types.functions import Files, ModuleFiles, Nesting, NoFiles

SchemaOf = Callable[[str], ProviderSchema | None]
"""The schema to judge a directory with, by its path."""


def judge(
    files: Iterable[Parsed],
    schema_of: SchemaOf,
    rules: Iterable[Rule],
    known: Mapping[str, Interface] | None = None,
    incomplete: frozenset[str] = frozenset(),
    files_of: Callable[[str], Files] = lambda _: NoFiles(),
    missing: frozenset[str] = frozenset(),
    given_of: Callable[[str], Mapping[str, Given]] = lambda _: {},
    varying_of: Callable[[str], frozenset[str]] = lambda _: frozenset(),
) -> Judgement:
    """Judge every directory that the files lie in, each as a root or module of its own.

    Calls of modules that are in the tree are checked against them; ``known`` has interfaces of other modules by source.
    ``incomplete``: directories with more files than these, so that what is not declared here may be declared there.
    ``files_of`` gives what functions such as ``file`` may read of a directory.
    ``missing``: directories that calls name and that do not exist. ``given_of`` gives what the values files that
    Terraform loads in a directory give to its variables, ``varying_of`` the variables that its other values files name.
    """
    tree: dict[str, list[Parsed]] = {}
    for parsed in files:
        tree.setdefault(posixpath.dirname(parsed.file.path), []).append(parsed)
    plain = [configure(d, parsed, schema_of(d), d not in incomplete) for d, parsed in tree.items()]
    complete = {c.directory: c for c in plain if c.complete}

    @cache
    def interface(directory: str) -> Interface | None:
        return complete[directory].interface if directory in complete else None

    targets = {c.directory: _targets(c) for c in plain}
    callers: dict[str, dict[str, None]] = {}
    for caller, calls in targets.items():
        for target in calls.values():
            callers.setdefault(target, {})[caller] = None
    wired = [
        replace(
            c,
            interfaces=dict(_interfaces(c, interface, known or {})),
            missing=_missing(c, missing),
            called=c.directory in callers,
            given=given_of(c.directory),
            varying=varying_of(c.directory),
        )
        for c in plain
    ]
    views: dict[str, View] = {}
    checks = [rule.check for rule in rules]
    nesting = Nesting()
    views |= {c.directory: View(c, views, _files(c, callers, files_of), nesting) for c in wired}
    found = {f for view in views.values() for check in checks for f in check(view)}
    return Judgement(
        tuple(sorted(_once(found), key=place_of)),
        _not_judged(wired, sum(view.inference.unjudged for view in views.values())),
    )


Callers = Mapping[str, Iterable[str]]
"""The directories that call each directory that is called."""


def _files(c: Configuration, callers: Callers, files_of: Callable[[str], Files]) -> Files:
    files = files_of(c.directory)
    if not c.called:
        return files
    return ModuleFiles(files, cache(lambda: [files_of(root) for root in _roots(c.directory, callers)]))


def _roots(directory: str, callers: Callers) -> list[str]:
    """The directories that nobody calls from which calls lead to this one."""
    seen, waiting = {directory}, [directory]
    roots = []
    while waiting:
        current = waiting.pop()
        new = [caller for caller in callers.get(current, ()) if caller not in seen]
        roots += [] if current in callers else [current]
        seen.update(new)
        waiting += new
    return roots


def _tier(code: str) -> int | None:
    """Rules on the language's blocks say a mistake better than those on references, and those than evaluation does."""
    if code.startswith("TFG2"):
        return 0
    if code.startswith("TFG4") and code != "TFG403":
        return 1 if code < "TFG450" else 2
    return None


def _once(found: set[Diagnostic]) -> list[Diagnostic]:
    """The findings, without those that only say again what a rule of a lower tier says of the same place."""
    told: dict[str | None, list[tuple[int, int, int, Severity]]] = {}
    for d in found:
        tier = _tier(d.code)
        if d.range and tier is not None:
            told.setdefault(d.file, []).append((d.range.start.offset, d.range.end.offset, tier, d.severity))
    return [d for d in found if not _told(d, told.get(d.file, ()))]


def _told(finding: Diagnostic, others: Iterable[tuple[int, int, int, Severity]]) -> bool:
    tier = _tier(finding.code)
    if finding.range is None or not tier:
        return False
    at = finding.range.start.offset
    return any(
        start <= at < end and other < tier and severity >= finding.severity for start, end, other, severity in others
    )


def _targets(configuration: Configuration) -> Mapping[str, str]:
    """The directories that the module calls of a directory name."""
    calls = configuration.of_kind("module")
    found = ((a[1], local_directory(configuration.directory, source_of(call))) for a, call in calls)
    return {name: target for name, target in found if target is not None}


def _interfaces(
    configuration: Configuration, tree: Callable[[str], Interface | None], known: Mapping[str, Interface]
) -> Iterable[tuple[str, Interface]]:
    for address, call in configuration.of_kind("module"):
        source = source_of(call)
        if source and source in known:
            yield address[1], known[source]
        elif (target := local_directory(configuration.directory, source)) is not None and (found := tree(target)):
            yield address[1], found


def _missing(configuration: Configuration, missing: frozenset[str]) -> frozenset[str]:
    """The calls of modules in directories that do not exist."""
    calls = configuration.of_kind("module") if missing else ()
    return frozenset(a[1] for a, call in calls if local_directory(configuration.directory, source_of(call)) in missing)


def _not_judged(configurations: Iterable[Configuration], expressions: int) -> tuple[NotJudged, ...]:
    types = calls = parts = 0
    for c in configurations:
        blocks = [*c.managed(), *c.of_kind("data"), *c.of_kind("ephemeral")]
        types += sum(judged_type(a, d, c) is None and builtin(a, d) is None for a, d in blocks)
        calls += sum(address[1] not in c.interfaces for address, _ in c.of_kind("module"))
        parts += not c.complete
    return summed(map(NotJudged, (types, calls, expressions, parts), NOT_JUDGED))

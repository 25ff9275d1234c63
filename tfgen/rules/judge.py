"""Runs all rules over a tree of directories and says what they found, and what could not be judged."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from tfgen.diagnostics import Diagnostic
from tfgen.rules.configuration import Configuration, Parsed, configure, source_of
from tfgen.rules.model import Rule
from tfgen.rules.sites import judged_type
from tfgen.rules.verdict import Interface, Judgement, NotJudged
from tfgen.rules.view import View
from tfgen.schema import ProviderSchema
from tfgen.types.functions import Files, NoFiles

SchemaOf = Callable[[str], ProviderSchema | None]
"""The schema to judge a directory with, by its path."""


def judge(
    files: Iterable[Parsed],
    schema_of: SchemaOf,
    rules: Iterable[Rule],
    known: Mapping[str, Interface] | None = None,
    incomplete: frozenset[str] = frozenset(),
    files_of: Callable[[str], Files] = lambda _: NoFiles(),
) -> Judgement:
    """Judge every directory that the files lie in, each as a root or module of its own.

    Calls of modules that are in the tree are checked against them; ``known`` has interfaces of other modules by source.
    ``incomplete``: directories with more files than these, so that what is not declared here may be declared there.
    ``files_of`` gives what functions such as ``file`` may read of a directory.
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
    called = {target for calls in targets.values() for target in calls.values()}
    wired = [
        replace(c, interfaces=dict(_interfaces(c, interface, known or {})), called=c.directory in called) for c in plain
    ]
    views: dict[str, View] = {}
    checks = [rule.check for rule in rules]
    views |= {c.directory: View(c, views, files_of(c.directory)) for c in wired}
    found = {f for view in views.values() for check in checks for f in check(view)}
    return Judgement(
        tuple(sorted(_once(found), key=place_of)),
        tuple(_not_judged(wired, sum(view.inference.unjudged for view in views.values()))),
    )


_EVALUATED = frozenset({"TFG458", "TFG459"})
"""Rules that see an attribute or index only when it is evaluated; those on references say it better."""


def _once(found: set[Diagnostic]) -> list[Diagnostic]:
    """The findings, without those that only say again what a rule on references says of the same place."""
    told = {(d.file, d.range.start) for d in found if d.range and d.code not in _EVALUATED}
    return [d for d in found if d.code not in _EVALUATED or not d.range or (d.file, d.range.start) not in told]


def place_of(found: Diagnostic) -> tuple[str, int, str, str]:
    """What findings are sorted by."""
    return found.file or "", found.range.start.offset if found.range else 0, found.code, found.summary


def _targets(configuration: Configuration) -> Mapping[str, str]:
    """The directories that the module calls of a directory name."""
    found = {}
    for address, call in configuration.of_kind("module"):
        source = source_of(call)
        if source and source.startswith(("./", "../")):
            target = posixpath.normpath(posixpath.join(configuration.directory, source))
            found[address[1]] = "" if target == "." else target
    return found


def _interfaces(
    configuration: Configuration, tree: Callable[[str], Interface | None], known: Mapping[str, Interface]
) -> Iterable[tuple[str, Interface]]:
    targets = _targets(configuration)
    for address, call in configuration.of_kind("module"):
        source = source_of(call)
        if source and source in known:
            yield address[1], known[source]
        elif address[1] in targets and (found := tree(targets[address[1]])):
            yield address[1], found


def _not_judged(configurations: Iterable[Configuration], expressions: int) -> Iterable[NotJudged]:
    types = calls = parts = 0
    for c in configurations:
        blocks = [*c.managed(), *c.of_kind("data"), *c.of_kind("ephemeral")]
        types += sum(judged_type(a, d, c) is None and "terraform_data" not in a for a, d in blocks)
        calls += sum(address[1] not in c.interfaces for address, _ in c.of_kind("module"))
        parts += not c.complete
    if types:
        yield NotJudged(types, "resources of providers without a schema")
    if calls:
        yield NotJudged(calls, "calls of modules outside the tree")
    if expressions:
        yield NotJudged(expressions, "expressions that need a module or provider that is not known")
    if parts:
        yield NotJudged(parts, "directories' references, because some of their files could not be read")

"""Runs all rules over a tree of directories and says what they found, and what could not be judged."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.walk import plain_string
from tfgen.rules.configuration import Configuration, Declared, Parsed, configure
from tfgen.rules.model import Rule
from tfgen.rules.sites import builtin, judged_type
from tfgen.rules.verdict import Interface, Judgement, NotJudged
from tfgen.rules.view import View
from tfgen.schema import ProviderSchema

SchemaOf = Callable[[str], ProviderSchema | None]
"""The schema to judge a directory with, by its path."""


def judge(
    files: Iterable[Parsed],
    schema_of: SchemaOf,
    rules: Iterable[Rule],
    known: Mapping[str, Interface] | None = None,
    incomplete: frozenset[str] = frozenset(),
    missing: frozenset[str] = frozenset(),
) -> Judgement:
    """Judge every directory that the files lie in, each as a root or module of its own.

    Calls of modules that are in the tree are checked against them; ``known`` has interfaces of other modules by source.
    ``incomplete``: directories with more files than these, so that what is not declared here may be declared there.
    ``missing``: directories that calls name and that do not exist.
    """
    tree: dict[str, list[Parsed]] = {}
    for parsed in files:
        tree.setdefault(posixpath.dirname(parsed.file.path), []).append(parsed)
    plain = [configure(d, parsed, schema_of(d), d not in incomplete) for d, parsed in tree.items()]
    complete = {c.directory: c for c in plain if c.complete}

    @cache
    def interface(directory: str) -> Interface | None:
        return complete[directory].interface if directory in complete else None

    wired = [
        replace(c, interfaces=dict(_interfaces(c, interface, known or {})), missing=_missing(c, missing)) for c in plain
    ]
    checks = [rule.check for rule in rules]
    found = {f for view in map(View, wired) for check in checks for f in check(view)}
    return Judgement(tuple(sorted(found, key=_place)), tuple(_not_judged(wired)))


def _place(found: Diagnostic) -> tuple[str, int, str, str]:
    return found.file or "", found.range.start.offset if found.range else 0, found.code, found.summary


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


def local_directory(directory: str, source: str | None) -> str | None:
    """The directory that a local module's source leads to, None for modules elsewhere."""
    if source is None or not source.startswith(("./", "../")):
        return None
    target = posixpath.normpath(posixpath.join(directory, source))
    return "" if target == "." else target


def source_of(call: Declared) -> str | None:
    """The ``source`` of a module call, if it is a plain string."""
    return next((plain_string(a.expr) for a in call.body.attributes if a.name == "source"), None)


def _not_judged(configurations: Iterable[Configuration]) -> Iterable[NotJudged]:
    types = calls = parts = 0
    for c in configurations:
        blocks = [*c.managed(), *c.of_kind("data"), *c.of_kind("ephemeral")]
        types += sum(judged_type(a, d, c) is None and builtin(a, d) is None for a, d in blocks)
        calls += sum(address[1] not in c.interfaces for address, _ in c.of_kind("module"))
        parts += not c.complete
    if types:
        yield NotJudged(types, "resources of providers without a schema")
    if calls:
        yield NotJudged(calls, "calls of modules outside the tree")
    if parts:
        yield NotJudged(parts, "directories' references, because some of their files could not be read")

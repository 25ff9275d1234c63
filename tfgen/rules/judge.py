"""Runs all rules over a tree of directories and says what they found, and what could not be judged."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from tfgen.diagnostics import Diagnostic, Diagnostics, Severity
from tfgen.hcl.walk import plain_string
from tfgen.rules.configuration import Configuration, Declared, Interface, Parsed, configure
from tfgen.rules.model import Rule
from tfgen.rules.sites import judged_type
from tfgen.schema import ProviderSchema

SchemaOf = Callable[[str], ProviderSchema | None]
"""The schema to judge a directory with, by its path."""


@dataclass(frozen=True, slots=True)
class NotJudged:
    """What no rule could look at: how many of what, and why."""

    count: int
    what: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The findings of a tree, in the order of file and line, and what was not judged."""

    found: Diagnostics
    not_judged: tuple[NotJudged, ...]


def judge(
    files: Iterable[Parsed],
    schema_of: SchemaOf,
    rules: Iterable[Rule],
    known: Mapping[str, Interface] | None = None,
    directories: frozenset[str] | None = None,
) -> Judgement:
    """Judge every directory that the files lie in, each as a root or module of its own.

    Calls of modules that are in the tree are checked against them; ``known`` has interfaces of other modules by source.
    ``directories``: report on these only (the others are there because these call them).
    """
    tree: dict[str, list[Parsed]] = {}
    for parsed in files:
        tree.setdefault(posixpath.dirname(parsed.file.path), []).append(parsed)
    plain = {d: configure(d, parsed, schema_of(d)) for d, parsed in tree.items()}
    wired = [replace(c, interfaces=dict(_interfaces(c, plain, known or {}))) for c in plain.values()]
    wanted = [c for c in wired if directories is None or c.directory in directories]
    found = [f for c in wanted for rule in rules for f in rule.check(c)]
    return Judgement(tuple(sorted(set(found), key=_place)), tuple(_not_judged(wanted)))


def _place(found: Diagnostic) -> tuple[str, int, str, str]:
    return found.file or "", found.range.start.offset if found.range else 0, found.code, found.summary


def _interfaces(
    configuration: Configuration, tree: Mapping[str, Configuration], known: Mapping[str, Interface]
) -> Iterable[tuple[str, Interface]]:
    for address, call in configuration.of_kind("module"):
        source = source_of(call)
        if source in known:
            yield address[1], known[source]
        elif source and source.startswith(("./", "../")):
            target = tree.get(posixpath.normpath(posixpath.join(configuration.directory, source)).removeprefix("./"))
            if target:
                yield address[1], target.interface


def source_of(call: Declared) -> str | None:
    """The ``source`` of a module call, if it is a plain string."""
    return next((plain_string(a.expr) for a in call.body.attributes if a.name == "source"), None)


def _not_judged(configurations: Iterable[Configuration]) -> Iterable[NotJudged]:
    types = calls = 0
    for c in configurations:
        provider = c.schema.provider if c.schema else ""
        blocks = [a for a, d in c.declared.items() if a[0] == "data" or a[0] not in _OTHERS]
        types += sum(judged_type(a, provider) is None and "terraform_data" not in a for a in blocks)
        calls += sum(address[1] not in c.interfaces for address, _ in c.of_kind("module"))
    if types:
        yield NotJudged(types, "resources of providers without a schema")
    if calls:
        yield NotJudged(calls, "calls of modules outside the tree")


_OTHERS = frozenset({"var", "local", "module", "output", "provider"})


def at_least(found: Iterable[Diagnostic], level: Severity) -> bool:
    """Whether anything was found at ``level`` or above."""
    return any(d.severity >= level for d in found)

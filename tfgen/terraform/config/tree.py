"""Directories of configuration put together: which calls which, and what each knows of the others."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from tfgen.terraform.config.configuration import (
    NO_PROBLEMS,
    Configuration,
    FileProblems,
    FileValue,
    Parsed,
    configure,
    source_of,
)
from tfgen.terraform.config.interface import Interface
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.functions import Files, ModuleFiles, NoFiles
from tfgen.terraform.schema import ProviderSchema

SchemaOf = Callable[[str], ProviderSchema | None]
"""The schema to judge a directory with, by its path."""


class ProjectContext(Struct, frozen=True):
    """What is known beside the files that are judged; directories by their paths.

    ``known`` has interfaces of modules that are not in the tree, by source. ``incomplete``: directories with more files
    than these, so that what is not declared here may be declared there. ``missing``: directories that calls name and
    that do not exist. ``files_of`` gives what functions such as ``file`` may read of a directory, ``file_values_of``
    what the values files that Terraform loads there give to its variables, ``varying_of`` the variables that its other
    values files name, ``values_files_of`` all of these files, ``problems_of`` the mistakes in the form of its files.
    """

    known: Mapping[str, Interface] = {}
    incomplete: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    files_of: Callable[[str], Files] = lambda _: NoFiles()
    file_values_of: Callable[[str], Mapping[str, FileValue]] = lambda _: {}
    varying_of: Callable[[str], frozenset[str]] = lambda _: frozenset()
    values_files_of: Callable[[str], tuple[Parsed, ...]] = lambda _: ()
    problems_of: Callable[[str], FileProblems] = lambda _: NO_PROBLEMS


def configurations(
    files: Iterable[Parsed], schema_of: SchemaOf, project: ProjectContext
) -> list[tuple[Configuration, Files]]:
    """Every directory that the files lie in with what its functions may read.

    Calls of modules that are in the tree know their interfaces.
    """
    tree: dict[str, list[Parsed]] = {}
    for parsed in files:
        tree.setdefault(posixpath.dirname(parsed.file.path), []).append(parsed)
    plain = [configure(d, parsed, schema_of(d), d not in project.incomplete) for d, parsed in tree.items()]
    complete = {c.directory: c for c in plain if c.complete}

    @cache
    def interface(directory: str) -> Interface | None:
        return complete[directory].interface if directory in complete else None

    callers = _callers(plain)
    wired = (
        replace(
            c,
            interfaces=dict(_interfaces(c, interface, project.known)),
            missing=_missing(c, project.missing),
            called=c.directory in callers,
            given=project.file_values_of(c.directory),
            varying=project.varying_of(c.directory),
            values_files=project.values_files_of(c.directory),
            problems=project.problems_of(c.directory),
        )
        for c in plain
    )
    return [(c, _files(c, callers, project.files_of)) for c in wired]


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


def _callers(configurations: Iterable[Configuration]) -> Callers:
    callers: dict[str, dict[str, None]] = {}
    for caller in configurations:
        for target in _targets(caller).values():
            callers.setdefault(target, {})[caller.directory] = None
    return callers


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

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
from tfgen.terraform.config.file_kinds import Engine
from tfgen.terraform.config.interface import Interface
from tfgen.terraform.config.local_schemas import NO_SCHEMAS, LocalSchemas
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.config.test_files import NO_TESTS, TestFiles
from tfgen.terraform.functions import Files, ModuleFiles, NoFiles
from tfgen.terraform.schema import ProviderSchema

SchemaOf = Callable[[str], ProviderSchema | None]
"""The schema to check a directory with, by its path."""


OthersOf = Callable[[str], LocalSchemas]
"""The schemas of other providers than AWS for a directory, by its path."""


class ProjectContext(Struct, frozen=True):
    """Knowledge beside the files that are checked; directories by their paths.

    ``known`` has interfaces of modules that are not in the tree, by source. ``incomplete``:
    directories with more files than these, so that what is not declared here may be declared there.
    ``missing``: directories that calls name and that do not exist. ``files_of`` gives what
    functions such as ``file`` may read of a directory, ``file_values_of`` the values that its
    variables get from the files that Terraform loads there, ``varying_of`` the variables in its
    other values files, ``values_files_of`` all of these files, ``problems_of`` the mistakes in the
    form of its files, ``tests_of`` its test files, ``workspace_of`` the workspace that it is run in,
    where that is known, ``others_of`` the schemas of other providers than AWS. ``directories``:
    those that may have no files but tests and mock data. ``engine`` reads all of it.
    """

    known: Mapping[str, Interface] = {}
    incomplete: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    files_of: Callable[[str], Files] = lambda _: NoFiles()
    file_values_of: Callable[[str], Mapping[str, FileValue]] = lambda _: {}
    varying_of: Callable[[str], frozenset[str]] = lambda _: frozenset()
    values_files_of: Callable[[str], tuple[Parsed, ...]] = lambda _: ()
    problems_of: Callable[[str], FileProblems] = lambda _: NO_PROBLEMS
    tests_of: Callable[[str], TestFiles] = lambda _: NO_TESTS
    directories: tuple[str, ...] = ()
    engine: Engine = "terraform"
    workspace_of: Callable[[str], str | None] = lambda _: None
    others_of: OthersOf = lambda _: NO_SCHEMAS


def configurations(
    files: Iterable[Parsed], schema_of: SchemaOf, project: ProjectContext
) -> list[tuple[Configuration, Files]]:
    """Every directory that the files lie in with what its functions may read.

    Calls of modules that are in the tree know their interfaces.
    """
    plain = _plain_configurations(files, schema_of, project)
    complete = {
        configuration.directory: configuration for configuration in plain if configuration.complete
    }

    @cache
    def interface(directory: str) -> Interface | None:
        if directory in complete:
            return complete[directory].interface
        return None

    callers = _callers(plain)
    result: list[tuple[Configuration, Files]] = []
    for configuration in plain:
        wired = replace(
            configuration,
            interfaces=dict(_interfaces(configuration, interface, project.known)),
            missing=_missing(configuration, project.missing),
            called=configuration.directory in callers,
            file_values=project.file_values_of(configuration.directory),
            varying=project.varying_of(configuration.directory),
            values_files=project.values_files_of(configuration.directory),
            problems=project.problems_of(configuration.directory),
            tests=project.tests_of(configuration.directory),
            engine=project.engine,
            workspace=project.workspace_of(configuration.directory),
            others=project.others_of(configuration.directory),
        )
        result.append((wired, _files(wired, callers, project.files_of)))
    return result


def _plain_configurations(
    files: Iterable[Parsed], schema_of: SchemaOf, project: ProjectContext
) -> list[Configuration]:
    """The configuration of each directory without the others."""
    tree: dict[str, list[Parsed]] = {directory: [] for directory in project.directories}
    for parsed in files:
        tree.setdefault(posixpath.dirname(parsed.file.path), []).append(parsed)
    plain: list[Configuration] = []
    for directory, members in tree.items():
        plain.append(
            configure(
                directory,
                members,
                schema_of(directory),
                complete=directory not in project.incomplete,
            )
        )
    return plain


Callers = Mapping[str, Iterable[str]]
"""The directories that call each directory that is called."""


def _files(
    configuration: Configuration, callers: Callers, files_of: Callable[[str], Files]
) -> Files:
    files = files_of(configuration.directory)
    if not configuration.called:
        return files

    @cache
    def files_of_roots() -> list[Files]:
        return [files_of(root) for root in _roots(configuration.directory, callers)]

    return ModuleFiles(files, files_of_roots)


def _roots(directory: str, callers: Callers) -> list[str]:
    """The directories that nobody calls from which calls lead to this one."""
    seen, pending = {directory}, [directory]
    roots: list[str] = []
    while pending:
        current = pending.pop()
        if current not in callers:
            roots.append(current)
        for caller in callers.get(current, ()):
            if caller not in seen:
                seen.add(caller)
                pending.append(caller)
    return roots


def _callers(configurations: Iterable[Configuration]) -> Callers:
    callers: dict[str, dict[str, None]] = {}
    for caller in configurations:
        for target in _targets(caller).values():
            callers.setdefault(target, {})[caller.directory] = None
    return callers


def _targets(configuration: Configuration) -> Mapping[str, str]:
    """The directories that the module calls of a directory name."""
    targets: dict[str, str] = {}
    for address, call in configuration.of_kind("module"):
        target = local_directory(configuration.directory, source_of(call))
        if target is not None:
            targets[address[1]] = target
    return targets


def _interfaces(
    configuration: Configuration,
    tree: Callable[[str], Interface | None],
    known: Mapping[str, Interface],
) -> Iterable[tuple[str, Interface]]:
    for address, call in configuration.of_kind("module"):
        source = source_of(call)
        if source and source in known:
            yield address[1], known[source]
            continue
        target = local_directory(configuration.directory, source)
        interface = tree(target) if target is not None else None
        if interface:
            yield address[1], interface


def _missing(configuration: Configuration, missing: frozenset[str]) -> frozenset[str]:
    """The calls of modules in directories that do not exist."""
    targets = _targets(configuration) if missing else {}
    return frozenset(name for name, target in targets.items() if target in missing)

"""All modules and roots of a stack: built, bound to each other, and what was found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tfgen.build.cached_builder import CachedBuilder
from tfgen.build.reading_back import BackReader
from tfgen.build.result import BuiltModule, BuiltRoot
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, has_errors, joined, once
from tfgen.library.folders import TemplateFolders
from tfgen.source import SourceFile
from tfgen.stack.backend import suffix_guard
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.root_module import RootModule
from tfgen.stack.spec import Stack
from tfgen.terraform.config.language_versions import latest
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.schema.names import load_name_limits


class RenderedStack(Struct, frozen=True):
    """The files of a stack; ``owners`` maps a file's path to its environment, "" for modules."""

    stack: Stack
    schema: ProviderSchema
    roots: tuple[RootModule, ...]
    files: tuple[SourceFile, ...]
    owners: Mapping[str, str]


class BuiltStack(Struct, frozen=True):
    """The files of a stack and the result of making them."""

    output: RenderedStack
    result: CheckResult


def build_stack(
    stack: Stack,
    schema: ProviderSchema,
    folders: TemplateFolders,
    *,
    found: Diagnostics,
    cache: Path | None,
    suffix: str | None,
    processes: int,
) -> BuiltStack:
    """Build the modules that a stack uses, bind its services to them,
    and build its roots if that went well.

    ``found`` is what the stack file has wrong already, ``suffix`` the one from outside the stack,
    if there is one. With two ``processes`` or more the files are read back in one of its own.
    """
    with BackReader(cache, processes) as reader:
        builder = CachedBuilder(folders, schema, cache, reader)
        modules = _modules(builder, stack, folders)
        roots, unbound = _bind(stack, modules, folders, suffix)
        of_modules = joined(module.result for module in modules.values())
        found = stack_first((*found, *of_modules.diagnostics, *unbound), stack.file)
        built: tuple[BuiltRoot, ...] = ()
        if not has_errors(found):
            built = tuple(_root(builder, root, modules, stack.file) for root in roots)
        read_back = reader.finish()
    of_roots = joined(root.result for root in built)
    uncounted = replace(of_modules, diagnostics=())
    result = joined([CheckResult(found), of_roots, uncounted, read_back])
    return BuiltStack(_assembled(stack, schema, roots, modules, built), result)


def _modules(
    builder: CachedBuilder, stack: Stack, folders: TemplateFolders
) -> dict[str, BuiltModule]:
    """The modules that the stack uses; they are written unless it names a source for them."""
    modules: dict[str, BuiltModule] = {}
    for name in folders.modules():
        if name in stack.uses:
            modules[name] = builder.module(name, is_written=stack.modules is None)
    return modules


def _bind(
    stack: Stack, built: Mapping[str, BuiltModule], folders: TemplateFolders, suffix: str | None
) -> tuple[tuple[RootModule, ...], Diagnostics]:
    """The stack's roots, and what does not fit; a module with errors is there, but cannot be used."""
    modules = dict.fromkeys(folders.modules())
    modules |= {name: module.usable for name, module in built.items()}
    connections = {name: module.connections for name, module in built.items()}
    roots, found = bind_stack(stack, modules, load_name_limits(), connections)
    if not suffix:
        return roots, found
    for environment in stack.environments:
        found = (*found, *suffix_guard(environment, stack.file))
    return roots, found


def _root(
    builder: CachedBuilder, root: RootModule, modules: Mapping[str, BuiltModule], stack_file: str
) -> BuiltRoot:
    names = {call.module.name for call in root.calls}
    interfaces = {root.source_of(name): modules[name].interface for name in names}
    return builder.root(root, interfaces, stack_file, latest(modules[name].needs for name in names))


def _assembled(
    stack: Stack,
    schema: ProviderSchema,
    roots: tuple[RootModule, ...],
    modules: Mapping[str, BuiltModule],
    built: tuple[BuiltRoot, ...],
) -> RenderedStack:
    """All files, and whose they are."""
    files: list[SourceFile] = []
    owners: dict[str, str] = {}
    for root, made in zip(roots, built, strict=False):
        files += made.files
        owners |= dict.fromkeys([file.path for file in made.files], root.environment)
    if stack.modules is None:
        for module in modules.values():
            files += module.files
            owners |= dict.fromkeys([file.path for file in module.files], "")
    return RenderedStack(stack, schema, roots, tuple(files), owners)


def stack_first(found: Diagnostics, stack_file: str) -> Diagnostics:
    """Each diagnostic once; those of the stack file first, from top to bottom."""

    def place(d: Diagnostic) -> tuple[bool, int]:
        if d.file != stack_file or d.range is None:
            return d.file != stack_file, 0
        return False, d.range.start.offset

    return tuple(sorted(once(found), key=place))

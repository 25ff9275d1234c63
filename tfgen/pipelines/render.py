"""The story of ``tfgen render``: a stack file in, verified files out. Nothing is written here.

stack.yaml --stack--> Stack --library--> modules --bind--> roots --build--> files and what was found in them

    >>> from tfgen.pipelines import render
    >>> from tfgen.source import SourceFile
    >>> rendered = render.render(render.RenderRequest(SourceFile("stack.yaml", text)))
    >>> rendered.result.has_errors
    False
    >>> [file.path for file in rendered.output.files][:1]
    ['envs/dev/backend.tf']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tfgen.build.cached_builder import CachedBuilder
from tfgen.build.result import BuiltModule, BuiltRoot
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, has_errors, joined, once
from tfgen.library.folders import TemplateFolders
from tfgen.source import SourceFile
from tfgen.stack.backend import suffix_guard
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.load import load_stack
from tfgen.stack.provider_schema import open_schema
from tfgen.stack.root_module import RootModule
from tfgen.stack.spec import Stack
from tfgen.terraform.config.language_versions import latest
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.schema.names import load_name_limits


class RenderRequest(Struct, frozen=True):
    """What to render.

    ``folder`` is the one that the stack's own paths are relative to. ``environments`` empty: all. ``version`` and
    ``suffix`` replace those of the stack file, ``templates`` (a folder of the user's own) that of its ``templates:``.
    ``imported`` is the folder of imported schemas, ``cache`` a folder for what can be made again. ``local_modules``
    renders the modules beside the roots even where the stack names a source.
    """

    stack: SourceFile
    folder: Path = Path()
    environments: tuple[str, ...] = ()
    version: str | None = None
    suffix: str | None = None
    templates: Path | None = None
    imported: Path | None = None
    cache: Path | None = None
    local_modules: bool = False


class RenderedStack(Struct, frozen=True):
    """The files of a stack; ``owners`` maps a file's path to its environment, "" for modules."""

    stack: Stack
    schema: ProviderSchema
    roots: tuple[RootModule, ...]
    files: tuple[SourceFile, ...]
    owners: Mapping[str, str]


class Rendered(Struct, frozen=True):
    """The result of rendering.

    ``output`` has the files that could be made, None where it does not get that far. With errors in ``result`` none of
    them is to be written. ``folders`` are those that the templates come from.
    """

    result: CheckResult
    folders: TemplateFolders
    output: RenderedStack | None = None


class UnknownEnvironmentError(ValueError):
    """An environment was asked for that the stack does not have; ``known`` are those that it has."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no environment {name!r}")
        self.name = name
        self.known = known


class MissingTemplatesError(ValueError):
    """The folder that a stack names for its templates is not there."""

    def __init__(self, stack_file: str, folder: Path) -> None:
        super().__init__(f"{stack_file}: the template folder {folder.as_posix()} is not there")


def render(request: RenderRequest) -> Rendered:
    """Render and verify a stack; mistakes of the stack and of templates are diagnostics of the result.

    Raises ``UnknownEnvironmentError`` and ``MissingTemplatesError``.
    """
    stack, found = load_stack(request.stack, request.suffix)
    folders = TemplateFolders.of(_templates(stack, request))
    if stack is None:
        return Rendered(CheckResult(found), folders)
    _check_environments(stack, found, request.environments)
    stack = _chosen(stack, request)
    schema, more = open_schema(stack, request.imported) if stack.version else (None, ())
    found = (*found, *more)
    if schema is None:
        from tfgen.stack.precheck import precheck

        return Rendered(CheckResult(_in_order((*found, *precheck(stack, folders)), stack.file)), folders)
    builder = CachedBuilder(folders, schema, request.cache)
    modules = {name: builder.module(name) for name in folders.modules() if name in stack.uses}
    roots, more = _bind(stack, modules, folders, request.suffix)
    found = _in_order((*found, *_found_in(modules.values()), *more), stack.file)
    built = () if has_errors(found) else tuple(_root(builder, root, modules, stack.file) for root in roots)
    result = joined([CheckResult(found), *(root.result for root in built), *map(_uncounted, modules.values())])
    return Rendered(result, folders, _assembled(stack, schema, roots, modules, built))


def _templates(stack: Stack | None, request: RenderRequest) -> Path | None:
    """The folder of the user's own templates: the one asked for, else the one that the stack names."""
    if request.templates or stack is None or stack.templates is None:
        return request.templates
    folder = request.folder / stack.templates
    if not folder.is_dir():
        raise MissingTemplatesError(stack.file, folder)
    return folder


def _check_environments(stack: Stack, found: Diagnostics, wanted: tuple[str, ...]) -> None:
    """Fail for an environment that is not there, unless the stack file has errors of its own to be told first."""
    known = tuple(environment.name for environment in stack.environments)
    for name in wanted if not has_errors(found) else ():
        if name not in known:
            raise UnknownEnvironmentError(name, known)


def _chosen(stack: Stack, request: RenderRequest) -> Stack:
    """The stack as the request wants it."""
    wanted = tuple(e for e in stack.environments if e.name in request.environments) or stack.environments
    modules = None if request.local_modules else stack.modules
    version, node = (request.version, None) if request.version else (stack.version, stack.version_node)
    return replace(stack, environments=wanted, version=version, version_node=node, modules=modules)


def _found_in(modules: Iterable[BuiltModule]) -> Diagnostics:
    return tuple(diagnostic for module in modules for diagnostic in module.result.diagnostics)


def _uncounted(module: BuiltModule) -> CheckResult:
    """A module's result without its diagnostics, which are told with the stack's."""
    return replace(module.result, diagnostics=())


def _bind(
    stack: Stack, built: Mapping[str, BuiltModule], folders: TemplateFolders, suffix: str | None
) -> tuple[tuple[RootModule, ...], Diagnostics]:
    modules = {name: built[name].usable if name in built else None for name in folders.modules()}
    roots, found = bind_stack(stack, modules, load_name_limits())
    if suffix:
        found = (*found, *(f for e in stack.environments for f in suffix_guard(e, stack.file)))
    return roots, found


def _root(builder: CachedBuilder, root: RootModule, modules: Mapping[str, BuiltModule], stack_file: str) -> BuiltRoot:
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
    owned = []
    for root, made in zip(roots, built, strict=False):
        owned += [(file, root.environment) for file in made.files]
    for module in modules.values() if stack.modules is None else ():
        owned += [(file, "") for file in module.files]
    owners = {file.path: owner for file, owner in owned}
    return RenderedStack(stack, schema, roots, tuple(file for file, _ in owned), owners)


def _in_order(found: Diagnostics, file: str) -> Diagnostics:
    """Each diagnostic once; those of the stack file first, from top to bottom."""

    def place(d: Diagnostic) -> tuple[bool, int]:
        return d.file != file, d.range.start.offset if d.file == file and d.range else 0

    return tuple(sorted(once(found), key=place))

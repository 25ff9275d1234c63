"""The story: stack file in, verified files out. Read this first.

stack.yaml --stack--> Stack --building--> modules --bind--> roots --building--> files and findings

``building`` renders templates, lays the files out, parses them and judges them by the rules. Beside it, python-hcl2
reads back every file that is to be written: it must read the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tfgen.build.cached_builder import Builder
from tfgen.build.reading_back import BackReader
from tfgen.build.result import BuiltModule, BuiltRoot
from tfgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, has_errors, once
from tfgen.library.folders import TemplateFolders
from tfgen.rules.verdict import NOTHING_SILENCED, NotJudged, Silenced
from tfgen.source import SourceFile
from tfgen.stack.backend import suffix_guard
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.bound import Root
from tfgen.stack.load import load_stack
from tfgen.stack.spec import Stack
from tfgen.terraform.schema import BundleError, ProviderSchema, UnknownVersionError, load_schema
from tfgen.terraform.schema.names import load_name_limits


class Request(Struct, frozen=True):
    """What to render. ``environments`` empty: all. ``version`` and ``suffix`` replace those of the stack file.

    ``templates`` is the user's overlay folder, ``imported`` the folder of imported schemas, ``cache`` a folder for what
    can be made again. ``local_modules`` renders the modules beside the roots even where the stack names a source. With
    ``jobs`` of two or more the files are read back in a process of its own.
    """

    stack: SourceFile
    environments: tuple[str, ...] = ()
    version: str | None = None
    suffix: str | None = None
    templates: Path | None = None
    imported: Path | None = None
    cache: Path | None = None
    local_modules: bool = False
    jobs: int = 1


class Rendered(Struct, frozen=True):
    """The files of a stack; with errors among the findings, those that could be made, and none of them to be written.

    ``owners`` maps a file's path to its environment, "" for modules.
    """

    stack: Stack
    schema: ProviderSchema
    roots: tuple[Root, ...]
    files: tuple[SourceFile, ...]
    owners: Mapping[str, str]
    not_judged: tuple[NotJudged, ...]
    silenced: Silenced = NOTHING_SILENCED


def render(request: Request) -> tuple[Rendered | None, Diagnostics]:
    """Render and verify a stack. None when it does not get as far as files; findings in either case."""
    return render_loaded(request, *load_stack(request.stack, request.suffix))


def render_loaded(request: Request, stack: Stack | None, found: Diagnostics) -> tuple[Rendered | None, Diagnostics]:
    """The same for a stack file that ``load_stack`` has read already."""
    if stack is None:
        return None, found
    stack, folders = _chosen(stack, request), TemplateFolders.of(request.templates)
    schema, more = open_schema(stack, request.imported) if stack.version else (None, ())
    found = (*found, *more)
    if schema is None:
        from tfgen.stack.any_version import found_in_any_version

        return None, _in_order((*found, *found_in_any_version(stack, folders)), stack.file)
    with BackReader(request.cache, request.jobs) as reader:
        builder = Builder(folders, schema, request.cache, reader)
        modules = _modules(builder, stack, folders)
        roots, more = _bind(stack, modules, folders, request.suffix)
        found = _in_order((*found, *(f for m in modules.values() for f in m.found), *more), stack.file)
        built = () if has_errors(found) else tuple(_root(builder, root, modules, stack.file) for root in roots)
        read_back = reader.finish()
    rendered = _assembled(stack, schema, roots, modules, built)
    rendered = replace(rendered, not_judged=(*rendered.not_judged, *read_back.not_judged))
    return rendered, (*found, *(f for root in built for f in root.found), *read_back.found)


def open_schema(stack: Stack, imported: Path | None) -> tuple[ProviderSchema | None, Diagnostics]:
    """The schema of the stack's provider version, or a finding (TFG024) that names ``schema import``."""
    try:
        return load_schema(stack.provider, stack.version, imported), ()
    except UnknownVersionError as error:
        detail = f"{str(error)[0].upper()}{str(error)[1:]}."
        near = did_you_mean(stack.version, error.known)
        help_ = f"{near} Or: tfgen schema import FILE --provider {stack.provider}={stack.version}.".strip()
    except (BundleError, OSError) as error:
        detail, help_ = f"{error}.", "Import the schema again, or reinstall tfgen."
    found = Diagnostic("TFG024", "Unknown provider version", detail, help_)
    if stack.version_node:
        found = replace(found, stack_key="provider.aws").at(stack.file, stack.version_node.range)
    return None, (found,)


def _chosen(stack: Stack, request: Request) -> Stack:
    wanted = tuple(e for e in stack.environments if e.name in request.environments) or stack.environments
    modules = None if request.local_modules else stack.modules
    version, node = (request.version, None) if request.version else (stack.version, stack.version_node)
    return replace(stack, environments=wanted, version=version, version_node=node, modules=modules)


def _modules(builder: Builder, stack: Stack, folders: TemplateFolders) -> dict[str, BuiltModule]:
    """The modules that the stack uses; they are written unless it names a source for them."""
    is_written = stack.modules is None
    return {name: builder.module(name, is_written=is_written) for name in folders.modules() if name in stack.uses}


def _bind(
    stack: Stack, built: Mapping[str, BuiltModule], folders: TemplateFolders, suffix: str | None
) -> tuple[tuple[Root, ...], Diagnostics]:
    modules = {name: built[name].usable if name in built else None for name in folders.modules()}
    roots, found = bind_stack(stack, modules, load_name_limits())
    if suffix:
        found = (*found, *(f for e in stack.environments for f in suffix_guard(e, stack.file)))
    return roots, found


def _root(builder: Builder, root: Root, modules: Mapping[str, BuiltModule], stack_file: str) -> BuiltRoot:
    names = {call.module.name for call in root.calls}
    return builder.root(root, {root.source_of(name): modules[name].interface for name in names}, stack_file)


def _assembled(
    stack: Stack,
    schema: ProviderSchema,
    roots: tuple[Root, ...],
    modules: Mapping[str, BuiltModule],
    built: tuple[BuiltRoot, ...],
) -> Rendered:
    owned = [(f, root.environment) for root, b in zip(roots, built, strict=False) for f in b.files]
    owned += [(f, "") for m in modules.values() for f in m.files if stack.modules is None]
    left_out = [b.not_judged for b in built] + [m.not_judged for m in modules.values()]
    not_judged = tuple(n for some in left_out for n in some)
    silenced = sum([b.silenced for b in built] + [m.silenced for m in modules.values()], NOTHING_SILENCED)
    owners = {f.path: o for f, o in owned}
    return Rendered(stack, schema, roots, tuple(f for f, _ in owned), owners, not_judged, silenced)


def _in_order(found: Diagnostics, file: str) -> Diagnostics:
    """Each finding once; those of the stack file first, from top to bottom."""

    def place(f: Diagnostic) -> tuple[bool, int]:
        return f.file != file, f.range.start.offset if f.file == file and f.range else 0

    return tuple(sorted(once(found), key=place))

"""The story: stack file in, verified files out. Read this first.

stack.yaml --stack--> Stack --building--> modules --bind--> roots --render--> files --parse, judge--> findings
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tfgen.building import BuiltModule, build_module, parse_files
from tfgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, has_errors, once
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.library.module import Module
from tfgen.render.root import render_root
from tfgen.render.templates import Templates
from tfgen.rules.configuration import Interface
from tfgen.rules.judge import NotJudged, judge
from tfgen.rules.table import RULES
from tfgen.schema import BundleError, ProviderSchema, UnknownVersionError, available, load_schema
from tfgen.schema.names import load_name_limits
from tfgen.source import SourceFile
from tfgen.stack.backend import suffix_guard
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.bound import Root
from tfgen.stack.load import load_stack
from tfgen.stack.spec import Stack


@dataclass(frozen=True, slots=True)
class Request:
    """What to render. ``environments`` empty: all. ``version`` and ``suffix`` replace those of the stack file.

    ``templates`` is the user's overlay folder, ``imported`` the folder of imported schemas, ``cache`` a folder for what
    can be made again. ``local_modules`` renders the modules beside the roots even where the stack names a source.
    """

    stack: SourceFile
    environments: tuple[str, ...] = ()
    version: str | None = None
    suffix: str | None = None
    templates: Path | None = None
    imported: Path | None = None
    cache: Path | None = None
    local_modules: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """All files of a stack, verified; not to be written when ``found`` holds errors.

    ``owners`` maps a file's path to its environment, "" for modules.
    """

    stack: Stack
    schema: ProviderSchema
    roots: tuple[Root, ...]
    files: tuple[SourceFile, ...]
    owners: Mapping[str, str]
    found: Diagnostics
    not_judged: tuple[NotJudged, ...]


def render(request: Request) -> tuple[Rendered | None, Diagnostics]:
    """Render and verify a stack. None when it does not get as far as files; findings in either case."""
    return render_loaded(request, *load_stack(request.stack, request.suffix))


def render_loaded(request: Request, stack: Stack | None, found: Diagnostics) -> tuple[Rendered | None, Diagnostics]:
    """The same for a stack file that ``load_stack`` has read already."""
    if stack is None:
        return None, found
    stack = _chosen(stack, request)
    templates = Templates(TemplateFolders.of(request.templates), request.cache and request.cache / "templates")
    schema, more = open_schema(stack, request.imported) if stack.version else (None, ())
    found = (*found, *more)
    if schema is None:
        return None, _in_order((*found, *_whatever_the_version(stack, templates.folders)), stack.file)
    built = _modules(stack, templates, schema, request.cache)
    roots, more = _bind(stack, {name: b.usable for name, b in built.items()}, templates.folders, request.suffix)
    found = _in_order((*found, *(f for b in built.values() for f in b.found), *more), stack.file)
    if has_errors(found):
        return None, found
    return _assemble(stack, schema, templates, built, roots, found)


def _in_order(found: Diagnostics, file: str) -> Diagnostics:
    """Each finding once; those of the stack file first, from top to bottom."""

    def place(f: Diagnostic) -> tuple[bool, int]:
        return f.file != file, f.range.start.offset if f.file == file and f.range else 0

    return tuple(sorted(once(found), key=place))


def _whatever_the_version(stack: Stack, folders: TemplateFolders) -> Diagnostics:
    """What is wrong when the version cannot be told: what the oldest and the newest schema at hand both find."""
    versions = [a.version for a in available() if a.provider == stack.provider]
    found = [_found_with(version, stack, folders) for version in dict.fromkeys((versions[-1], versions[0]))]
    return tuple(f for f in found[0] if all(f in others for others in found))


def _found_with(version: str, stack: Stack, folders: TemplateFolders) -> Diagnostics:
    schema = load_schema(stack.provider, version)
    used = {s.module_name for e in stack.environments for s in e.services} & {*folders.modules()}
    return _bind(stack, {name: load_module(folders, name, schema)[0] for name in used}, folders, None)[1]


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


def _modules(
    stack: Stack, templates: Templates, schema: ProviderSchema, cache: Path | None
) -> Mapping[str, BuiltModule]:
    used = {s.module_name for e in stack.environments for s in e.services}
    known = templates.folders.modules()
    return {name: build_module(templates, name, schema, cache) for name in known if name in used}


def _bind(
    stack: Stack, usable: Mapping[str, Module | None], folders: TemplateFolders, suffix: str | None
) -> tuple[tuple[Root, ...], Diagnostics]:
    modules = {name: usable.get(name) for name in folders.modules()}
    roots, found = bind_stack(stack, modules, load_name_limits())
    if suffix:
        found = (*found, *(f for e in stack.environments for f in suffix_guard(e, stack.file)))
    return roots, found


def _assemble(
    stack: Stack,
    schema: ProviderSchema,
    templates: Templates,
    built: Mapping[str, BuiltModule],
    roots: tuple[Root, ...],
    found: Diagnostics,
) -> tuple[Rendered | None, Diagnostics]:
    owned: list[tuple[SourceFile, str]] = []
    for root in roots:
        files, more = render_root(templates, root, schema.source, f"envs/{root.environment}", stack.file)
        owned += [(file, root.environment) for file in files]
        found = (*found, *more)
    parsed, more = parse_files(file for file, _ in owned)
    found = (*found, *more)
    if has_errors(found):
        return None, found
    judgement = judge(parsed, lambda _: schema, RULES, dict(_known(roots, built)))
    if stack.modules is None:
        owned += [(file, "") for module in built.values() for file in module.files]
    found = (*found, *judgement.found)
    not_judged = (*judgement.not_judged, *(n for b in built.values() for n in b.not_judged))
    rendered = Rendered(
        stack, schema, roots, tuple(f for f, _ in owned), {f.path: o for f, o in owned}, found, not_judged
    )
    return rendered, found


def _known(roots: Iterable[Root], built: Mapping[str, BuiltModule]) -> Iterable[tuple[str, Interface]]:
    for root in roots:
        for call in root.calls:
            yield root.source.replace("${module}", call.module.name), built[call.module.name].interface

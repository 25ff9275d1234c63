"""The story of ``tfgen render``: a stack file in, verified files out. Nothing is written here.

stack.yaml --stack--> Stack --library--> modules --bind--> roots --build--> files
files and what lies beside them --checker--> what is wrong, at the keys of stack.yaml

``build`` renders templates, lays the files out and parses them. The tree that they will be a part
of is then judged by the very job that ``check`` runs, so what ``render`` lets through ``check`` lets
through. Beside it python-hcl2 reads back every file that is to be written: it must read the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tfgen.build.result import BuildOptions, RenderedStack
from tfgen.build.whole_stack import build_stack, stack_first
from tfgen.diagnostics import CheckResult, Diagnostics, has_errors
from tfgen.library.folders import TemplateFolders
from tfgen.source import SourceFile
from tfgen.stack.load import load_stack
from tfgen.stack.provider_schema import open_schema
from tfgen.stack.spec import Stack


class RenderRequest(Struct, frozen=True):
    """What to render.

    ``folder`` is the one that the stack's own paths are relative to, ``out`` the one that the files
    are to lie in, ``folder`` if None: what else lies there is judged with them. ``environments``
    empty: all.
    ``version`` and ``suffix`` replace those of the stack file, ``templates`` (a folder of the
    user's own) that of its ``templates:``. ``imported`` is the folder of imported schemas,
    ``cache`` a folder for what can be made again. ``local_modules`` renders the modules beside the
    roots even where the stack names a source. With two ``processes`` or more python-hcl2 reads the
    files back in one of its own. ``force`` leaves roots behind that are not rendered now and cannot
    use the modules that are.
    """

    stack: SourceFile
    folder: Path = Path()
    out: Path | None = None
    environments: tuple[str, ...] = ()
    version: str | None = None
    suffix: str | None = None
    templates: Path | None = None
    imported: Path | None = None
    cache: Path | None = None
    local_modules: bool = False
    processes: int = 1
    force: bool = False

    @classmethod
    def of(cls, path: Path, **options: Any) -> RenderRequest:
        """A request for the stack file at ``path``, with any of the other fields. Raises
        ``OSError`` and ``UnicodeDecodeError`` when it cannot be read.
        """
        stack = SourceFile(path.as_posix(), path.read_text(encoding="utf-8-sig"))
        return cls(stack, path.parent, **options)


class Rendered(Struct, frozen=True):
    """The result of rendering.

    ``output`` has the files that could be made, None where it does not get that far. With errors in
    ``result`` none of them is to be written. ``folders`` are those that the templates come from.
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
    """Render and verify a stack;
    mistakes of the stack and of templates are diagnostics of the result.

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

        return Rendered(
            CheckResult(stack_first((*found, *precheck(stack, folders)), stack.file)), folders
        )
    options = BuildOptions(
        out=request.folder if request.out is None else request.out,
        folder=request.folder,
        scope=frozenset(request.environments) or None,
        suffix=request.suffix,
        imported=request.imported,
        cache=request.cache,
        processes=request.processes,
        force=request.force,
    )
    built = build_stack(stack, schema, folders, found, options)
    return Rendered(built.result, folders, built.output)


def _templates(stack: Stack | None, request: RenderRequest) -> Path | None:
    """The folder of the user's own templates: the one asked for, else the one that the stack names."""
    if request.templates or stack is None or stack.templates is None:
        return request.templates
    folder = request.folder / stack.templates
    if not folder.is_dir():
        raise MissingTemplatesError(stack.file, folder)
    return folder


def _check_environments(stack: Stack, found: Diagnostics, wanted: tuple[str, ...]) -> None:
    """Fail for an environment that is not there,
    unless the stack file has errors of its own to be told first.
    """
    if has_errors(found):
        return
    known = tuple(environment.name for environment in stack.environments)
    for name in wanted:
        if name not in known:
            raise UnknownEnvironmentError(name, known)


def _chosen(stack: Stack, request: RenderRequest) -> Stack:
    """The stack as the request wants it."""
    if request.environments:
        wanted = tuple(e for e in stack.environments if e.name in request.environments)
        stack = replace(stack, environments=wanted or stack.environments)
    if request.version:
        stack = replace(stack, version=request.version, version_node=None)
    if request.local_modules:
        stack = replace(stack, modules=None)
    return stack

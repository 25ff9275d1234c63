"""One module for one provider version: rendered, parsed and judged; from the cache when nothing it depends on changed."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tfgen import __version__
from tfgen.diagnostics import Diagnostic, Diagnostics, has_errors
from tfgen.hcl import saved
from tfgen.library.folders import MANIFEST, SHARED, TemplateFolders
from tfgen.library.load import load_module
from tfgen.library.module import Module
from tfgen.render.module import ResourceRow, render_module, render_readme
from tfgen.render.templates import Templates
from tfgen.rules.configuration import Interface, Parsed, configure
from tfgen.rules.judge import NotJudged, judge
from tfgen.rules.table import RULES
from tfgen.schema import ProviderSchema
from tfgen.source import SourceFile


@dataclass(frozen=True, slots=True)
class BuiltModule:
    """A module's files and what was found in them; ``module`` is None when its manifest is broken."""

    name: str
    module: Module | None
    files: tuple[SourceFile, ...]
    found: Diagnostics
    not_judged: tuple[NotJudged, ...] = ()

    @property
    def usable(self) -> Module | None:
        """The module, when nothing is wrong with it or its files."""
        return None if has_errors(self.found) else self.module

    @property
    def interface(self) -> Interface:
        """What callers see."""
        module = self.module
        inputs = {i.name: i.required for i in module.inputs} if module else {}
        return Interface(inputs, frozenset(o.name for o in module.outputs) if module else frozenset())


def build_module(
    templates: Templates, name: str, schema: ProviderSchema, cache: Path | None = None
) -> BuiltModule:
    """The module ``name``. ``cache`` is a folder for results that can be made again, or None to do without."""
    if cache is None:
        return _build(templates, name, schema)
    path, key = cache / "modules" / f"{name}-{schema.version}", _key(templates.folders, name, schema)
    kept = saved.read(path, key) if saved.is_private(path) else None
    if kept is not None:
        built: BuiltModule = pickle.loads(kept)
        return built
    built = _build(templates, name, schema)
    saved.write(path, key, pickle.dumps(built, protocol=5))
    return built


def _build(templates: Templates, name: str, schema: ProviderSchema) -> BuiltModule:
    folder = f"modules/{name}"
    module, found = load_module(templates.folders, name, schema)
    if module is None:
        return BuiltModule(name, None, (), found)
    files, more = render_module(templates, module, schema, folder)
    parsed, problems = parse_files(files)
    found = (*found, *more, *problems)
    if has_errors(found):
        return BuiltModule(name, module, files, found)
    judgement = judge(parsed, lambda _: schema, RULES)
    readme, more = render_readme(templates, module, schema, folder, tuple(_resources(parsed)))
    return BuiltModule(name, module, (*files, *readme), (*found, *judgement.found, *more), judgement.not_judged)


def parse_files(files: Iterable[SourceFile]) -> tuple[tuple[Parsed, ...], Diagnostics]:
    """tfgen's own files parsed with python-hcl2; findings carry the template line and the stack key."""
    from tfgen.hcl.parse import parse

    parsed: list[Parsed] = []
    found: list[Diagnostic] = []
    for file in files:
        body, problems = parse(file)
        found += (located(p, file) for p in problems)
        if body is not None:
            parsed.append(Parsed(file, body, own=True))
    return tuple(parsed), tuple(found)


def located(found: Diagnostic, file: SourceFile) -> Diagnostic:
    """A finding in a rendered file with the template line and stack key that the line comes from."""
    from dataclasses import replace

    origin = file.origin(found.range.start.line) if found.range else None
    if origin is None:
        return found
    return replace(found, template=origin.template, template_line=origin.line, stack_key=origin.stack_key)


def _resources(parsed: tuple[Parsed, ...]) -> Iterable[ResourceRow]:
    configuration = configure("", parsed, None)
    for address, _ in configuration.managed():
        yield ResourceRow(".".join(address), "resource")
    for address, _ in configuration.of_kind("data"):
        yield ResourceRow(".".join(address), "data source")


def _key(folders: TemplateFolders, name: str, schema: ProviderSchema) -> bytes:
    """Of everything that a built module depends on: tfgen itself, the schema, its own and the shared templates."""
    digest = sha256(f"{__version__} {_code_digest()} {schema.provider} {schema.version} {schema.digest}".encode())
    shared = sorted({p.name for root in folders.roots for p in (root / SHARED).glob("*")})
    for file in (f"{name}/{MANIFEST}", *folders.files(name), *(f"{SHARED}/{n}" for n in shared)):
        path = folders.path(file)
        digest.update(f"\0{file}\0".encode() + (path.read_bytes() if path else b""))
    return digest.digest()


def _code_digest() -> str:
    """The newest change of tfgen's own files, so that a checkout under development never reads stale results."""
    root = Path(__file__).parent
    newest = max(p.stat().st_mtime_ns for p in root.rglob("*.py"))
    return str(newest)

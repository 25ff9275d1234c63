"""One module for one provider version: rendered, parsed and judged, or kept from an earlier run."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from tfgen.diagnostics import Diagnostic, Diagnostics, has_errors
from tfgen.hcl import saved
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.library.module import Module
from tfgen.release import code_digest
from tfgen.render.inputs import template_files
from tfgen.render.module import render_module
from tfgen.render.readme import ResourceRow, render_readme
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


def build_module(templates: Templates, name: str, schema: ProviderSchema, cache: Path | None = None) -> BuiltModule:
    """The module ``name``. ``cache`` is a folder for results that can be made again, or None to do without.

    A result is kept under all that it depends on: tfgen's code, the schema, and every template that the module can
    reach. Files that another user could have written are never read: they are pickles.
    """
    key = _key(templates.folders, name, schema) if cache else None
    if cache is None or key is None:
        return _build(templates, name, schema)
    path = cache / "modules" / f"{name}-{schema.provider}-{schema.version}"
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
    """Our own files parsed with python-hcl2; findings carry the template line and the stack key."""
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


def _key(folders: TemplateFolders, name: str, schema: ProviderSchema) -> bytes | None:
    """Of everything that a built module depends on; None when some of it cannot be read."""
    digest = sha256(f"{code_digest()} {schema.provider} {schema.version} {schema.digest}".encode())
    try:
        for file, path in template_files(folders, name):
            content = path.read_bytes()
            digest.update(f"\0{file}\0{len(content)}\0".encode() + content)
    except OSError:
        return None
    return digest.digest()

"""Templates to verified files: rendered, parsed, judged; ``cached_builder`` keeps the results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from tfgen.build.result import BuiltModule, BuiltRoot
from tfgen.checker.run_rules import judge
from tfgen.diagnostics import Diagnostic, Diagnostics, has_errors
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.render.module import render_module
from tfgen.render.readme import ResourceRow, render_readme
from tfgen.render.root import render_root
from tfgen.render.templates import Templates
from tfgen.rules.registry import RULES
from tfgen.rules.verdict import Interface, Silenced
from tfgen.source import SourceFile
from tfgen.stack.bound import Root
from tfgen.suppress.comments import without_ignored
from tfgen.terraform.config.configuration import Parsed, configure
from tfgen.terraform.config.tree import Around
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.schema import ProviderSchema

HandOver = Callable[[tuple[SourceFile, ...]], None]
"""Takes the files of a module or a root as soon as they are known to be HCL, before they are judged."""


class Maker:
    """Makes modules and roots for one provider version; ``compiled`` is a folder that keeps compiled templates."""

    def __init__(self, folders: TemplateFolders, schema: ProviderSchema, compiled: Path | None = None) -> None:
        self.schema = schema
        self.templates = Templates(folders, compiled)

    def module(self, name: str, hand_over: HandOver) -> BuiltModule:
        """A module's files below ``modules/<name>``, and what was found in them."""
        folder, schema = f"modules/{name}", self.schema
        module, found = load_module(self.templates.folders, name, schema)
        if module is None:
            return BuiltModule(name, None, (), found)
        files, more = render_module(self.templates, module, schema, folder)
        parsed, problems = parse_files(files)
        found = (*found, *more, *problems)
        if has_errors(found):
            return BuiltModule(name, module, files, found)
        hand_over(files)
        judgement = judge(parsed, lambda _: schema, RULES)
        judged, ignored = without_ignored(judgement.found, parsed)
        readme, more = render_readme(self.templates, module, schema, folder, tuple(_resources(parsed)))
        found = (*found, *judged, *more)
        return BuiltModule(name, module, (*files, *readme), found, judgement.not_judged, Silenced(ignored))

    def root(self, root: Root, modules: Mapping[str, Interface], stack_file: str, hand_over: HandOver) -> BuiltRoot:
        """A root's files below ``envs/<environment>``; ``modules`` has the interfaces of the sources that it calls."""
        folder, schema = f"envs/{root.environment}", self.schema
        files, found = render_root(self.templates, root, schema.source, folder, stack_file)
        parsed, problems = parse_files(files)
        found = (*found, *problems)
        if has_errors(found):
            return BuiltRoot(files, found)
        hand_over(files)
        judgement = judge(parsed, lambda _: schema, RULES, Around(modules))
        judged, ignored = without_ignored(judgement.found, parsed)
        return BuiltRoot(files, (*found, *judged), judgement.not_judged, Silenced(ignored))


def parse_files(files: Iterable[SourceFile]) -> tuple[tuple[Parsed, ...], Diagnostics]:
    """Our own files parsed; findings carry the template line and the stack key."""
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

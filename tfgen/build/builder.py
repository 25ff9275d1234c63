"""Templates to verified files: rendered, parsed, checked; ``cached_builder`` keeps the results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tfgen.build.result import BuiltModule, BuiltRoot
from tfgen.diagnostics import (
    NOTHING_FOUND,
    CheckResult,
    Diagnostic,
    Diagnostics,
    Suppressed,
    has_errors,
)
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.render.module import render_module, render_versions
from tfgen.render.readme import ResourceRow, render_readme
from tfgen.render.root import order_among_files, render_root, render_root_versions
from tfgen.render.templates import Templates
from tfgen.source import SourceFile
from tfgen.stack.root_module import RootModule
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.analysis.required_version import required_version
from tfgen.terraform.config.configuration import Parsed, configure
from tfgen.terraform.config.language_versions import ANY_VERSION, RequiredVersion, latest
from tfgen.terraform.config.parse_cache import encode
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Body
from tfgen.terraform.schema import ProviderSchema

HandOver = Callable[[tuple[SourceFile, ...]], None]
"""Takes the files of a module or a root as soon as they are known to be HCL,
before they are checked.
"""


class Builder:
    """Builds modules and roots for one provider version;
    ``compiled`` is a folder that keeps compiled templates.

    ``parsed`` has the trees of all files that it built, by their bytes.
    """

    def __init__(
        self, folders: TemplateFolders, schema: ProviderSchema, compiled: Path | None = None
    ) -> None:
        self.schema = schema
        self.templates = Templates(folders, compiled)
        self.parsed: dict[bytes, Body] = {}

    def draft_module(self, name: str, hand_over: HandOver) -> BuiltModule:
        """A module's files below ``modules/<name>``, and what is wrong with templates and syntax.

        The rules are not run: they run over the tree that the module becomes a part of.
        """
        return self._module(name, hand_over, check=False)

    def module(self, name: str, hand_over: HandOver) -> BuiltModule:
        """A module's files, checked by the rules as a module that nobody calls."""
        return self._module(name, hand_over, check=True)

    def _module(self, name: str, hand_over: HandOver, *, check: bool) -> BuiltModule:
        folder, schema = f"modules/{name}", self.schema
        module, found = load_module(self.templates.folders, name, schema)
        if module is None:
            return BuiltModule(name, None, (), CheckResult(found))
        versions = partial(render_versions, self.templates, module, schema, folder)
        draft = self._draft(render_module(self.templates, module, schema, folder), versions)
        found = (*found, *draft.found)
        if has_errors(found):
            return BuiltModule(name, module, draft.files, CheckResult(found))
        hand_over(draft.files)
        result = _checked(draft.parsed, schema) if check else NOTHING_FOUND
        resources = tuple(_resources(draft.parsed))
        readme, more = render_readme(self.templates, module, schema, folder, resources, draft.needs)
        result = replace(result, diagnostics=(*found, *result.diagnostics, *more))
        files = (*draft.files, *readme)
        connections = _connections(draft.parsed)
        return BuiltModule(name, module, files, result, draft.needs, connections, draft.bodies)

    def root(
        self, root: RootModule, stack_file: str, needs: RequiredVersion, hand_over: HandOver
    ) -> BuiltRoot:
        """A root's files below ``envs/<environment>``, and what is wrong with templates and syntax.

        ``needs`` is the Terraform that the modules need that it calls.
        """
        folder, schema = f"envs/{root.environment}", self.schema
        versions = partial(
            render_root_versions, self.templates, root, schema.source, folder, stack_file
        )
        draft = self._draft(
            render_root(self.templates, root, schema.source, folder, stack_file), versions, needs
        )
        files = tuple(sorted(draft.files, key=order_among_files))
        if not has_errors(draft.found):
            hand_over(files)
        return BuiltRoot(files, CheckResult(draft.found), draft.bodies)

    def _draft(
        self,
        first: Rendering,
        versions: Callable[[RequiredVersion], Rendering],
        least: RequiredVersion = ANY_VERSION,
    ) -> Draft:
        """The ``first`` files and ``versions.tf``, which says what these need,
        ``least`` or a later Terraform.
        """
        files, found = first
        parsed, problems = parse_files(files)
        needs = latest((least, required_version(parsed, self.schema)))
        last, more = versions(needs)
        last_parsed, last_problems = parse_files(last)
        found = (*found, *problems, *more, *last_problems)
        both = (*parsed, *last_parsed)
        self.parsed.update((each.file.text.encode(), each.body) for each in both)
        return Draft((*files, *last), both, found, needs)


Rendering = tuple[tuple[SourceFile, ...], Diagnostics]
"""Rendered files and what was found."""


class Draft(Struct, frozen=True):
    """The Terraform files of a module or root, parsed but not checked,
    and the Terraform that they need.
    """

    files: tuple[SourceFile, ...]
    parsed: tuple[Parsed, ...]
    found: Diagnostics
    needs: RequiredVersion

    @property
    def bodies(self) -> dict[str, bytes]:
        """The trees as the parse cache encodes them, by the files' texts."""
        bodies: dict[str, bytes] = {}
        for parsed in self.parsed:
            encoded = encode(parsed.body)
            if encoded is not None:
                bodies[parsed.file.text] = encoded
        return bodies


def _checked(parsed: Sequence[Parsed], schema: ProviderSchema) -> CheckResult:
    """The findings of the rules in our own files, less those that an ignore in a template hides."""
    from tfgen.checker.run_rules import run_rules
    from tfgen.rules.registry import RULES
    from tfgen.suppress.comments import without_ignored

    result = run_rules(parsed, lambda _: schema, RULES)
    left, ignored = without_ignored(result.diagnostics, parsed)
    return CheckResult(left, result.skipped, Suppressed(ignored))


def parse_files(files: Iterable[SourceFile]) -> tuple[tuple[Parsed, ...], Diagnostics]:
    """Our own files parsed; findings carry the template line and the stack key."""
    parsed: list[Parsed] = []
    found: list[Diagnostic] = []
    for file in files:
        body, problems = parse(file)
        found += (located(p, file) for p in problems)
        if body is not None:
            parsed.append(Parsed(file, body, generated=True))
    return tuple(parsed), tuple(found)


def located(diagnostic: Diagnostic, file: SourceFile) -> Diagnostic:
    """A finding in a rendered file with the template line and stack key that the line comes from."""
    if diagnostic.range is None:
        return diagnostic
    origin = file.origin(diagnostic.range.start.line)
    if origin is None:
        return diagnostic
    return replace(
        diagnostic, template=origin.template, template_line=origin.line, stack_key=origin.stack_key
    )


def _connections(parsed: Sequence[Parsed]) -> dict[str, frozenset[str]]:
    """The inputs that each output of a module needs; what a module needs
    that is called from here is not known.
    """
    analysis = ModuleAnalysis(configure("", parsed, None))
    connections: dict[str, frozenset[str]] = {}
    for output, needs in analysis.reach.outputs.items():
        connections[output] = frozenset(node[1] for node in needs if node[0] == "var")
    return connections


def _resources(parsed: tuple[Parsed, ...]) -> Iterable[ResourceRow]:
    configuration = configure("", parsed, None)
    for address, _ in configuration.managed():
        yield ResourceRow(".".join(address), "resource")
    for address, _ in configuration.of_kind("data"):
        yield ResourceRow(".".join(address), "data source")

"""A module's templates to its Terraform files. The result depends on templates, manifest and provider version only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.library.folders import MANIFEST, SHARED, TemplateFolders
from tfgen.library.module import Module
from tfgen.render.context import ModuleContext
from tfgen.render.files import hcl_file
from tfgen.render.templates import TemplateNames, Templates
from tfgen.source import SourceFile
from tfgen.terraform.config.language_versions import RequiredVersion
from tfgen.terraform.schema import ProviderSchema

VERSIONS = "versions.tf"
"""The file that says which Terraform a module needs, so that it is rendered when the others have been read."""

FROM_MANIFEST = ("variables.tf", "outputs.tf", VERSIONS)
"""The files that come from a manifest, through templates in ``_shared``."""


class ModuleFile(Struct, frozen=True):
    """A file of a module, its template, and the source that its header names."""

    name: str
    template: str
    source_name: str


def render_module(
    templates: Templates, module: Module, schema: ProviderSchema, folder: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The module's ``.tf`` files below ``folder`` (``modules/vpc``) without ``versions.tf``: ``main.tf`` first.

    Findings: TFG101 to TFG103, see ``Templates.hcl``.
    """
    files = [file for file in _files(templates.folders, module.name) if file.name != VERSIONS]
    return _render(templates, files, ModuleContext(module, schema).names(), folder)


def render_versions(
    templates: Templates, module: Module, schema: ProviderSchema, folder: str, needs: RequiredVersion
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The module's ``versions.tf``, for the Terraform that its other files need; findings as for those."""
    files = [file for file in _files(templates.folders, module.name) if file.name == VERSIONS]
    context = {**ModuleContext(module, schema).names(), "terraform": needs.constraint}
    return _render(templates, files, context, folder)


def _render(
    templates: Templates, files: Iterable[ModuleFile], context: TemplateNames, folder: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    sources: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    for file in files:
        rendered, problems = templates.hcl(file.template, context)
        diagnostics.extend(problems)
        source = hcl_file(f"{folder}/{file.name}", file.source_name, rendered) if rendered else None
        if source:
            sources.append(source)
    return tuple(sources), tuple(diagnostics)


def _files(folders: TemplateFolders, module: str) -> Iterator[ModuleFile]:
    """The module's own files, then those of its manifest that it has no template for."""
    names: set[str] = set()
    for template in folders.files(module):
        name = PurePosixPath(template).name.removesuffix(".jinja")
        names.add(name)
        yield ModuleFile(name, template, source_name=template)
    for name in FROM_MANIFEST:
        if name not in names:
            yield ModuleFile(name, f"{SHARED}/{name}.jinja", source_name=f"{module}/{MANIFEST}")

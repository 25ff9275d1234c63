"""A module's templates to its Terraform files.
The result depends on templates, manifest and provider version only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tfgen.diagnostics import Diagnostics
from tfgen.library.folders import MANIFEST, SHARED, TemplateFolders
from tfgen.library.module import Module
from tfgen.render.context import ModuleContext
from tfgen.render.file_templates import FileTemplate, render_files
from tfgen.render.templates import Templates
from tfgen.source import SourceFile
from tfgen.terraform.config.language_versions import RequiredVersion
from tfgen.terraform.schema import ProviderSchema

VERSIONS = "versions.tf"
"""The file that says which Terraform a module needs,
so that it is rendered when the others have been read.
"""

FROM_MANIFEST = ("variables.tf", "outputs.tf", VERSIONS)
"""The files that come from a manifest, through templates in ``_shared``."""


def render_module(
    templates: Templates, module: Module, schema: ProviderSchema, folder: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The module's ``.tf`` files below ``folder`` (``modules/vpc``) without ``versions.tf``:
    ``main.tf`` first.

    Findings: TFG101 to TFG103, see ``Templates.hcl``.
    """
    files = [file for file in _files(templates.folders, module.name) if file.name != VERSIONS]
    return render_files(templates, files, ModuleContext(module, schema).names(), folder)


def render_versions(
    templates: Templates,
    module: Module,
    schema: ProviderSchema,
    folder: str,
    needs: RequiredVersion,
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The module's ``versions.tf``, for the Terraform that its other files need;
    findings as for those.
    """
    files = [file for file in _files(templates.folders, module.name) if file.name == VERSIONS]
    context = {**ModuleContext(module, schema).names(), "terraform": needs.constraint}
    return render_files(templates, files, context, folder)


def _files(folders: TemplateFolders, module: str) -> Iterator[FileTemplate]:
    """The module's own files, then those of its manifest that it has no template for."""
    names: set[str] = set()
    for template in folders.files(module):
        name = PurePosixPath(template).name.removesuffix(".jinja")
        names.add(name)
        yield FileTemplate(name, template, source_name=template)
    for name in FROM_MANIFEST:
        if name not in names:
            yield FileTemplate(name, f"{SHARED}/{name}.jinja", source_name=f"{module}/{MANIFEST}")

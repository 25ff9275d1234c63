"""A module's templates to its Terraform files. The result depends on templates, manifest and provider version only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.library.folders import MANIFEST, SHARED, TemplateFolders
from tfgen.library.module import Module
from tfgen.render.context import ModuleContext
from tfgen.render.files import hcl_file
from tfgen.render.templates import Templates
from tfgen.source import SourceFile
from tfgen.terraform.schema import ProviderSchema

FROM_MANIFEST = ("variables.tf", "outputs.tf", "versions.tf")
"""The files that come from a manifest, through templates in ``_shared``."""


def render_module(
    templates: Templates, module: Module, schema: ProviderSchema, folder: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The module's ``.tf`` files below ``folder`` (``modules/vpc``): ``main.tf`` first, those of the manifest last.

    Findings: TFG101 to TFG103, see ``Templates.hcl``.
    """
    context = ModuleContext(module, schema).names()
    files: list[SourceFile] = []
    found: list[Diagnostic] = []
    for template, name, made_from in _wanted(templates.folders, module.name):
        rendered, more = templates.hcl(template, context)
        found += more
        file = hcl_file(f"{folder}/{name}", made_from, rendered) if rendered else None
        files += [file] if file else []
    return tuple(files), tuple(found)


def _wanted(folders: TemplateFolders, module: str) -> Iterator[tuple[str, str, str]]:
    """Template, name of the file, and what its header says it is made from."""
    generated = {PurePosixPath(t).name.removesuffix(".jinja"): t for t in folders.files(module)}
    for name, template in generated.items():
        yield template, name, template
    for name in FROM_MANIFEST:
        if name not in generated:
            yield f"{SHARED}/{name}.jinja", name, f"{module}/{MANIFEST}"

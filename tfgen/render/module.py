"""A module's templates to its Terraform files. The result depends on templates, manifest and provider version only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.library.folders import MANIFEST, SHARED, TemplateFolders
from tfgen.library.module import Module
from tfgen.render.context import ModuleContext
from tfgen.render.files import hcl_file
from tfgen.render.templates import Context, Templates
from tfgen.source import SourceFile
from tfgen.terraform.config.language_versions import RequiredVersion
from tfgen.terraform.schema import ProviderSchema

VERSIONS = "versions.tf"
"""The file that says which Terraform a module needs, so that it is rendered when the others have been read."""

FROM_MANIFEST = ("variables.tf", "outputs.tf", VERSIONS)
"""The files that come from a manifest, through templates in ``_shared``."""


def render_module(
    templates: Templates, module: Module, schema: ProviderSchema, folder: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The module's ``.tf`` files below ``folder`` (``modules/vpc``) without ``versions.tf``: ``main.tf`` first.

    Findings: TFG101 to TFG103, see ``Templates.hcl``.
    """
    wanted = [w for w in _wanted(templates.folders, module.name) if w[1] != VERSIONS]
    return _render(templates, wanted, ModuleContext(module, schema).names(), folder)


def render_versions(
    templates: Templates, module: Module, schema: ProviderSchema, folder: str, needs: RequiredVersion
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The module's ``versions.tf``, for the Terraform that its other files need; findings as for those."""
    wanted = [w for w in _wanted(templates.folders, module.name) if w[1] == VERSIONS]
    context = {**ModuleContext(module, schema).names(), "terraform": needs.constraint}
    return _render(templates, wanted, context, folder)


def _render(
    templates: Templates, wanted: Iterable[tuple[str, str, str]], context: Context, folder: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    files: list[SourceFile] = []
    found: list[Diagnostic] = []
    for template, name, made_from in wanted:
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

"""A bound environment to the files of its root configuration."""

from __future__ import annotations

from collections.abc import Iterable

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.render.context import RootContext
from tfgen.render.files import hcl_file, stack_name
from tfgen.render.templates import TemplateNames, Templates
from tfgen.source import SourceFile
from tfgen.stack.root_module import RootModule
from tfgen.terraform.config.language_versions import RequiredVersion

VERSIONS = "versions.tf"
"""The file that says which Terraform a root needs, so that it is rendered when the others have been read."""

FILES = ("main.tf", "providers.tf", VERSIONS, "backend.tf", "variables.tf", "outputs.tf")
"""A root's files; those without content are left out."""


def render_root(
    templates: Templates, root: RootModule, provider_source: str, folder: str, stack_file: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The ``.tf`` files of one environment below ``folder`` (``envs/dev``) without ``versions.tf``.

    Findings: TFG101 to TFG103, see ``Templates.hcl``.
    """
    names = [name for name in FILES if name != VERSIONS]
    return _render(templates, names, RootContext(root, provider_source).names(), folder, stack_file)


def render_root_versions(
    templates: Templates, root: RootModule, provider_source: str, folder: str, stack_file: str, needs: RequiredVersion
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The ``versions.tf`` of one environment, for the Terraform that it needs; findings as for the other files."""
    context = {**RootContext(root, provider_source).names(), "terraform": needs.constraint}
    return _render(templates, (VERSIONS,), context, folder, stack_file)


def order_among_files(file: SourceFile) -> int:
    """The number of a root's file among them all, to sort by."""
    return FILES.index(file.path.rpartition("/")[2])


def _render(
    templates: Templates, names: Iterable[str], context: TemplateNames, folder: str, stack_file: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    sources: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    for name in names:
        rendered, problems = templates.hcl(f"_root/{name}.jinja", context)
        diagnostics.extend(problems)
        source = hcl_file(f"{folder}/{name}", stack_name(stack_file), rendered) if rendered else None
        if source:
            sources.append(source)
    return tuple(sources), tuple(diagnostics)

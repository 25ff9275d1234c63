"""A bound environment to the files of its root configuration."""

from __future__ import annotations

from tfgen.diagnostics import Diagnostics
from tfgen.render.context import RootContext
from tfgen.render.file_templates import FileTemplate, render_files
from tfgen.render.templates import Templates
from tfgen.source import SourceFile
from tfgen.stack.names import stack_name
from tfgen.stack.root_module import RootModule
from tfgen.terraform.config.language_versions import RequiredVersion

VERSIONS = "versions.tf"
"""The file that says which Terraform a root needs,
so that it is rendered when the others have been read.
"""

FILES = ("main.tf", "providers.tf", VERSIONS, "backend.tf", "variables.tf", "outputs.tf")
"""A root's files; those without content are left out."""


def render_root(
    templates: Templates, root: RootModule, provider_source: str, folder: str, stack_file: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The ``.tf`` files of one environment below ``folder`` (``envs/dev``) without ``versions.tf``.

    Findings: TFG101 to TFG103, see ``Templates.hcl``.
    """
    files = []
    for name in FILES:
        if name != VERSIONS:
            files.append(_template(name, stack_file))
    return render_files(templates, files, RootContext(root, provider_source).names(), folder)


def render_root_versions(
    templates: Templates,
    root: RootModule,
    provider_source: str,
    folder: str,
    stack_file: str,
    needs: RequiredVersion,
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The ``versions.tf`` of one environment, for the Terraform that it needs;
    findings as for the other files.
    """
    context = {**RootContext(root, provider_source).names(), "terraform": needs.constraint}
    return render_files(templates, [_template(VERSIONS, stack_file)], context, folder)


def order_among_files(file: SourceFile) -> int:
    """The number of a root's file among them all, to sort by."""
    return FILES.index(file.path.rpartition("/")[2])


def _template(name: str, stack_file: str) -> FileTemplate:
    return FileTemplate(name, f"_root/{name}.jinja", source_name=stack_name(stack_file))

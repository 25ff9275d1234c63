"""A bound environment to the files of its root configuration."""

from __future__ import annotations

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.render.context import RootContext
from tfgen.render.files import hcl_file, stack_name
from tfgen.render.templates import Templates
from tfgen.source import SourceFile
from tfgen.stack.root_module import RootModule

FILES = ("main.tf", "providers.tf", "versions.tf", "backend.tf", "variables.tf", "outputs.tf")
"""A root's files; those without content are left out."""


def render_root(
    templates: Templates, root: RootModule, provider_source: str, folder: str, stack_file: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The ``.tf`` files of one environment below ``folder`` (``envs/dev``).

    Findings: TFG101 to TFG103, see ``Templates.hcl``.
    """
    context = RootContext(root, provider_source).names()
    files: list[SourceFile] = []
    found: list[Diagnostic] = []
    for name in FILES:
        rendered, more = templates.hcl(f"_root/{name}.jinja", context)
        found += more
        file = hcl_file(f"{folder}/{name}", stack_name(stack_file), rendered) if rendered else None
        files += [file] if file else []
    return tuple(files), tuple(found)

"""Files of a module or a root, each rendered from a template of its own."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.render.files import hcl_file
from tfgen.render.templates import TemplateNames, Templates
from tfgen.source import SourceFile


class FileTemplate(Struct, frozen=True):
    """A Terraform file, its template, and the source that its header names."""

    name: str
    template: str
    source_name: str


def render_files(
    templates: Templates, files: Iterable[FileTemplate], context: TemplateNames, folder: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The files below ``folder`` that have any content. Findings:
    TFG101 to TFG103, see ``Templates.hcl``.
    """
    sources: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    for file in files:
        rendered, problems = templates.hcl(file.template, context)
        diagnostics.extend(problems)
        source = hcl_file(f"{folder}/{file.name}", file.source_name, rendered) if rendered else None
        if source:
            sources.append(source)
    return tuple(sources), tuple(diagnostics)

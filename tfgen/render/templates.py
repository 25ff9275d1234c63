"""One template to one text, with every mistake
that a template can make turned into a finding at its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from tfgen.cache.fingerprint import code_digest
from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.library.folders import TemplateFolders
from tfgen.render.bytecode import CompiledTemplates
from tfgen.render.environment import HclEnvironment, environment
from tfgen.render.errors import at_template_line, template_diagnostic
from tfgen.render.filters import Filter
from tfgen.render.finalize import Finalize, code, hcl, markdown
from tfgen.render.marks import Unmarked, unmark
from tfgen.render.markup import Fragment, marked
from tfgen.render.placing import Misplaced, check_placement
from tfgen.render.tidy import Lines, tidy_hcl, tidy_markdown

TemplateNames = Mapping[str, Any]
"""The values that a template can use, by name."""


class Templates(Struct):
    """The templates of ``folders``, compiled when they are first used;
    ``cache`` is a folder for the next run.
    """

    folders: TemplateFolders
    cache: Path | None = None
    _environments: dict[Finalize, HclEnvironment] = field(default_factory=dict)

    def hcl(self, name: str, context: TemplateNames) -> tuple[Lines | None, Diagnostics]:
        """Render a Terraform template: its text and the origin of each line.

        Findings: templates that Jinja cannot read or render (TFG101), undefined names (TFG102),
        values that cannot be printed, or not where they stand (TFG103).
        """
        text, diagnostics = self._render(name, context, hcl, {})
        if text is None:
            return None, diagnostics
        placement = check_placement(text)
        if placement.misplaced:
            problems = [self._misplaced(misplaced, name) for misplaced in placement.misplaced]
            return None, tuple(dict.fromkeys(problems))
        return tidy_hcl(text.lines, text.origins, placement.verbatim), ()

    def markdown(self, name: str, context: TemplateNames) -> tuple[str | None, Diagnostics]:
        """Render a Markdown template; findings as for ``hcl``."""
        text, diagnostics = self._render(name, context, markdown, {"code": code})
        if text is None:
            return None, diagnostics
        return tidy_markdown(text.lines), diagnostics

    def _render(
        self, name: str, context: TemplateNames, finalize: Finalize, filters: dict[str, Filter]
    ) -> tuple[Unmarked | None, Diagnostics]:
        jinja = self._environment(finalize, filters)
        try:
            rendered: Any = jinja.get_template(name).render(context)
        except Exception as error:  # a template is a program of the user's: it can raise anything
            known = (*context, *jinja.globals)
            return None, (template_diagnostic(error, name, self.folders, known),)
        assert isinstance(rendered, Fragment)  # what HclEnvironment.concat makes
        return unmark(marked(rendered)), ()

    def _environment(self, finalize: Finalize, filters: dict[str, Filter]) -> HclEnvironment:
        if finalize not in self._environments:
            cache = self._compiled(finalize.__name__)
            self._environments[finalize] = environment(self.folders, finalize, filters, cache)
        return self._environments[finalize]

    def _compiled(self, format_name: str) -> CompiledTemplates | None:
        if self.cache is None:
            return None
        return CompiledTemplates(self.cache / format_name, f"{code_digest()} {format_name}")

    def _misplaced(self, misplaced: Misplaced, name: str) -> Diagnostic:
        code, summary = "TFG101", "Not HCL"
        if misplaced.value:
            code, summary = "TFG103", "Printed where no value can stand"
        line = (name, 1)
        if misplaced.origin:
            line = (misplaced.origin.template, misplaced.origin.line)
        diagnostic = Diagnostic(code, summary, misplaced.reason, misplaced.help)
        return at_template_line(diagnostic, line, self.folders)

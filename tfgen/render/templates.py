"""One template to one text, with every mistake that a template can make turned into a finding at its line."""

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
from tfgen.render.errors import finding, template_finding
from tfgen.render.filters import Filter
from tfgen.render.finalize import Finalize, code, hcl, markdown
from tfgen.render.marks import Unmarked, unmark
from tfgen.render.markup import Fragment, marked
from tfgen.render.placing import Misplaced, place
from tfgen.render.tidy import Lines, tidy_hcl, tidy_markdown

Context = Mapping[str, Any]
"""What a template can use, by name."""


class Templates(Struct):
    """The templates of some folders, compiled when they are first used; ``cache`` keeps them for the next run."""

    folders: TemplateFolders
    cache: Path | None = None
    _made: dict[Finalize, HclEnvironment] = field(default_factory=dict)

    def hcl(self, name: str, context: Context) -> tuple[Lines | None, Diagnostics]:
        """Render a Terraform template: its text and the origin of each line.

        Findings: what Jinja cannot read or render (TFG101), undefined names (TFG102), values that cannot be printed,
        or not where they stand (TFG103).
        """
        text, found = self._render(name, context, hcl, {})
        if text is None:
            return None, found
        placed = place(text)
        if placed.misplaced:
            return None, tuple(dict.fromkeys(self._misplaced(m, name) for m in placed.misplaced))
        return tidy_hcl(text.lines, text.origins, placed.verbatim), ()

    def markdown(self, name: str, context: Context) -> tuple[str | None, Diagnostics]:
        """Render a Markdown template; findings as for ``hcl``."""
        text, found = self._render(name, context, markdown, {"code": code})
        return (None if text is None else tidy_markdown(text.lines)), found

    def _render(
        self, name: str, context: Context, finalize: Finalize, filters: dict[str, Filter]
    ) -> tuple[Unmarked | None, Diagnostics]:
        jinja = self._environment(finalize, filters)
        try:
            rendered: Any = jinja.get_template(name).render(context)
        except Exception as error:  # a template is a program of the user's: it can raise anything
            known = (*context, *jinja.globals)
            return None, (template_finding(error, name, self.folders, known),)
        assert isinstance(rendered, Fragment)  # what HclEnvironment.concat makes
        return unmark(marked(rendered)), ()

    def _environment(self, finalize: Finalize, filters: dict[str, Filter]) -> HclEnvironment:
        if finalize not in self._made:
            made_by = f"{code_digest()} {finalize.__name__}"
            cache = CompiledTemplates(self.cache / finalize.__name__, made_by) if self.cache else None
            self._made[finalize] = environment(self.folders, finalize, filters, cache)
        return self._made[finalize]

    def _misplaced(self, what: Misplaced, name: str) -> Diagnostic:
        where = (what.origin.template, what.origin.line) if what.origin else (name, 1)
        number, summary = ("TFG103", "Printed where no value can stand") if what.value else ("TFG101", "Not HCL")
        return finding(number, summary, what.why, what.help, where, self.folders)

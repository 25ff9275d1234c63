"""One template to one text, with every mistake a template can make turned into a finding at its line."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.library.folders import TemplateFolders
from tfgen.render.environment import Finalize, HclEnvironment, environment, hcl, markdown
from tfgen.render.marks import take_out
from tfgen.source import Origin, Pos, Range


class Templates:
    """The templates of some folders, compiled when they are first used; ``cache`` keeps them for the next run."""

    def __init__(self, folders: TemplateFolders, cache: Path | None = None) -> None:
        self.folders = folders
        self._cache = cache
        self._made: dict[Finalize, HclEnvironment] = {}

    def hcl(self, name: str, context: Mapping[str, Any]) -> tuple[tuple[str, tuple[Origin | None, ...]] | None, Diagnostics]:
        """Render a Terraform template: its text and the origin of each line, or findings (TFG101 to TFG103)."""
        text, found = self._render(name, context, hcl)
        return (None if text is None else take_out(text)), found

    def markdown(self, name: str, context: Mapping[str, Any]) -> tuple[str | None, Diagnostics]:
        """Render a Markdown template."""
        text, found = self._render(name, context, markdown)
        return (None if text is None else take_out(text)[0]), found

    def _render(self, name: str, context: Mapping[str, Any], finalize: Finalize) -> tuple[str | None, Diagnostics]:
        try:
            return self._environment(finalize).get_template(name).render(context), ()
        except Exception as error:  # a template can raise anything: it is a program of the user's
            return None, (_finding(error, name, self.folders),)

    def _environment(self, finalize: Finalize) -> HclEnvironment:
        if finalize not in self._made:
            self._made[finalize] = environment(self.folders, finalize, _bytecode(self._cache, finalize))
        return self._made[finalize]


def _bytecode(folder: Path | None, finalize: Finalize) -> Any:
    """A cache for compiled templates; one for each way to print, because constants are printed when compiling."""
    from jinja2 import FileSystemBytecodeCache

    if folder is None:
        return None
    place = folder / finalize.__name__
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(place))


def _finding(error: Exception, name: str, folders: TemplateFolders) -> Diagnostic:
    template, line = _place(error, name, folders)
    place = Range(Pos(0, line, 1), Pos(0, line, 1))
    code, summary, help_ = _kind(error)
    return Diagnostic(code, summary, _message(error), help_, file=template, range=place)


def _kind(error: Exception) -> tuple[str, str, str]:
    if isinstance(error, UndefinedError):
        return "TFG102", "Undefined in the template", "Check the spelling, or guard it with an if."
    if isinstance(error, TemplateError | RecursionError):
        return "TFG101", "The template cannot be rendered", ""
    return "TFG103", "The template prints what has no HCL form", "Print a plain value, or HCL through an Expr."


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"There is no template {error.name}."
    text = str(getattr(error, "message", None) or error) or type(error).__name__
    return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _place(error: Exception, name: str, folders: TemplateFolders) -> tuple[str, int]:
    """The template and line to blame: the innermost template frame of the traceback."""
    if isinstance(error, TemplateSyntaxError) and error.lineno:
        return error.name or name, error.lineno
    for frame, line in reversed(_frames(error.__traceback__)):
        if known := _template_of(frame, folders):
            return known, line
    return name, 1


def _frames(trace: TracebackType | None) -> list[tuple[str, int]]:
    return [(f.filename, f.lineno or 1) for f in traceback.extract_tb(trace)]


def _template_of(file: str, folders: TemplateFolders) -> str | None:
    for root in folders.roots:
        path = Path(file)
        if file.endswith(".jinja") and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return None

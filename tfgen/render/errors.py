"""What goes wrong in a template, as a finding at its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from tfgen.diagnostics import Diagnostic
from tfgen.library.folders import TemplateFolders
from tfgen.render.environment import UnreadableTemplateError
from tfgen.render.filters import FILTERS_OF_TEMPLATES
from tfgen.render.markup import UnprintableError
from tfgen.source import START, LineIndex, Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.hcl.literal import UnrepresentableError

Place = tuple[str, int]
"""A template and a line of it, from 1."""

_CALLED = {
    "Fragment": "the text of a macro",
    "Expr": "an expression",
    "str": "a string",
    "dict": "a map",
    "TemplateModule": "that template",
}
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NO_ATTRIBUTE = re.compile(r"'([\w.]+) object' has no attribute '(\w+)'")
_NO_FILTER = re.compile(r"No (filter|test) named '(\w+)'")


def template_finding(error: Exception, name: str, folders: TemplateFolders, known: Iterable[str] = ()) -> Diagnostic:
    """The finding for an error that rendering ``name`` raised; ``known`` are the names that the template could use.

    It stands at the innermost template line, and says where that was called from when it is in another template.
    """
    if isinstance(error, UnreadableTemplateError):
        return error.finding
    places = list(_places(error, folders)) or [(name, 1)]
    code, summary, detail, help_ = _explained(error, known)
    template, line = places[-1]
    callers = [place for place in places[:-1] if place[0] != template]
    if callers:
        detail = f"{detail} Used in {callers[-1][0]}, line {callers[-1][1]}."
    return finding(code, summary, detail, help_, (template, line), folders)


def finding(code: str, summary: str, detail: str, help_: str, place: Place, folders: TemplateFolders) -> Diagnostic:
    """A finding at a line of a template, without the blanks around it."""
    return Diagnostic(code, summary, detail, help_).at(place[0], _line(place, folders))


def _line(place: Place, folders: TemplateFolders) -> Range:
    source, _ = folders.read(place[0])
    lines = source.text.split("\n") if source else []
    if source is None or not 0 < place[1] <= len(lines):
        return START
    text, index = lines[place[1] - 1], LineIndex.of(source.text)
    start = index.starts[place[1] - 1] + len(text) - len(text.lstrip())
    return index.range(start, start + max(1, len(text.strip())))


def _explained(error: Exception, known: Iterable[str]) -> tuple[str, str, str, str]:
    """Code, summary, detail and help."""
    detail = _sentence(_message(error))
    match error:
        case UndefinedError():
            return "TFG102", "Undefined in the template", detail, _undefined_help(detail, known)
        case UnrepresentableError():
            return "TFG103", "Terraform would change this value", _sentence(f"it {error.reason}"), ""
        case UnprintableError():
            return "TFG103", "This cannot be printed", detail, ""
        case TemplateSyntaxError():
            return "TFG101", "The template cannot be read", detail, _syntax_help(detail)
    return "TFG101", "The template cannot be rendered", detail, ""


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name}"
    if isinstance(error, RecursionError):
        return "it uses itself without end"
    message = str(getattr(error, "message", None) or error) or type(error).__name__
    return _NO_ATTRIBUTE.sub(lambda m: f"there is no {m[2]} in {_called(m[1])}", message)


def _called(type_name: str) -> str:
    """What a type is called in a message: ``a string`` for ``str``, ``a ModuleView`` for what has no better name."""
    name = type_name.rpartition(".")[2]
    return _CALLED.get(name, f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}")


def _sentence(text: str) -> str:
    """With a full stop, and a capital unless it begins with a name (``aws_eip``)."""
    first = text.partition(" ")[0]
    return (text[0].upper() if first.isalpha() else text[0]) + text[1:] + ("" if text.endswith((".", "?")) else ".")


def _undefined_help(detail: str, known: Iterable[str]) -> str:
    found = _UNDEFINED.search(detail)
    near = did_you_mean(found[1], known) if found else ""
    return near or "Check the spelling, or guard it with an if."


def _syntax_help(detail: str) -> str:
    found = _NO_FILTER.search(detail)
    return did_you_mean(found[2], FILTERS_OF_TEMPLATES) if found and found[1] == "filter" else ""


def _places(error: Exception, folders: TemplateFolders) -> Iterator[Place]:
    """The template lines that were being rendered, outermost first."""
    for frame, line in walk_tb(error.__traceback__):
        template = _template_of(frame.f_code.co_filename, folders)
        if template:
            yield template, line
    if isinstance(error, TemplateSyntaxError) and error.name:
        yield error.name, error.lineno


def _template_of(file: str, folders: TemplateFolders) -> str | None:
    for root in folders.roots:
        path = Path(file)
        if path.suffix != ".py" and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return None

"""Errors in templates, as findings at their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from msgspec import Struct

from tfgen.diagnostics import Diagnostic
from tfgen.library.folders import TemplateFolders
from tfgen.render.environment import UnreadableTemplateError
from tfgen.render.filters import FILTERS_OF_TEMPLATES
from tfgen.render.finalize import with_article
from tfgen.render.markup import UnprintableError
from tfgen.source import START, LineIndex, Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.hcl.literal import UnrepresentableError

TemplateLine = tuple[str, int]
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


class _Explanation(Struct, frozen=True):
    """A finding without its place."""

    code: str
    summary: str
    detail: str
    help: str = ""


def template_diagnostic(
    error: Exception, name: str, folders: TemplateFolders, known: Iterable[str] = ()
) -> Diagnostic:
    """The finding for an error that rendering ``name`` raised;
    ``known`` are the names that the template could use.

    It stands at the innermost template line,
    and says where that was called from when it is in another template.
    """
    if isinstance(error, UnreadableTemplateError):
        return error.diagnostic
    lines = list(_template_lines(error, folders)) or [(name, 1)]
    explanation = _explained(error, known)
    template, line = lines[-1]
    detail = explanation.detail
    callers = [caller for caller in lines[:-1] if caller[0] != template]
    if callers:
        detail = f"{detail} Used in {callers[-1][0]}, line {callers[-1][1]}."
    diagnostic = Diagnostic(explanation.code, explanation.summary, detail, explanation.help)
    return at_template_line(diagnostic, (template, line), folders)


def at_template_line(
    diagnostic: Diagnostic, line: TemplateLine, folders: TemplateFolders
) -> Diagnostic:
    """The finding at a line of a template, without the blanks around it."""
    return diagnostic.at(line[0], _range(line, folders))


def _range(line: TemplateLine, folders: TemplateFolders) -> Range:
    template, number = line
    source, _ = folders.read(template)
    lines = source.text.split("\n") if source else []
    if source is None or not 0 < number <= len(lines):
        return START
    text, index = lines[number - 1], LineIndex.of(source.text)
    start = index.starts[number - 1] + len(text) - len(text.lstrip())
    return index.range(start, start + max(1, len(text.strip())))


def _explained(error: Exception, known: Iterable[str]) -> _Explanation:
    detail = _sentence(_message(error))
    match error:
        case UndefinedError():
            return _Explanation(
                "TFG102", "Undefined in the template", detail, _undefined_help(detail, known)
            )
        case UnrepresentableError():
            return _Explanation(
                "TFG103", "Terraform would change this value", _sentence(f"it {error.reason}")
            )
        case UnprintableError():
            return _Explanation("TFG103", "This cannot be printed", detail)
        case TemplateSyntaxError():
            return _Explanation(
                "TFG101", "The template cannot be read", detail, _syntax_help(detail)
            )
    return _Explanation("TFG101", "The template cannot be rendered", detail)


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name}"
    if isinstance(error, RecursionError):
        return "it uses itself without end"
    message = str(getattr(error, "message", None) or error) or type(error).__name__
    return _NO_ATTRIBUTE.sub(lambda m: f"there is no {m[2]} in {_called(m[1])}", message)


def _called(type_name: str) -> str:
    """A type in a message: ``a string`` for ``str``,
    ``a ModuleView`` for a type without a better name.
    """
    name = type_name.rpartition(".")[2]
    return _CALLED.get(name) or with_article(name)


def _sentence(text: str) -> str:
    """With a full stop, and a capital unless it begins with a name (``aws_eip``)."""
    first_word = text.partition(" ")[0]
    if first_word.isalpha():
        text = text[0].upper() + text[1:]
    if not text.endswith((".", "?")):
        text += "."
    return text


def _undefined_help(detail: str, known: Iterable[str]) -> str:
    undefined = _UNDEFINED.search(detail)
    suggestion = did_you_mean(undefined[1], known) if undefined else ""
    return suggestion or "Check the spelling, or guard it with an if."


def _syntax_help(detail: str) -> str:
    unknown = _NO_FILTER.search(detail)
    if unknown and unknown[1] == "filter":
        return did_you_mean(unknown[2], FILTERS_OF_TEMPLATES)
    return ""


def _template_lines(error: Exception, folders: TemplateFolders) -> Iterator[TemplateLine]:
    """The template lines that were being rendered, outermost first."""
    for frame, line in walk_tb(error.__traceback__):
        template = _template_of(frame.f_code.co_filename, folders)
        if template:
            yield template, line
    if isinstance(error, TemplateSyntaxError) and error.name:
        yield error.name, error.lineno


def _template_of(file: str, folders: TemplateFolders) -> str | None:
    path = Path(file)
    if path.suffix == ".py":
        return None
    for root in folders.roots:
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return None

"""The Jinja environment: every printed value goes through one function,
every line remembers its template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    nodes,
)
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from tfgen.diagnostics import Diagnostic
from tfgen.library.folders import MANIFEST, TemplateFolders
from tfgen.render.filters import FILTERS_OF_TEMPLATES, Filter, joined
from tfgen.render.finalize import Finalize
from tfgen.render.marks import line_mark
from tfgen.render.markup import MARK, Fragment, marked

_GLOBALS = ("cycler", "dict", "namespace", "range")


class UnreadableTemplateError(Exception):
    """A template that exists but cannot be read; ``diagnostic`` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.summary)
        self.diagnostic = diagnostic


class LineMarks(Extension):
    """Puts a mark before every line and every printed value that names its template line.

    Works on tokens, after Jinja has trimmed blocks, so that loops,
    macros and includes all carry the marks along.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens with marks among the data.
        Raises TemplateSyntaxError for ``autoescape``: HCL is no HTML.
        """
        name, type_before = stream.name or "?", ""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _with_marks(str(token.value), name, token.lineno))
                continue
            if token.type == "variable_begin":
                yield Token(token.lineno, "data", line_mark(name, token.lineno))
            elif type_before == "block_begin" and token.value == "autoescape":
                raise TemplateSyntaxError(
                    "autoescape is for HTML", token.lineno, name, stream.filename
                )
            yield token
            type_before = token.type


def _with_marks(text: str, name: str, line: int) -> str:
    """Text that begins in a line of a template,
    with a mark before each line of it that is not empty.
    """
    lines = text.split("\n")
    for i, content in enumerate(lines):
        if content:
            lines[i] = line_mark(name, line + i) + content
    return "\n".join(lines)


class _Loader(BaseLoader):
    def __init__(self, folders: TemplateFolders) -> None:
        self.folders = folders

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = self.folders.path(template) if _is_plain(template) else None
        if path is None:
            raise TemplateNotFound(template)
        source, diagnostics = self.folders.read(template)
        if source is None:
            raise UnreadableTemplateError(diagnostics[0])
        text = source.text.removeprefix("\ufeff")
        if MARK in text:
            line = text.count("\n", 0, text.index(MARK)) + 1
            raise TemplateSyntaxError("a NUL character in the template", line, template, str(path))
        return text, str(path), lambda: True


def _is_plain(name: str) -> bool:
    """True for a name that stays inside the template folders, and is the only one for its file."""
    path = PurePosixPath(name)
    return path.as_posix() == name and not path.is_absolute() and ".." not in path.parts


class _Joins(NodeTransformer):
    """Turns ``a ~ b`` into a call of the environment's ``joined``;
    Jinja's own joins the Python forms of anything.
    """

    # Jinja finds it by the node's name
    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:  # noqa: N802
        operands = [self.visit(operand) for operand in node.nodes]
        call = nodes.Call(nodes.EnvironmentAttribute("joined"), operands, [], None, None)
        # it returns the node itself
        return call.set_lineno(node.lineno)  # type: ignore[return-value]


class HclEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for HCL: strict about undefined names, silent about HTML,
    the text of macros in a type of its own.
    """

    intercepted_binops = frozenset({"%"})
    joined = staticmethod(joined)

    @staticmethod
    # Jinja's makes a str
    def concat(parts: Iterable[str | Fragment]) -> Fragment:  # type: ignore[override]
        """Join the parts that a template, macro or block-set prints.
        Raises TemplateRuntimeError if one is no text.
        """
        return Fragment("".join(map(_text, parts)))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Jinja's tree. Raises TemplateSyntaxError for unknown filters and tests,
        in branches not taken too.
        """
        tree: nodes.Template = _Joins().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        for node in tree.find_all((nodes.Filter, nodes.Test)):
            kind, known = "test", self.tests
            if isinstance(node, nodes.Filter):
                kind, known = "filter", self.filters
            if node.name not in known:
                raise TemplateSyntaxError(
                    f"no {kind} named {node.name!r}", node.lineno, name, filename
                )
        return tree

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that ``parent`` includes or imports.
        Other modules' templates are out of bounds:

        a rendered module depends on its own templates and on those that belong to no module.
        """
        folder = template.partition("/")[0]
        loader = self.loader
        assert isinstance(loader, _Loader)
        if folder != parent.partition("/")[0] and loader.folders.path(f"{folder}/{MANIFEST}"):
            raise TemplateRuntimeError(
                f"it is of another module: {template}; what modules share stands in _shared"
            )
        return template

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse ``"%s" % value``, which puts Python forms into text. Raises SecurityError."""
        if isinstance(left, str):
            raise SecurityError("text is put together with ~, not with %")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Refuse ``"{}".format(value)``, which does the same. Raises SecurityError."""
        if super().wrap_str_format(value) is not None:
            raise SecurityError("text is put together with ~, not with format")
        return None


def _text(part: str | Fragment) -> str:
    if isinstance(part, Fragment):
        return marked(part)
    if isinstance(part, str):
        return part
    raise TemplateRuntimeError(f"a filter block must make text, not {type(part).__name__}")


def environment(
    folders: TemplateFolders,
    finalize: Finalize,
    filters: dict[str, Filter],
    cache: BytecodeCache | None = None,
) -> HclEnvironment:
    """An environment over ``folders`` that prints values with ``finalize``;
    ``filters`` are added to the usual ones.
    """
    jinja = HclEnvironment(
        loader=_Loader(folders),
        finalize=finalize,
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[LineMarks],
        bytecode_cache=cache,
    )
    jinja.filters = {**FILTERS_OF_TEMPLATES, **filters}
    jinja.globals = {name: jinja.globals[name] for name in _GLOBALS}
    return jinja

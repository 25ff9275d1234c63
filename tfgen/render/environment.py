"""The Jinja environment: every printed value becomes an HCL literal, every line remembers its template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, TemplateNotFound
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tfgen.hcl.literal import Expr, literal
from tfgen.library.folders import TemplateFolders
from tfgen.render.marks import MARK, Fragment, Keyed, key_mark, line_mark

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")

Finalize = Callable[[Any], str]


class UnprintableError(TypeError):
    """A template printed something that has no HCL literal."""


def hcl(value: Any) -> str:
    """What ``{{ value }}`` prints in a Terraform file: a literal, an ``Expr`` as it is, a macro's text as it is."""
    match value:
        case Fragment():
            return str(value)
        case Undefined():
            return str(value)  # StrictUndefined raises here, with the name
        case Keyed():
            return key_mark(value.key) + hcl(value.value) if value.key else hcl(value.value)
        case None | bool() | int() | float() | str() | Expr() | list() | tuple() | dict():
            return literal(value)
    raise UnprintableError(f"a template cannot print a {type(value).__name__}; there is no HCL literal for it")


def markdown(value: Any) -> str:
    """What ``{{ value }}`` prints in a README: text on one line that cannot break a table or open a tag."""
    match value:
        case Fragment():
            return str(value)
        case Undefined():
            return str(value)
        case str():
            text = " ".join(value.split())
            return re.sub(r"([|<>])", lambda m: {"|": "\\|", "<": "&lt;", ">": "&gt;"}[m[1]], text)
        case int():
            return str(value)
    raise UnprintableError(f"a README template cannot print a {type(value).__name__}")


def label(value: object) -> Fragment:
    """The filter for block labels: a quoted identifier. Raises ``UnprintableError`` for anything else."""
    return Fragment(f'"{identifier(value)}"')


def identifier(value: object) -> Fragment:
    """The filter for names of arguments and blocks: a bare identifier. Raises ``UnprintableError``."""
    if not isinstance(value, str) or not _IDENTIFIER.fullmatch(value):
        raise UnprintableError(f"{value!r} is not an identifier")
    return Fragment(value)


def verbatim(value: object) -> Fragment:
    """The filter for HCL that a manifest holds (types, conditions, values): printed as it stands."""
    if not isinstance(value, str):
        raise UnprintableError(f"{value!r} is not text")
    return Fragment(value)


class LineMarks(Extension):
    """Puts a mark before every line and every printed value, saying which template line it comes from.

    Works on tokens, after Jinja has trimmed blocks, so that loops, macros and includes all carry the marks along.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens with marks among the data."""
        name = stream.name or "?"
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _marked(str(token.value), name, token.lineno))
            elif token.type == "variable_begin":
                yield Token(token.lineno, "data", line_mark(name, token.lineno))
                yield token
            else:
                yield token


def _marked(text: str, name: str, line: int) -> str:
    lines = text.split("\n")
    marked = (line_mark(name, line + i) + part if part else part for i, part in enumerate(lines))
    return "\n".join(marked)


class _Loader(BaseLoader):
    def __init__(self, folders: TemplateFolders) -> None:
        self.folders = folders

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = self.folders.path(template)
        if path is None:
            raise TemplateNotFound(template)
        text = path.read_text(encoding="utf-8")
        if MARK in text:
            raise UnprintableError(f"{template} holds a NUL character")
        return text, str(path), lambda: False


class HclEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for HCL: strict about undefined names, silent about HTML, text of macros in a type of its own."""

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join what a template, a macro or a block-set prints: the result is markup that is not quoted again."""
        return Fragment("".join(parts))


def environment(folders: TemplateFolders, finalize: Finalize, cache: BytecodeCache | None = None) -> HclEnvironment:
    """An environment over ``folders`` that prints values with ``finalize``."""
    made = HclEnvironment(
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
    made.filters.update(label=label, identifier=identifier, verbatim=verbatim)
    return made

"""The text of ``{{ value }}``: an HCL literal in Terraform files, harmless text in Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from typing import Any

from jinja2.runtime import Macro, Undefined

from tfgen.render.marks import key_mark, printed
from tfgen.render.markup import MARK, Fragment, Keyed, UnprintableError, marked
from tfgen.terraform.hcl.literal import Expr, literal

Finalize = Callable[[Any], str]

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_MARKDOWN = re.compile(r"[\\`*\[\]<|]|(?<![^\W_])_|_(?![^\W_])|^[>#+-]")


def hcl(value: Any) -> str:
    """The text of ``{{ value }}`` in a Terraform file:
    a literal, an ``Expr`` as it is, a macro's text as it is.

    Raises ``UnprintableError`` for types without a literal, ``UnrepresentableError`` for values
    that Terraform would change, and Jinja's ``UndefinedError``.
    """
    if isinstance(value, Fragment):
        return marked(value)
    if isinstance(value, Keyed):
        return _key_of(value) + hcl(value.value)
    _check(value)
    text = literal(value)
    if MARK in text:
        raise UnprintableError("an expression cannot hold a NUL character")
    return printed(text)


def markdown(value: Any) -> str:
    """The text of ``{{ value }}`` in a README:
    text on one line that cannot open a tag, a link or a table cell.
    """
    if isinstance(value, Fragment):
        return marked(value)
    if isinstance(value, str):
        return _MARKDOWN.sub(r"\\\g<0>", one_line(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    _check(value)
    raise UnprintableError(f"a README cannot print a {type(value).__name__}")


def label(value: object) -> Expr | Keyed:
    """The filter for block labels: a quoted identifier.
    Raises ``UnprintableError`` for anything else.
    """
    if isinstance(value, Keyed):
        return Keyed(label(value.value), value.key)
    return Expr(f'"{_word(value)}"')


def identifier(value: object) -> Fragment:
    """The filter for names of arguments and blocks, whole or a part: an identifier.
    Raises ``UnprintableError``.
    """
    if isinstance(value, Keyed):
        return Fragment(_key_of(value) + marked(identifier(value.value)))
    return Fragment(_word(value))


def code(value: object) -> Fragment:
    """The Markdown filter for code spans, in tables too.
    Raises ``UnprintableError`` for what is not text.
    """
    if not isinstance(value, str):
        raise UnprintableError(f"code takes text, not {_type_name(value)}")
    text = one_line(value).replace("|", "\\|")
    longest = longest_backticks(text)
    fence, pad = "`" * (longest + 1), " " if longest else ""
    return Fragment(f"{fence}{pad}{text}{pad}{fence}")


def longest_backticks(text: str) -> int:
    """The length of the longest run of backticks, which a fence around the text must exceed."""
    return max(map(len, re.findall("`+", text)), default=0)


def one_line(text: str) -> str:
    """``text`` with every run of blanks and line ends, and every NUL, as one space."""
    return " ".join(text.replace(MARK, " ").split())


def with_article(name: str) -> str:
    """``an Expr``, ``a dict``."""
    article = "an" if name[0].lower() in "aeiou" else "a"
    return f"{article} {name}"


def _key_of(value: Keyed) -> str:
    if not value.key:
        return ""
    return key_mark(value.key)


def _word(value: object) -> str:
    if not isinstance(value, str) or not _IDENTIFIER.fullmatch(value):
        raise UnprintableError(f"this is not an identifier: {value!r}")
    return value


def _check(value: Any) -> None:
    """Raise ``UnprintableError`` for values without a literal,
    with a message of its own for the most common ones.
    """
    match value:
        case None | bool() | int() | float() | str() | Expr():
            return
        case Undefined():
            str(value)  # raises, with its name
        case list() | tuple():
            for item in value:
                _check(item)
            return
        case dict():
            for item in value.values():
                _check(item)
            return
        case Generator():
            raise UnprintableError(
                'a filter\'s result must be made a list to be printed: add "| list"'
            )
        case Macro():
            raise UnprintableError(f"a macro is printed by calling it: {value.name}()")
    raise UnprintableError(
        f"a template cannot print {_type_name(value)}; there is no HCL literal for it"
    )


def _type_name(value: object) -> str:
    if isinstance(value, Fragment):
        return "a macro's text"
    return with_article(type(value).__name__)

"""Our loop over lark's tables against lark's own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import lark
import pytest
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from tests.reading import REPOSITORY
from tfgen.terraform.hcl import grammar
from tfgen.terraform.hcl.actions import TreeBuilder
from tfgen.terraform.hcl.errors import HclSyntaxError
from tfgen.terraform.hcl.lalr import UnexpectedTokenError
from tfgen.terraform.hcl.terminals import Terminals
from tfgen.terraform.hcl.tokens import Tok

FILES = sorted((*REPOSITORY.glob("modules/*/*.tf"), *REPOSITORY.glob("examples/*/envs/*/*.tf")))
SNIPPETS = (
    "",
    "a = 1",
    "a {}\nb { c = 1 }\n",
    'a = "x${b}y%{ if c ~}d%{ else }e%{ endif }${~ f ~}"\n',
    "a = <<-E\n  x ${b}\n  %{ for k, v in c }${k}%{ endfor }\n  E\n",
    "a = { (b) = c, d : 1, e = [1, 2.5e3, true, null] }\n",
    "a = [for k, v in b : k => v... if !c && d || -e > 1]\n",
    "a = {for k, v in b : k => v... if !c}\n",
    "a = <<E\n$${x}\nE\nb = c == d ? e != f : g < h || i <= j\nk = l >= m + n / o * false\n",
    "a = b[*].c.0[d].*.e ? f(g, h...) : core::max(1, 2) % 3\n",
)


for name in ("start_pos", "line", "column", "end_line", "end_column", "end_pos"):
    setattr(Tok, name, 0)  # lark copies these from the last token to its token for the end of the file


class _Bridge(Lexer):
    __future_interface__ = 2

    def __init__(self, conf: object) -> None: ...

    def lex(self, lexer_state: Any, parser_state: object) -> Iterator[Any]:
        tokens: Iterator[Any] = lexer_state.text.tokens()
        return tokens


@cache
def larks() -> lark.Lark:
    return lark.Lark(grammar.text(), parser="lalr", lexer=_Bridge, transformer=TreeBuilder())


def by_lark(text: str) -> object:
    parse: Any = larks().parse
    try:
        return parse(Terminals(text))
    except UnexpectedToken as error:
        return frozenset(error.accepts or error.expected)
    except HclSyntaxError as error:
        return error.problem


def by_us(text: str) -> object:
    try:
        return grammar.run(Terminals(text))
    except UnexpectedTokenError as error:
        return error.accepts
    except HclSyntaxError as error:
        return error.problem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_whole_files(path: Any) -> None:
    text = path.read_text("utf-8")
    assert by_us(text) == by_lark(text)


def test_all_kinds_of_expressions_cut_anywhere() -> None:
    for text in SNIPPETS:
        for end in range(len(text) + 1):
            for part in (text[:end], text[end:], text[:end] + text[end + 1 :]):
                assert by_us(part) == by_lark(part), part


def test_broken_files() -> None:
    """What may stand at the place of a mistake is the same too."""
    random_ = random.Random(8)
    for path in FILES:
        text = path.read_text("utf-8")
        for _ in range(3):
            at = random_.randrange(len(text))
            broken = text[:at] + random_.choice(["", "{", "}", "=", '"', " x ", "]", "(", "\n", "${"]) + text[at + 1 :]
            assert by_us(broken) == by_lark(broken), (path, at)

"""The parser of HCL: the tables of ``hcl.lark``, run over the tokens of ``hcl.terminals``.

Making the tables takes lark about a second, so they are shipped: ``python -m tools.hcl.build``
writes them. The file holds plain data (MessagePack), never code; its key is the text of the
grammar.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from msgspec import msgpack

from tfgen.cache import store
from tfgen.terraform.hcl.actions import TreeBuilder
from tfgen.terraform.hcl.lalr import Parser, Tables
from tfgen.terraform.hcl.syntax import Body
from tfgen.terraform.hcl.terminals import Terminals

GRAMMAR = Path(__file__).parent / "hcl.lark"
"""The grammar, written by people."""

TABLES = Path(__file__).parent / "data" / "grammar.bin"
"""The tables made from it."""


class TablesError(Exception):
    """The installed tables are damaged, or were made from another grammar."""


def run(scanner: Terminals) -> Body:
    """The body of the scanner's text. Raises ``HclSyntaxError`` and ``UnexpectedTokenError``."""
    body: Body = parser().parse(scanner.tokens())
    return body


def text() -> str:
    """The text of the grammar, with plain line feeds whatever the checkout made of them."""
    return GRAMMAR.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def parser() -> Parser:
    """The parser. Raises ``TablesError``."""
    payload = store.read(TABLES, text().encode())
    if payload is None:
        raise TablesError(f"{TABLES} does not fit {GRAMMAR}: run python -m tools.hcl.build")
    return Parser(msgpack.decode(payload, type=Tables), TreeBuilder())

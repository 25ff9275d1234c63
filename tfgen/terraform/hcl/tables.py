"""Tables of a grammar, made by lark: only needed where there are none saved."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from typing import Any

import lark
from lark.lexer import Lexer

_OURS = frozenset({"lexer", "transformer", "cache", "postlex", "tree_class", "edit_terminals", "_plugins"})


class NoLexer(Lexer):
    """The tokens come from our scanner; lark wants a lexer all the same."""

    __future_interface__ = 2

    def __init__(self, conf: object) -> None:
        """``conf`` is lark's, with the patterns of the terminals; the scanner has its own."""

    def lex(self, lexer_state: Any, parser_state: object) -> Iterator[Any]:
        """No tokens."""
        return iter(())


def tables(text: str) -> dict[str, Any]:
    """Lark's tables of a patched grammar: plain data."""
    built = io.BytesIO()
    lark.Lark(text, parser="lalr", lexer=NoLexer).save(built)
    made: dict[str, Any] = pickle.loads(built.getvalue())  # what lark has just written
    data = made["data"]
    data["options"] = {name: value for name, value in data["options"].items() if name not in _OURS}
    del data["parser"]["lexer_conf"]["lexer_type"]
    return made

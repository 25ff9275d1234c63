"""The parser's tables from ``tfgen/terraform/hcl/hcl.lark``: ``python -m tools.hcl.build`` writes the shipped file.

Lark computes the tables. States, rules and symbols are numbered anew, in an order that depends on the grammar alone, so
that the same grammar gives the same bytes with any version of lark.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import lark
from lark.lexer import Lexer
from msgspec import Struct, msgpack

from tfgen.cache import store
from tfgen.terraform.hcl.grammar import TABLES, text
from tfgen.terraform.hcl.lalr import Production, Tables

_SHIFT = 0
_START = "start"


class GrammarError(Exception):
    """The grammar holds something that the parser cannot run."""


class NoLexer(Lexer):
    """Lark wants a lexer; the parser gets its tokens from ``hcl.terminals``."""

    __future_interface__ = 2

    def __init__(self, conf: object) -> None:
        """``conf`` is lark's."""

    def lex(self, lexer_state: Any, parser_state: object) -> Iterator[Any]:
        """No tokens."""
        return iter(())


def main() -> None:
    """Write the shipped tables. Raises ``GrammarError`` and ``OSError``."""
    if not store.write(TABLES, text().encode(), payload(text())):
        raise OSError(f"cannot write {TABLES}")


def payload(grammar: str) -> bytes:
    """The content of the shipped file for the text of a grammar. Raises ``GrammarError``."""
    return msgpack.encode(tables(grammar))


def tables(grammar: str) -> Tables:
    """The tables of a grammar. Raises ``GrammarError``."""
    saved = _saved(grammar)
    table = saved["data"]["parser"]["parser"]
    rules = {key: rule for key, rule in saved["memo"].items() if rule["__type__"] == "Rule"}
    return _Numbering(table, rules).tables()


def _saved(grammar: str) -> dict[str, Any]:
    """Everything that lark keeps of a grammar, as plain data."""
    file = io.BytesIO()
    lark.Lark(grammar, parser="lalr", lexer=NoLexer, start=_START).save(file)
    saved: dict[str, Any] = pickle.loads(file.getvalue())  # what lark has just written
    return saved


class _Numbering(Struct):
    """Numbers what lark's tables hold. ``rules`` are lark's, by its keys for them."""

    table: Mapping[str, Any]
    rules: Mapping[int, Mapping[str, Any]]

    def tables(self) -> Tables:
        order = self.states()
        numbers = {state: number for number, state in enumerate(order)}
        symbols = sorted(self.table["tokens"].values())
        keys = sorted(self.rules, key=lambda key: _spelled(self.rules[key]))
        productions = {key: number for number, key in enumerate(keys)}
        states: list[dict[int, int]] = []
        for state in order:
            actions: dict[int, int] = {}
            for symbol, (action, argument) in self.actions(state):
                shifts = action == _SHIFT
                actions[symbols.index(symbol)] = (
                    numbers[argument] if shifts else ~productions[argument["@"]]
                )
            states.append(actions)
        return Tables(
            symbols=symbols,
            productions=[_production(self.rules[key]) for key in keys],
            states=states,
            end=numbers[self.table["end_states"][_START]],
        )

    def states(self) -> list[int]:
        """Lark's numbers of the states, in the order in which one comes to them from the first."""
        order = [self.table["start_states"][_START]]
        known = set(order)
        for state in order:
            for _, (action, argument) in self.actions(state):
                if action == _SHIFT and argument not in known:
                    known.add(argument)
                    order.append(argument)
        return order

    def actions(self, state: int) -> list[tuple[str, Sequence[Any]]]:
        """What a state does at each symbol, by the symbols' names."""
        names = self.table["tokens"]
        return sorted(
            (names[symbol], action) for symbol, action in self.table["states"][state].items()
        )


def _spelled(rule: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        rule["origin"]["name"],
        rule["alias"] or "",
        *(symbol["name"] for symbol in rule["expansion"]),
    )


def _production(rule: Mapping[str, Any]) -> Production:
    name, alias, expansion = rule["origin"]["name"], rule["alias"], rule["expansion"]
    if any(symbol.get("filter_out") for symbol in expansion):
        raise GrammarError(
            f"{name} holds a terminal without a name: declare one, and name it in terminals.py"
        )
    inline = tuple(at for at, symbol in enumerate(expansion) if _is_inline(symbol))
    return Production(
        name, alias or name, len(expansion), inline, bool(rule["options"]["expand1"] and not alias)
    )


def _is_inline(symbol: Mapping[str, Any]) -> bool:
    return bool(symbol["__type__"] == "NonTerminal" and symbol["name"].startswith("_"))


if __name__ == "__main__":
    main()

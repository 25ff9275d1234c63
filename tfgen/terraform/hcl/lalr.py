"""Runs the tables that lark made of the grammar: what lark's own loop does, without lark, which takes long to import.

``tests/hcl/test_lalr.py`` holds it against lark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tfgen.terraform.hcl.tokens import Tok

Make = Callable[[Sequence[Any]], Any]
"""What a rule's children become."""

Reduce = tuple[int, Make | None, str]
"""How many values a rule takes, what it makes of them (None: of one value that value), its name."""

State = dict[str, int | Reduce]
"""What to do at each token or name of a rule: go to a state with it, or reduce first."""

_END = "$END"
_SHIFT = 0


class UnexpectedTokenError(Exception):
    """A token that cannot stand where it does; ``accepts`` are the terminals that can."""

    def __init__(self, accepts: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(accepts)))
        self.accepts = accepts


class Parser:
    """``tables`` is what ``lark.Lark.save`` writes; ``builder`` has a method for each rule, called with its children.

    Children of rules whose names begin with ``_`` are those of the rule around them; terminals that the grammar only
    quotes are left out; a rule marked ``?`` with one child is that child.
    """

    def __init__(self, tables: Mapping[str, Any], builder: object) -> None:
        table = tables["data"]["parser"]["parser"]
        names: Mapping[int, str] = table["tokens"]
        rules = {key: _reduce(rule, builder) for key, rule in tables["memo"].items() if rule["__type__"] == "Rule"}
        self._states: dict[int, State] = {
            number: {
                names[symbol]: argument if action == _SHIFT else rules[argument["@"]]
                for symbol, (action, argument) in actions.items()
            }
            for number, actions in table["states"].items()
        }
        self._start: int = table["start_states"]["start"]
        self._end: int = table["end_states"]["start"]

    def parse(self, tokens: Iterable[Tok]) -> Any:
        """What the rule ``start`` becomes. Raises ``UnexpectedTokenError``, and what ``tokens`` raises."""
        every = self._states
        stack = [self._start]
        values: list[Any] = []
        state = every[self._start]
        for token in tokens:
            kind = token.type
            action = state.get(kind)
            while type(action) is tuple:
                state = self._reduced(action, stack, values)
                action = state.get(kind)
            if type(action) is not int:
                raise UnexpectedTokenError(self._accepts(stack))
            stack.append(action)
            values.append(token)
            state = every[action]
        while stack[-1] != self._end:
            action = state.get(_END)
            if type(action) is not tuple:
                raise UnexpectedTokenError(self._accepts(stack))
            state = self._reduced(action, stack, values)
        return values[-1]

    def _reduced(self, action: Reduce, stack: list[int], values: list[Any]) -> State:
        """Replace a rule's values by what it makes of them; the state after that."""
        size, make, origin = action
        if make is None:
            del stack[-1]
        elif size:
            children = values[-size:]
            del values[-size:]
            del stack[-size:]
            values.append(make(children))
        else:
            values.append(make([]))
        after = self._states[stack[-1]][origin]
        assert type(after) is int
        stack.append(after)
        return self._states[after]

    def _accepts(self, stack: Sequence[int]) -> frozenset[str]:
        state = self._states[stack[-1]]
        terminals = frozenset(kind for kind in state if kind.isupper())
        return frozenset(kind for kind in terminals if self._would_accept(list(stack), kind)) or terminals

    def _would_accept(self, stack: list[int], kind: str) -> bool:
        while True:
            action = self._states[stack[-1]].get(kind)
            if type(action) is not tuple:
                return action is not None
            size, _, origin = action
            if size:
                del stack[-size:]
            after = self._states[stack[-1]][origin]
            assert type(after) is int
            stack.append(after)
            if kind == _END and after == self._end:
                return True


def _reduce(rule: Mapping[str, Any], builder: object) -> Reduce:
    expansion, options, origin = rule["expansion"], rule["options"], rule["origin"]["name"]
    make: Make = getattr(builder, rule["alias"] or origin, _itself)
    kept = [(at, _is_inline(symbol)) for at, symbol in enumerate(expansion) if not symbol.get("filter_out")]
    if options["expand1"] and not rule["alias"]:
        if len(expansion) == len(kept) == 1 and not kept[0][1]:
            return 1, None, origin
        make = _alone(make)
    if len(kept) < len(expansion) or any(inline for _, inline in kept):
        make = _filtered(make, kept)
    return len(expansion), make, origin


def _is_inline(symbol: Mapping[str, Any]) -> bool:
    return bool(symbol["__type__"] == "NonTerminal" and symbol["name"].startswith("_"))


def _itself(children: Sequence[Any]) -> Sequence[Any]:
    return children


def _alone(make: Make) -> Make:
    return lambda children: children[0] if len(children) == 1 else make(children)


def _filtered(make: Make, kept: Sequence[tuple[int, bool]]) -> Make:
    def filtered(children: Sequence[Any]) -> Any:
        found: list[Any] = []
        for at, inline in kept:
            if not inline:
                found.append(children[at])
            elif found:
                found += children[at]
            else:
                found = children[at]  # nobody else has this list: to copy it again and again would be quadratic
        return make(found)

    return filtered

"""Runs the parser's tables: what lark's own loop does, without lark, which takes long to import.

``tests/terraform/hcl/test_lalr.py`` holds it against lark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct

from tfgen.terraform.hcl.tokens import Tok

Make = Callable[[Sequence[Any]], Any]
"""The value of a rule from its children."""

Reduce = tuple[int, Make | None, str]
"""The number of values that a rule takes, what it makes of them, its name.

None makes one value of itself.
"""

State = dict[str, int | Reduce]
"""The thing to do at each token or name of a rule: go to a state with it, or reduce first."""

_END = "$END"


class Production(Struct, frozen=True, array_like=True):
    """One form of a rule: it takes ``size`` values, and ``method`` makes one of them.

    The values at the places ``inline`` are lists of values. ``single`` leaves a value that is alone
    as it is.
    """

    rule: str
    method: str
    size: int
    inline: tuple[int, ...]
    single: bool


class Tables(Struct, frozen=True):
    """A grammar as states; 0 is the first.

    A state holds by symbol, a place in ``symbols``, the state to go to, or ``~n`` to reduce
    ``productions[n]`` first.
    """

    symbols: list[str]
    productions: list[Production]
    states: list[dict[int, int]]
    end: int


class UnexpectedTokenError(Exception):
    """A token that cannot stand where it does; ``accepts`` are the terminals that can."""

    def __init__(self, accepts: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(accepts)))
        self.accepts = accepts


class Parser:
    """``builder`` has a method for each rule, called with its children.

    A rule without a method is the list of its children. Children of rules whose names begin with
    ``_`` are those of the rule around them; a rule marked ``?`` with one child is that child.
    """

    def __init__(self, tables: Tables, builder: object) -> None:
        reductions = [_reduction(production, builder) for production in tables.productions]
        self._states: list[State] = []
        self._end = tables.end
        for actions in tables.states:
            state: State = {}
            for symbol, action in actions.items():
                name = tables.symbols[symbol]
                if action >= 0:
                    state[name] = action
                else:
                    state[name] = reductions[~action]
            self._states.append(state)

    def parse(self, tokens: Iterable[Tok]) -> Any:
        """The value that the rule ``start`` becomes.

        Raises ``UnexpectedTokenError``, and what ``tokens`` raises.
        """
        every = self._states
        stack = [0]
        values: list[Any] = []
        state = every[0]
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
        return (
            frozenset(kind for kind in terminals if self._would_accept(list(stack), kind))
            or terminals
        )

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


def _reduction(production: Production, builder: object) -> Reduce:
    make: Make = getattr(builder, production.method, _itself)
    if production.single and production.size == 1 and not production.inline:
        return 1, None, production.rule
    if production.single:
        make = _alone(make)
    if production.inline:
        make = _flat(make, production)
    return production.size, make, production.rule


def _itself(children: Sequence[Any]) -> Sequence[Any]:
    return children


def _alone(make: Make) -> Make:
    def alone(children: Sequence[Any]) -> Any:
        if len(children) == 1:
            return children[0]
        return make(children)

    return alone


def _flat(make: Make, production: Production) -> Make:
    """``make`` for children of which some are lists of children."""
    kinds = [at in production.inline for at in range(production.size)]

    def flat(values: Sequence[Any]) -> Any:
        children: list[Any] = []
        for value, inline in zip(values, kinds, strict=True):
            if not inline:
                children.append(value)
            elif children:
                children += value
            else:
                children = value  # nobody else has this list; to copy it each time is quadratic
        return make(children)

    return flat

"""Local values of a module, each evaluated at its first use."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import references
from tfgen.terraform.types.value import ANYTHING, Value


class LocalValues:
    """Values by name. A local value that needs itself may be anything."""

    def __init__(self, configuration: Configuration, evaluate: Callable[[Expr], Value]) -> None:
        self._configuration = configuration
        self._evaluate = evaluate
        self._values: dict[str, Value] = {}
        self._open: set[str] = set()
        self._circular: set[str] = set()

    def get(self, name: str) -> Value | None:
        """The value of a local value, or None when there is none of that name."""
        if name in self._open:
            self._circular.add(name)
            return ANYTHING
        if name not in self._values:
            for needed in self._evaluation_order(name):
                expr = self._expr(needed)
                if expr is not None and not self._is_begun(needed):
                    self._values[needed] = self._value(needed, expr)
        return self._values.get(name)

    def _value(self, name: str, expr: Expr) -> Value:
        self._open.add(name)
        value = self._evaluate(expr)
        self._open.discard(name)
        if name in self._circular:
            return ANYTHING
        return value

    def _is_begun(self, name: str) -> bool:
        return name in self._values or name in self._open

    def _expr(self, name: str) -> Expr | None:
        declared = self._configuration.declared.get(("local", name))
        if declared is None or not isinstance(declared.node, Attribute):
            return None
        return declared.node.expr

    def _evaluation_order(self, name: str) -> list[str]:
        """A local value and all that it needs, each behind those that it needs itself.

        A loop, not recursion: a chain of local values may be longer than Python's stack is deep.
        """
        order: dict[str, None] = {}
        seen = {name}
        waiting = [(name, False)]
        while waiting:
            current, expanded = waiting.pop()
            if expanded:
                order[current] = None
                continue
            waiting.append((current, True))
            new = [
                needed
                for needed in self._needed(current)
                if not (needed in seen or self._is_begun(needed))
            ]
            seen.update(new)
            waiting += [(needed, False) for needed in new]
        return list(order)

    def _needed(self, name: str) -> Iterator[str]:
        expr = self._expr(name)
        if expr is None:
            return
        for reference in references(expr):
            if reference.root == "local" and len(reference.names) > 1:
                yield reference.names[1]

"""The common part of evaluating expressions of all kinds: scope, errors and limits."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tfgen.source import Range
from tfgen.terraform.functions import FunctionContext
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import Step
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError
from tfgen.terraform.types.model import PrimitiveType, SetType
from tfgen.terraform.types.value import Value, number, string

Names = Mapping[str, Value]
"""The names that ``for`` binds, a ``dynamic`` block's iterators, and ``ELEMENT`` inside a splat."""

NO_NAMES: Names = {}

Attempt = tuple[Value, list[EvaluationError]]
"""A value and the errors on the way to it."""


MAX_STEPS = 200_000
"""The most expressions that are evaluated for one argument:
loops in loops take more time than they are worth.
"""

FREE_STEPS = 2_000
"""The first steps of every argument, which are not taken from the budget that all arguments share."""

MAX_DEPTH = 100
"""The most levels of expressions inside others: each costs Python several levels of its own."""

MAX_TEXT = 1_000_000
"""The longest text that is evaluated, in characters."""


MAX_VALUES = 50_000
"""The most values in one: ``[local.a, local.a]``, a few times over,
has more of them than is of use.
"""

MAX_TYPE_SIZE = 200_000
"""The same for types: instances of a resource share their type,
and the types of some resources are large.
"""

MAX_VALUE_DEPTH = 64
"""The most levels of values inside others:
every walk over a value takes a level of Python's own for each.
"""


def effort(value: Value) -> int:
    """The number of steps that work on a value counts for."""
    if isinstance(value.type, PrimitiveType):
        return len(value.data) >> 9 if isinstance(value.data, str) else 0
    return value.extent.nodes >> 3


def too_large(value: Value) -> bool:
    """True when further evaluation of the value would take more time than it is worth."""
    kind = value.type
    if isinstance(kind, PrimitiveType):
        return isinstance(value.data, str) and len(value.data) > MAX_TEXT
    if kind.extent.nodes > MAX_TYPE_SIZE or kind.extent.depth > MAX_VALUE_DEPTH:
        return True
    return value.extent.nodes > MAX_VALUES or value.extent.depth > MAX_VALUE_DEPTH


class Scope(Protocol):
    """The meaning of references."""

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """The value that a reference begins with,
        and the number of steps that lead to it; None if unknown.
        """


@dataclass
class Evaluation(ABC):
    """Evaluation of expressions in a scope; ``errors`` gathers what is wrong with them.

    ``deep``: look into the body of a ``for`` over an unknown collection too, with elements of the
    right type. Terraform does not before it knows them.
    """

    scope: Scope
    context: FunctionContext
    deep: bool = False
    errors: list[EvaluationError] = field(default_factory=list)
    skipped: int = 0
    steps: int = 0

    @property
    def exhausted(self) -> bool:
        """True when evaluation has gone on for too long to be of use."""
        return self.steps > MAX_STEPS or (self.steps > FREE_STEPS and self.context.budget.left < 0)

    def step(self, steps: int) -> None:
        """Count steps of evaluation."""
        self.steps += steps
        if self.steps > FREE_STEPS:
            self.context.budget.spend(steps)

    @abstractmethod
    def value(self, expr: Expr, bound: Names = NO_NAMES) -> Value:
        """The value of an expression; ``ANYTHING`` where it fails."""

    def valid_value(self, expr: Expr, bound: Names = NO_NAMES) -> Value | None:
        """The value of an expression, or None where it fails."""
        value, errors = self.attempt(expr, bound)
        self.errors += errors
        return None if errors else value

    def attempt(self, expr: Expr, bound: Names = NO_NAMES) -> Attempt:
        """The value of an expression, and its errors, which the caller reports or forgets."""
        return self.attempt_part(lambda: self.value(expr, bound))

    def attempt_part(self, evaluate: Callable[[], Value]) -> Attempt:
        """The value of something that is no expression by itself, and its errors; see ``attempt``."""
        reported = self.errors
        errors: list[EvaluationError] = []
        self.errors = errors
        try:
            return evaluate(), errors
        finally:
            self.errors = reported

    def report(
        self,
        kind: ErrorKind,
        range_: Range,
        summary: str,
        detail: str,
        *,
        help_: str = "",
        static: bool = False,
    ) -> None:
        """Add an error."""
        self.errors.append(
            EvaluationError(kind, range_, summary, detail, help=help_, static=static)
        )

    def report_static(self, errors: Iterable[EvaluationError]) -> None:
        """Add those errors of a part that Terraform may never evaluate which it finds even so."""
        if self.deep:
            self.errors += [error for error in errors if error.static]


def pairs(of: Value) -> Iterator[tuple[Value, Value]]:
    """Keys and elements of a known collection, in Terraform's order."""
    data = of.data
    if isinstance(data, Mapping):
        for name in sorted(data):
            yield string(name), data[name]
    elif isinstance(data, tuple):
        is_set = isinstance(of.type, SetType)
        for i, element in enumerate(data):
            yield (element if is_set else number(i)), element


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]

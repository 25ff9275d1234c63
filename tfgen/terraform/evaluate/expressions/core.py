"""What evaluating all kinds of expressions shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
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


MAX_STEPS = 200_000
"""More expressions than these are not evaluated for one argument: loops in loops take more time than they tell."""

FREE_STEPS = 2_000
"""So many of them are not taken from the budget that all arguments share."""

MAX_DEPTH = 100
"""Expressions inside more others than these are not evaluated: each costs Python several levels of its own."""

MAX_TEXT = 1_000_000
"""Texts of more characters than these are not kept."""


MAX_VALUES = 50_000
"""Values with more in them are not kept: ``[local.a, local.a]``, a few times over, has more than is of use."""

MAX_TYPE_SIZE = 200_000
"""The same for types: instances of a resource share theirs, and those of some are large."""

MAX_VALUE_DEPTH = 64
"""Values that nest deeper are not kept: every walk over one takes a level of Python's own for each."""


def effort(value: Value) -> int:
    """The steps that to do something with a value takes."""
    if isinstance(value.type, PrimitiveType):
        return len(value.data) >> 9 if isinstance(value.data, str) else 0
    return value.extent.nodes >> 3


def too_large(value: Value) -> bool:
    """Whether to go on with the value would take more time than it tells."""
    kind = value.type
    if isinstance(kind, PrimitiveType):
        return isinstance(value.data, str) and len(value.data) > MAX_TEXT
    if kind.extent.nodes > MAX_TYPE_SIZE or kind.extent.depth > MAX_VALUE_DEPTH:
        return True
    return value.extent.nodes > MAX_VALUES or value.extent.depth > MAX_VALUE_DEPTH


class Scope(Protocol):
    """Where references lead."""

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """The value that a reference begins with, and how many of its steps that takes; None if unknown."""


@dataclass
class Evaluation(ABC):
    """Evaluates expressions in a scope; ``found`` gathers what is wrong with them.

    ``deep``: look into the body of a ``for`` over what is unknown too, with elements of the right type. Terraform does
    not before it knows them.
    """

    scope: Scope
    context: FunctionContext
    deep: bool = False
    found: list[EvaluationError] = field(default_factory=list)
    skipped: int = 0
    steps: int = 0

    @property
    def exhausted(self) -> bool:
        """Whether evaluation has gone on for too long to be of use."""
        return self.steps > MAX_STEPS or (self.steps > FREE_STEPS and self.context.budget.left < 0)

    def step(self, steps: int) -> None:
        """Count what evaluation takes."""
        self.steps += steps
        if self.steps > FREE_STEPS:
            self.context.budget.spend(steps)

    @abstractmethod
    def value(self, expr: Expr, bound: Names = NO_NAMES) -> Value:
        """The value of an expression; ``ANYTHING`` where it fails."""

    def tried(self, expr: Expr, bound: Names = NO_NAMES) -> tuple[Value, list[EvaluationError]]:
        """The value and what is wrong, without telling it."""
        outer, self.found = self.found, []
        found = self.found
        try:
            return self.value(expr, bound), found
        finally:
            self.found = outer

    def apart(self) -> _Apart:
        """Gathers troubles apart from the others, for the caller to tell or to forget."""
        return _Apart(self)

    def tell(
        self, kind: ErrorKind, place: Range, summary: str, detail: str, help_: str = "", static: bool = False
    ) -> None:
        """One more trouble."""
        self.found.append(EvaluationError(kind, place, summary, detail, help_, static))

    def dropped(self, *found: EvaluationError) -> None:
        """Troubles of what Terraform may never come to: only those that it cannot escape when it does."""
        if self.deep:
            self.found += [t for t in found if t.static]


class _Apart:
    """A context manager; one that ``contextlib`` makes of a generator takes three times as long."""

    __slots__ = ("_evaluation", "_outer")

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._outer = evaluation.found

    def __enter__(self) -> list[EvaluationError]:
        found: list[EvaluationError] = []
        self._evaluation.found = found
        return found

    def __exit__(self, *_: object) -> None:
        self._evaluation.found = self._outer


def pairs(of: Value) -> Iterator[tuple[Value, Value]]:
    """Keys and elements of a known collection, in Terraform's order."""
    data = of.data
    if isinstance(data, Mapping):
        yield from ((string(name), data[name]) for name in sorted(data))
    elif isinstance(data, tuple):
        is_set = isinstance(of.type, SetType)
        yield from ((element if is_set else number(i), element) for i, element in enumerate(data))


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]

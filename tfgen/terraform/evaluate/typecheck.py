"""Evaluates every expression of a directory, and says what Terraform would find wrong with it, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.evaluate.evaluator import Evaluator, Names, pairs
from tfgen.terraform.evaluate.expectations import unmet
from tfgen.terraform.evaluate.expression_sites import EvaluationSite, Loop, evaluation_sites
from tfgen.terraform.evaluate.module_scope import COUNT, EACH, Mode, ModuleScope, each_object
from tfgen.terraform.evaluate.path_dependence import is_placed
from tfgen.terraform.evaluate.plan_assumptions import PlanAssumptions
from tfgen.terraform.hcl.syntax import Attribute
from tfgen.terraform.hcl.walk import Step
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError
from tfgen.terraform.types.model import NUMBER, STRING, ListType, MapType, SetType
from tfgen.terraform.types.value import ANYTHING, Value, object_of, unknown


class LocatedError(Struct, frozen=True):
    """A trouble and where. ``planned``: Terraform finds it when it plans, ``validate`` does not."""

    place: EvaluationSite
    error: EvaluationError
    planned: bool

    @property
    def parsed(self) -> Parsed:
        """The file."""
        return self.place.parsed


class TypeChecker(Struct):
    """All expressions of one directory: what is wrong with them, and how many could not be judged.

    ``plan`` knows more than ``validate``, ``assumptions`` more than ``plan``; what only their values show to be wrong is
    for a plan to find.
    """

    validate: ModuleScope
    plan: ModuleScope
    assumptions: PlanAssumptions | None = None
    found: list[LocatedError] = field(default_factory=list)
    skipped: int = 0

    def run(self) -> TypeChecker:
        """Judge every place."""
        for place in evaluation_sites(self.plan.configuration):
            self._judge(place)
        return self

    def _judge(self, place: EvaluationSite) -> None:
        told, skipped = _errors(place, self.plan)
        self.skipped += skipped
        if not told and not self.plan.workspace_read():
            if self.assumptions is not None and self.assumptions.concerns(place):
                self._assume(place, self.assumptions)
            return
        validated = {(t.kind, t.range): t for t in _errors(place, self.validate)[0]}
        planned = {} if never_made(place.repeats, self.plan) else {(t.kind, t.range): t for t in told}
        found = planned | validated
        if self.plan.configuration.called and is_placed(place.expr, self.plan.configuration):
            found = {key: error for key, error in found.items() if error.kind is not ErrorKind.REFUSED}
        self.found += [LocatedError(place, error, planned=key not in validated) for key, error in found.items()]

    def _assume(self, place: EvaluationSite, assumptions: PlanAssumptions) -> None:
        """What is wrong with the values that a plan assumes; what it makes no instances of, it does not look at."""
        if never_made(place.repeats, assumptions.values):
            return
        for error in _once(_errors(place, assumptions.values)[0]):
            noted = assumptions.noted(place, error)
            refused = noted.kind is ErrorKind.REFUSED and place.owner[0] == "var"
            at, noted = assumptions.blamed(place, noted) if refused else (place, noted)
            self.found.append(LocatedError(at, noted, planned=True))


def never_made(repeats: Attribute | None, values: ModuleScope) -> bool:
    """Whether there are no instances for certain."""
    if repeats is None:
        return False
    data = values.repeating(repeats.expr).data
    return data in (0, "0") if repeats.name == "count" else isinstance(data, tuple | Mapping) and not data


def _once(errors: Iterable[EvaluationError]) -> Iterable[EvaluationError]:
    return {(t.kind, t.range): t for t in errors}.values()


def evaluator_at(place: EvaluationSite, values: ModuleScope) -> Evaluator:
    """One that evaluates what stands in a place."""
    return Evaluator(_Repeated(values, _roots(place, values)), values.context, deep=values.mode is not Mode.VALIDATE)


def _errors(place: EvaluationSite, values: ModuleScope) -> tuple[list[EvaluationError], bool]:
    """What is wrong in a place, and whether something in it was not judged."""
    planned = values.mode is not Mode.VALIDATE
    evaluator = evaluator_at(place, values)
    for bound in _rounds(place.loops, {}, evaluator, values.mode):
        value, found = evaluator.tried(place.expr, bound)
        evaluator.found += found or unmet(place, value, planned)
    return evaluator.found, evaluator.skipped > 0


class _Repeated(Struct):
    """A scope inside a block with ``count``, ``for_each`` or ``self``."""

    values: ModuleScope
    roots: Mapping[str, Value]

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """See ``Scope``; attributes that ``each`` and ``count`` do not have are for the rules on references."""
        if root not in self.roots:
            return self.values.resolve(root, steps)
        value = self.roots[root]
        if isinstance(value.data, Mapping):
            part = value.data.get(str(steps[0].key)) if steps else None
            return (part, 1) if part is not None else (ANYTHING, len(steps))
        return value, 0


_NOWHERE: Mapping[str, Value] = {"self": ANYTHING, "each": ANYTHING, "count": ANYTHING}
"""Where ``each`` and ``count`` have no meaning, the rules on references say so."""


def _roots(place: EvaluationSite, values: ModuleScope) -> Mapping[str, Value]:
    if place.repeats is None:
        return _NOWHERE
    if place.repeats.name == "count":
        return {**_NOWHERE, "count": COUNT}
    deep = values.mode is not Mode.VALIDATE
    return {**_NOWHERE, "each": each_object(values.repeating(place.repeats.expr)) if deep else EACH}


def _rounds(loops: tuple[Loop, ...], bound: Names, evaluator: Evaluator, mode: Mode) -> Iterator[Names]:
    """The names bound in each round of the ``dynamic`` blocks around a place."""
    if not loops:
        yield bound
        return
    loop, *inner = loops
    over, failed = evaluator.tried(loop.over, bound)
    for key, element in [] if failed else _elements(over, mode):
        each = object_of({"key": key, "value": element})
        yield from _rounds(tuple(inner), {**bound, loop.name: each}, evaluator, mode)


def _elements(over: Value, mode: Mode) -> list[tuple[Value, Value]]:
    """The elements that a ``dynamic`` block goes over; one of the right type for them all where they are not known.

    ``validate`` looks at no content then.
    """
    if over.known and not over.null:
        return list(pairs(over))[:_ROUNDS]
    if mode is Mode.VALIDATE and not over.null:
        return []
    match over.type:
        case ListType() if not over.null:
            return [(unknown(NUMBER), unknown(over.type.element))]
        case MapType() if not over.null:
            return [(unknown(STRING), unknown(over.type.element))]
        case SetType() if not over.null:
            element = unknown(over.type.element)
            return [(element, element)]
    return [(ANYTHING, ANYTHING)]


_ROUNDS = 50
"""More rounds of a ``dynamic`` block than these tell nothing new."""

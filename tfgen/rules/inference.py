"""Evaluates every expression of a directory, and says what Terraform would find wrong with it, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tfgen.hcl.walk import Step
from tfgen.rules.configuration import Parsed
from tfgen.rules.places import Place, Want, places
from tfgen.rules.values import COUNT, EACH, Mode, Values, each_object
from tfgen.source import Range
from tfgen.types.conversion import ConversionError, article, convert
from tfgen.types.evaluate import Evaluator, Names, pairs
from tfgen.types.evaluation.core import capital
from tfgen.types.literals import Fit, misfits
from tfgen.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    PrimitiveType,
    SetType,
    TupleType,
)
from tfgen.types.trouble import Kind, Trouble
from tfgen.types.value import ANYTHING, EPHEMERAL, SENSITIVE, Value, object_of, unknown


@dataclass(frozen=True, slots=True)
class Found:
    """A trouble and where. ``planned``: Terraform finds it when it plans, ``validate`` does not."""

    place: Place
    trouble: Trouble
    planned: bool

    @property
    def parsed(self) -> Parsed:
        """The file."""
        return self.place.parsed


@dataclass
class Inference:
    """All expressions of one directory: what is wrong with them, and how many could not be judged."""

    validate: Values
    plan: Values
    found: list[Found] = field(default_factory=list)
    unjudged: int = 0

    def run(self) -> Inference:
        """Judge every place."""
        for place in places(self.plan.configuration):
            self._judge(place)
        return self

    def _judge(self, place: Place) -> None:
        told, unjudged = _Judging(place, self.plan).troubles()
        self.unjudged += unjudged
        if not told and not self.plan.workspace_read():
            return
        validated = {(t.kind, t.range): t for t in _Judging(place, self.validate).troubles()[0]}
        found = {(t.kind, t.range): t for t in told} | validated
        self.found += [Found(place, trouble, planned=key not in validated) for key, trouble in found.items()]


@dataclass
class _Repeated:
    """A scope inside a block with ``count``, ``for_each`` or ``self``."""

    values: Values
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


class _Judging:
    """One place in one mode."""

    def __init__(self, place: Place, values: Values) -> None:
        self.place = place
        self.values = values
        self.evaluator = Evaluator(
            _Repeated(values, self._roots()), values.context, deep=values.mode is not Mode.VALIDATE
        )

    def troubles(self) -> tuple[list[Trouble], bool]:
        """What is wrong, and whether something in it was not judged."""
        for bound in self._rounds(list(self.place.loops), {}):
            self._wanted(bound)
        return self.evaluator.found, self.evaluator.unjudged > 0

    def _roots(self) -> Mapping[str, Value]:
        """``each`` and ``count`` where they have a meaning; elsewhere, and ``self``, they are not judged here."""
        roots: dict[str, Value] = {"self": ANYTHING, "each": ANYTHING, "count": ANYTHING}
        repeats = self.place.repeats
        if repeats is None:
            return roots
        if repeats.name == "count":
            return {**roots, "count": COUNT}
        deep = self.values.mode is not Mode.VALIDATE
        return {**roots, "each": each_object(self.values.value(repeats.expr)) if deep else EACH}

    def _rounds(self, loops: list[object], bound: Names) -> Iterator[Names]:
        """The names bound in each round of the ``dynamic`` blocks around the place."""
        if not loops:
            yield bound
            return
        loop, *inner = self.place.loops[len(self.place.loops) - len(loops) :]
        over, found = self.evaluator.tried(loop.over, bound)
        for key, element in [] if found else _elements(over, self.values.mode):
            yield from self._rounds(list(inner), {**bound, loop.name: object_of({"key": key, "value": element})})

    def _wanted(self, bound: Names) -> None:
        place, evaluator = self.place, self.evaluator
        match place.want:
            case Want.COUNT:
                self._count(bound)
            case Want.FOR_EACH:
                self._for_each(bound)
            case Want.CONDITION:
                self._condition(bound)
            case Want.OUTPUT:
                self._output(bound)
            case Want.MESSAGE:
                self._message(bound)
            case Want.DEFAULT:
                self._converted(evaluator.value(place.expr, bound))
            case _:
                value, found = evaluator.tried(place.expr, bound)
                evaluator.found += found
                if not found:
                    self._converted(value)
                    self._iterated(value)
                    self._kept(value)

    def _tell(self, kind: Kind, summary: str, detail: str, help_: str = "", at: Range | None = None) -> None:
        self.evaluator.found.append(Trouble(kind, at or self.place.expr.range, summary, detail, help_))

    def _converted(self, value: Value) -> None:
        """Literals that never fit are told by the rule on literals, with the exact literal to blame."""
        if value.null and not self.place.nullable:
            self._tell(self.place.kind, f"{self.place.name} is null", "The variable says that it is never null.")
            return
        if self.place.type == DYNAMIC:
            return
        try:
            convert(value, self.place.type)
        except ConversionError as error:
            if not (self.place.literals and _never_fits(self.place)):
                summary = f"{self.place.name} gets {article(value.type)}"
                self._tell(self.place.kind, summary, _sentence(error))

    def _kept(self, value: Value) -> None:
        if self.place.kept and EPHEMERAL in value.all_marks:
            detail = "The state keeps what resources are given, unless the argument is a write-only one."
            self._tell(Kind.EPHEMERAL, f"{self.place.name} gets an ephemeral value", detail)

    def _message(self, bound: Names) -> None:
        value, found = self.evaluator.tried(self.place.expr, bound)
        self.evaluator.found += found
        looked_at = self.place.owner[0] in ("output", "check")
        if not found and (looked_at or self.values.mode is not Mode.VALIDATE):
            self._converted(value)

    def _is_seen(self, value: Value) -> bool:
        """Terraform looks at the results of checks where they are known; that is for a plan, but for constants."""
        return value.known or self.values.mode is not Mode.VALIDATE

    def _iterated(self, value: Value) -> None:
        if self.place.kind is not Kind.ITERATION:
            return
        if value.null:
            self._tell(Kind.ITERATION, "dynamic goes over null", "A null value has no elements.")
        elif isinstance(value.type, PrimitiveType):
            self._tell(
                Kind.ITERATION, "Nothing to iterate over", f"{article(value.type).capitalize()} has no elements."
            )

    def _condition(self, bound: Names) -> None:
        value, found = self.evaluator.tried(self.place.expr, bound)
        self.evaluator.found += found
        if found:
            return
        if value.null:
            self._tell(Kind.CONDITION, "Null as condition", "A condition is true or false.")
            return
        if not self._is_seen(value):
            return
        try:
            convert(value, BOOL)
        except ConversionError as error:
            self._tell(Kind.CONDITION, f"The condition is {article(value.type)}", _sentence(error))

    def _output(self, bound: Names) -> None:
        place = self.place
        value, found = self.evaluator.tried(place.expr, bound)
        self.evaluator.found += found
        if place.root and not place.sensitive and SENSITIVE in value.all_marks:
            detail = "Terraform shows the outputs of a root module."
            help_ = "Write sensitive = true, or nonsensitive(...) around what is no secret."
            self._tell(Kind.SENSITIVE, "The output is sensitive", detail, help_, place.header)
        if place.kept and EPHEMERAL in value.all_marks:
            self._tell(Kind.EPHEMERAL, "The output is ephemeral", "Terraform keeps what is not declared ephemeral.")
        if place.root and not place.kept:
            detail = "A root module has no ephemeral outputs: there is no one to take them."
            self._tell(Kind.EPHEMERAL, "The output is ephemeral", detail, at=place.header)

    def _count(self, bound: Names) -> None:
        value, found = self.evaluator.tried(self.place.expr, bound)
        self.evaluator.found += found
        if found:
            return
        if value.null:
            self._tell(Kind.COUNT, "count is null", "The number of instances is missing.")
            return
        try:
            number = convert(value, NUMBER)
        except ConversionError as error:
            self._tell(Kind.COUNT, f"count gets {article(value.type)}", _sentence(error))
            return
        if EPHEMERAL in number.marks:
            self._forbidden("count", number)
        if isinstance(number.data, Decimal) or (isinstance(number.data, int) and number.data < 0):
            self._tell(Kind.COUNT, f"count is {number.data}", "The number of instances is a whole number from 0.")

    def _forbidden(self, name: str, value: Value) -> None:
        kind = Kind.SENSITIVE if SENSITIVE in value.all_marks else Kind.EPHEMERAL
        what = "sensitive" if kind is Kind.SENSITIVE else "ephemeral"
        detail = f"Terraform shows what it makes instances of, so it may not be {what}."
        help_ = "nonsensitive(...) says that a value is no secret." if kind is Kind.SENSITIVE else ""
        self._tell(kind, f"{name} is {what}", detail, help_)

    def _for_each(self, bound: Names) -> None:
        value, found = self.evaluator.tried(self.place.expr, bound)
        self.evaluator.found += found
        if found:
            return
        if value.null:
            self._tell(Kind.FOR_EACH, "for_each is null", "What to make instances of is missing.")
        elif value.marks & {SENSITIVE, EPHEMERAL} or (isinstance(value.type, SetType) and value.all_marks):
            self._forbidden("for_each", value)
        elif value.type != DYNAMIC:
            self._keyed(value)

    def _keyed(self, value: Value) -> None:
        of = value.type
        if isinstance(of, MapType | ObjectType):
            return
        if not isinstance(of, SetType):
            help_ = "toset(...) makes a set of it." if isinstance(of, ListType | TupleType) else ""
            self._tell(Kind.FOR_EACH, f"for_each gets {article(of)}", "It is a map or a set of strings.", help_)
        elif of.element not in (STRING, DYNAMIC) and value.data != () and self._is_seen(value):
            self._tell(Kind.FOR_EACH, f"for_each gets {article(of)}", "The elements of a set are strings there.")
        elif any(element.null for element in value.elements):
            self._tell(Kind.FOR_EACH, "for_each has a null element", "The elements of a set are strings there.")


def _sentence(error: ConversionError) -> str:
    return f"{capital(str(error))}."


def _never_fits(place: Place) -> bool:
    return any(m.fit is Fit.NEVER for m in misfits(place.expr, place.type))


def _elements(over: Value, mode: Mode) -> list[tuple[Value, Value]]:
    """The elements that a ``dynamic`` block goes over; one of the right type for them all where they are not known.

    ``validate`` looks at no content then.
    """
    if over.known and not over.null:
        return list(pairs(over))[:_ROUNDS]
    if mode is Mode.VALIDATE and not over.null:
        return []
    anything = (unknown(STRING) if isinstance(over.type, MapType) else ANYTHING, ANYTHING)
    if over.null:
        return [anything]
    match over.type:
        case ListType():
            return [(unknown(NUMBER), unknown(over.type.element))]
        case MapType():
            return [(unknown(STRING), unknown(over.type.element))]
        case SetType():
            element = unknown(over.type.element)
            return [(element, element)]
    return [anything]


_ROUNDS = 50
"""More rounds of a ``dynamic`` block than these tell nothing new."""

"""What Terraform demands of a value in the place where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from tfgen.terraform.evaluate.expression_sites import EvaluationSite, Expectation
from tfgen.terraform.evaluate.expressions.core import capital
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError
from tfgen.terraform.types.literals import Fit, misfits
from tfgen.terraform.types.model import (
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
from tfgen.terraform.types.type_conversion import article
from tfgen.terraform.types.value import EPHEMERAL, SENSITIVE, Value
from tfgen.terraform.types.value_conversion import ConversionError, convert

ExpectationCheck = Callable[[EvaluationSite, Value, bool], Iterator[EvaluationError]]
"""``planned``: a plan demands it, not ``validate``."""


def unmet(place: EvaluationSite, value: Value, planned: bool) -> Iterator[EvaluationError]:
    """What the value lacks."""
    return _CHECKS.get(place.expectation, _argument)(place, value, planned)


def _trouble(place: EvaluationSite, kind: ErrorKind, summary: str, detail: str, help_: str = "") -> EvaluationError:
    return EvaluationError(kind, place.expr.range, summary, detail, help_)


def _argument(place: EvaluationSite, value: Value, _: bool) -> Iterator[EvaluationError]:
    yield from _type(place, value)
    if place.kind is ErrorKind.ITERATION:
        yield from _collection(place, value)
    if place.kept and EPHEMERAL in value.all_marks:
        detail = "The state keeps what resources are given, unless the argument is a write-only one."
        yield _trouble(place, ErrorKind.EPHEMERAL, f"{place.name} gets an ephemeral value", detail)


def _type(place: EvaluationSite, value: Value, *_: bool) -> Iterator[EvaluationError]:
    """Literals that never fit are told by the rule on literals where there is one, with the exact literal to blame."""
    if value.null and not place.nullable:
        yield _trouble(place, place.kind, f"{place.name} is null", "The variable says that it is never null.")
        return
    if place.type == DYNAMIC:
        return
    try:
        convert(value, place.type)
    except ConversionError as error:
        if not (place.literals and any(m.fit is Fit.NEVER for m in misfits(place.expr, place.type))):
            yield _trouble(place, place.kind, f"{place.name} gets {article(value.type)}", _sentence(error))


def _collection(place: EvaluationSite, value: Value) -> Iterator[EvaluationError]:
    if value.null:
        yield _trouble(place, ErrorKind.ITERATION, "dynamic goes over null", "A null value has no elements.")
    elif isinstance(value.type, PrimitiveType):
        detail = f"{article(value.type).capitalize()} has no elements."
        yield _trouble(place, ErrorKind.ITERATION, "Nothing to iterate over", detail)


def _message(place: EvaluationSite, value: Value, planned: bool) -> Iterator[EvaluationError]:
    """``validate`` looks at the messages of outputs' and checks' conditions only."""
    if planned or place.owner[0] in ("output", "check"):
        yield from _type(place, value)


def _condition(place: EvaluationSite, value: Value, planned: bool) -> Iterator[EvaluationError]:
    if value.null:
        yield _trouble(place, ErrorKind.CONDITION, "Null as condition", "A condition is true or false.")
    elif value.known or planned:
        try:
            met = convert(value, BOOL)
        except ConversionError as error:
            yield _trouble(place, ErrorKind.CONDITION, f"The condition is {article(value.type)}", _sentence(error))
            return
        if met.data is False and _is_final(place, planned):
            yield _trouble(place, ErrorKind.REFUSED, "The condition is not met", said(place.message))


def _is_final(place: EvaluationSite, planned: bool) -> bool:
    """Whether Terraform refuses it where a condition is false: ``validate`` where it is one of an output's."""
    return planned if place.owner[0] not in ("output", "check") else place.owner[0] == "output"


def said(message: str) -> str:
    """What a condition says, as a sentence."""
    text = " ".join(message.split())
    short = f"{text[:_LONGEST]}..." if len(text) > _LONGEST else text.removesuffix(".")
    return f'It says "{short}".' if text else "It is false."


_LONGEST = 200


def _output(place: EvaluationSite, value: Value, _: bool) -> Iterator[EvaluationError]:
    if place.root and not place.sensitive and SENSITIVE in value.all_marks:
        detail = "Terraform shows the outputs of a root module."
        help_ = "Write sensitive = true, or nonsensitive(...) around what is no secret."
        yield EvaluationError(ErrorKind.SENSITIVE, place.header, "The output is sensitive", detail, help_)
    if place.kept and EPHEMERAL in value.all_marks:
        detail = "Terraform keeps what is not declared ephemeral."
        yield _trouble(place, ErrorKind.EPHEMERAL, "The output is ephemeral", detail)
    if place.root and not place.kept:
        detail = "A root module has no ephemeral outputs: there is no one to take them."
        yield EvaluationError(ErrorKind.EPHEMERAL, place.header, "The output is ephemeral", detail)


def _count(place: EvaluationSite, value: Value, _: bool) -> Iterator[EvaluationError]:
    if value.null:
        yield _trouble(place, ErrorKind.COUNT, "count is null", "The number of instances is missing.")
        return
    try:
        number = convert(value, NUMBER)
    except ConversionError as error:
        yield _trouble(place, ErrorKind.COUNT, f"count gets {article(value.type)}", _sentence(error))
        return
    if EPHEMERAL in number.marks:
        yield _shown(place, number)
    if isinstance(number.data, Decimal) or (isinstance(number.data, int) and number.data < 0):
        detail = "The number of instances is a whole number from 0."
        yield _trouble(place, ErrorKind.COUNT, f"count is {number.data}", detail)


def _for_each(place: EvaluationSite, value: Value, planned: bool) -> Iterator[EvaluationError]:
    if value.null:
        yield _trouble(place, ErrorKind.FOR_EACH, "for_each is null", "What to make instances of is missing.")
    elif value.marks & {SENSITIVE, EPHEMERAL} or (isinstance(value.type, SetType) and value.all_marks):
        yield _shown(place, value)
    elif value.type != DYNAMIC and not isinstance(value.type, MapType | ObjectType):
        yield from _keys(place, value, planned)


def _keys(place: EvaluationSite, value: Value, planned: bool) -> Iterator[EvaluationError]:
    of = value.type
    gets = f"for_each gets {article(of)}"
    strings = "The elements of a set are strings there."
    if not isinstance(of, SetType):
        help_ = "toset(...) makes a set of it." if isinstance(of, ListType | TupleType) else ""
        yield _trouble(place, ErrorKind.FOR_EACH, gets, "It is a map or a set of strings.", help_)
    elif of.element not in (STRING, DYNAMIC) and value.data != () and (value.known or planned):
        yield _trouble(place, ErrorKind.FOR_EACH, gets, strings)
    elif any(element.null for element in value.elements):
        yield _trouble(place, ErrorKind.FOR_EACH, "for_each has a null element", strings)


def _shown(place: EvaluationSite, value: Value) -> EvaluationError:
    kind = ErrorKind.SENSITIVE if SENSITIVE in value.all_marks else ErrorKind.EPHEMERAL
    what = "sensitive" if kind is ErrorKind.SENSITIVE else "ephemeral"
    detail = f"Terraform shows what it makes instances of, so it may not be {what}."
    help_ = "nonsensitive(...) says that a value is no secret." if kind is ErrorKind.SENSITIVE else ""
    return _trouble(place, kind, f"{place.name} is {what}", detail, help_)


def _sentence(error: ConversionError) -> str:
    return f"{capital(str(error))}."


_CHECKS: Mapping[Expectation, ExpectationCheck] = {
    Expectation.COUNT: _count,
    Expectation.FOR_EACH: _for_each,
    Expectation.CONDITION: _condition,
    Expectation.OUTPUT: _output,
    Expectation.MESSAGE: _message,
    Expectation.DEFAULT: _type,
}

"""Errors of values that are not what Terraform expects where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tfgen.terraform.evaluate.evaluation_site import (
    EvaluationSite,
    ExpectedCollection,
    ExpectedCondition,
    ExpectedCount,
    ExpectedForEach,
    ExpectedMessage,
    ExpectedOutput,
    ExpectedValue,
)
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
from tfgen.terraform.types.value import EPHEMERAL, SECRET, SENSITIVE, Value
from tfgen.terraform.types.value_conversion import ConversionError, convert

_MAX_MESSAGE = 200
"""An error message is shortened from so many characters on."""

_MESSAGE = ExpectedValue(STRING)


def expectation_errors(
    site: EvaluationSite, value: Value, planned: bool
) -> Iterator[EvaluationError]:
    """The errors of a value. ``planned``: those of a plan, not those of ``validate``."""
    match site.expectation:
        case ExpectedValue() as expected:
            yield from _value_errors(site, expected, value)
        case ExpectedCondition() as expected:
            yield from _condition_errors(site, expected, value, planned)
        case ExpectedMessage():
            if planned or site.block.kind in ("output", "check"):
                yield from _type_errors(site, _MESSAGE, value)
        case ExpectedCount():
            yield from _count_errors(site, value)
        case ExpectedForEach():
            yield from _for_each_errors(site, value, planned)
        case ExpectedCollection() as expected:
            yield from _collection_errors(site, expected, value)
        case ExpectedOutput() as expected:
            yield from _output_errors(site, expected, value)


def condition_detail(message: str) -> str:
    """A sentence that quotes a condition's error message."""
    text = " ".join(message.split())
    if not text:
        return "It is false."
    short = f"{text[:_MAX_MESSAGE]}..." if len(text) > _MAX_MESSAGE else text.removesuffix(".")
    return f'It says "{short}".'


def _error(
    site: EvaluationSite, kind: ErrorKind, summary: str, detail: str, *, help_: str = ""
) -> EvaluationError:
    return EvaluationError(kind, site.expr.range, summary, detail, help=help_)


def _value_errors(
    site: EvaluationSite, expected: ExpectedValue, value: Value
) -> Iterator[EvaluationError]:
    yield from _type_errors(site, expected, value)
    if expected.persisted:
        yield from _persisted_errors(site, value)


def _type_errors(
    site: EvaluationSite, expected: ExpectedValue, value: Value
) -> Iterator[EvaluationError]:
    if value.null and not expected.nullable:
        yield _error(
            site, expected.kind, f"{site.name} is null", "The variable says that it is never null."
        )
        return
    if expected.type == DYNAMIC:
        return
    try:
        convert(value, expected.type)
    except ConversionError as error:
        if not (expected.literals_checked and _has_wrong_literal(site, expected)):
            yield _error(
                site, expected.kind, f"{site.name} gets {article(value.type)}", _sentence(error)
            )


def _has_wrong_literal(site: EvaluationSite, expected: ExpectedValue) -> bool:
    return any(misfit.fit is Fit.NEVER for misfit in misfits(site.expr, expected.type))


def _persisted_errors(site: EvaluationSite, value: Value) -> Iterator[EvaluationError]:
    if EPHEMERAL in value.all_marks:
        detail = (
            "The state keeps what resources are given, unless the argument is a write-only one."
        )
        yield _error(site, ErrorKind.EPHEMERAL, f"{site.name} gets an ephemeral value", detail)


def _collection_errors(
    site: EvaluationSite, expected: ExpectedCollection, value: Value
) -> Iterator[EvaluationError]:
    if value.null:
        yield _error(
            site, ErrorKind.ITERATION, "dynamic goes over null", "A null value has no elements."
        )
    elif isinstance(value.type, PrimitiveType):
        detail = f"{article(value.type).capitalize()} has no elements."
        yield _error(site, ErrorKind.ITERATION, "Nothing to iterate over", detail)
    if expected.persisted:
        yield from _persisted_errors(site, value)


def _condition_errors(
    site: EvaluationSite, expected: ExpectedCondition, value: Value, planned: bool
) -> Iterator[EvaluationError]:
    if value.null:
        yield _error(
            site, ErrorKind.CONDITION, "Null as condition", "A condition is true or false."
        )
    elif value.known or planned:
        try:
            result = convert(value, BOOL)
        except ConversionError as error:
            summary = f"The condition is {article(value.type)}"
            yield _error(site, ErrorKind.CONDITION, summary, _sentence(error))
            return
        if result.data is False and _is_refused(site, planned):
            detail = condition_detail(expected.message)
            yield _error(site, ErrorKind.REFUSED, "The condition is not met", detail)


def _is_refused(site: EvaluationSite, planned: bool) -> bool:
    """True when Terraform refuses a false condition:
    ``validate`` does for an output, nothing does for a check.
    """
    if site.block.kind == "check":
        return False
    return planned or site.block.kind == "output"


def _output_errors(
    site: EvaluationSite, expected: ExpectedOutput, value: Value
) -> Iterator[EvaluationError]:
    name_range = site.block.name_range
    if expected.root and not expected.sensitive and SENSITIVE in value.all_marks:
        detail = "Terraform shows the outputs of a root module."
        help_ = "Write sensitive = true, or nonsensitive(...) around what is no secret."
        yield EvaluationError(
            ErrorKind.SENSITIVE, name_range, "The output is sensitive", detail, help=help_
        )
    if not expected.ephemeral and EPHEMERAL in value.all_marks:
        detail = "Terraform keeps what is not declared ephemeral."
        yield _error(site, ErrorKind.EPHEMERAL, "The output is ephemeral", detail)
    if expected.root and expected.ephemeral:
        detail = "A root module has no ephemeral outputs: there is no one to take them."
        yield EvaluationError(ErrorKind.EPHEMERAL, name_range, "The output is ephemeral", detail)


def _count_errors(site: EvaluationSite, value: Value) -> Iterator[EvaluationError]:
    if value.null:
        yield _error(site, ErrorKind.COUNT, "count is null", "The number of instances is missing.")
        return
    try:
        number = convert(value, NUMBER)
    except ConversionError as error:
        yield _error(site, ErrorKind.COUNT, f"count gets {article(value.type)}", _sentence(error))
        return
    if EPHEMERAL in number.marks:
        yield _secret_error(site, number)
    if isinstance(number.data, Decimal) or (isinstance(number.data, int) and number.data < 0):
        detail = "The number of instances is a whole number from 0."
        yield _error(site, ErrorKind.COUNT, f"count is {number.data}", detail)


def _for_each_errors(
    site: EvaluationSite, value: Value, planned: bool
) -> Iterator[EvaluationError]:
    if value.null:
        yield _error(
            site, ErrorKind.FOR_EACH, "for_each is null", "What to make instances of is missing."
        )
    elif value.marks & SECRET or (isinstance(value.type, SetType) and value.all_marks & SECRET):
        yield _secret_error(site, value)
    elif isinstance(value.type, SetType):
        yield from _set_errors(site, value, value.type, planned)
    elif value.type != DYNAMIC and not isinstance(value.type, MapType | ObjectType):
        summary = f"for_each gets {article(value.type)}"
        help_ = (
            "toset(...) makes a set of it." if isinstance(value.type, ListType | TupleType) else ""
        )
        yield _error(
            site, ErrorKind.FOR_EACH, summary, "It is a map or a set of strings.", help_=help_
        )


def _set_errors(
    site: EvaluationSite, value: Value, type_: SetType, planned: bool
) -> Iterator[EvaluationError]:
    detail = "The elements of a set are strings there."
    if type_.element not in (STRING, DYNAMIC) and value.data != () and (value.known or planned):
        yield _error(site, ErrorKind.FOR_EACH, f"for_each gets {article(type_)}", detail)
    elif any(element.null for element in value.elements):
        yield _error(site, ErrorKind.FOR_EACH, "for_each has a null element", detail)


def _secret_error(site: EvaluationSite, value: Value) -> EvaluationError:
    """The error of a sensitive or ephemeral value in the addresses of instances."""
    if SENSITIVE in value.all_marks:
        kind, mark, help_ = (
            ErrorKind.SENSITIVE,
            "sensitive",
            "nonsensitive(...) says that a value is no secret.",
        )
    else:
        kind, mark, help_ = ErrorKind.EPHEMERAL, "ephemeral", ""
    detail = f"Terraform shows what it makes instances of, so it may not be {mark}."
    return _error(site, kind, f"{site.name} is {mark}", detail, help_=help_)


def _sentence(error: ConversionError) -> str:
    return f"{capital(str(error))}."

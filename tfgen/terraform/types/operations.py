"""The operators of HCL on values, unknown and null values included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from tfgen.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
    Type,
)
from tfgen.terraform.types.value import (
    FALSE,
    NO_MARKS,
    PRECISE,
    TRUE,
    UNKNOWN,
    Number,
    Value,
    boolean,
    number,
    unknown,
)


class OperationError(ValueError):
    """Operands of the right types that have no result; the message says why."""


class Operator(Struct, frozen=True):
    """A binary operator: the type of its operands, the type of its result, and the calculation."""

    operand: Type
    result: Type
    apply: Callable[[Value, Value], Value]


def equal(left: Value, right: Value) -> Value:
    """``left == right``: false for different types, unknown where it depends on what is not known."""
    marks = left.all_marks | right.all_marks
    if _all_types_known(left) and _all_types_known(right):
        answer = _are_equal(left, right)
    elif conforms(left.type, right.type) or conforms(right.type, left.type):
        answer = None
    else:
        answer = False
    if answer is None:
        return unknown(BOOL, not_null=True, marks=marks)
    return boolean(answer).marked(marks)


def _all_types_known(value: Value) -> bool:
    """True when the types of all parts are known; the type of an unknown part may be unknown too."""
    if value.null or not isinstance(value.data, tuple | Mapping):
        return True
    for part in value.elements:
        if part.type == DYNAMIC and not part.known:
            return False
    return all(map(_all_types_known, value.elements))


def conforms(actual: Type, expected: Type) -> bool:
    """True when the types are the same,
    but for ``any`` in the one ``expected`` (cty: ``TestConformance``).
    """
    if expected == DYNAMIC or actual == expected:
        return True
    if isinstance(actual, ListType | SetType | MapType) and isinstance(
        expected, ListType | SetType | MapType
    ):
        return type(actual) is type(expected) and conforms(actual.element, expected.element)
    if isinstance(actual, TupleType) and isinstance(expected, TupleType):
        return len(actual.elements) == len(expected.elements) and all(
            map(conforms, actual.elements, expected.elements)
        )
    if isinstance(actual, ObjectType) and isinstance(expected, ObjectType):
        fields = expected.attributes
        if actual.attributes.keys() != fields.keys():
            return False
        return all(conforms(field, fields[name]) for name, field in actual.fields)
    return False


def _are_equal(left: Value, right: Value) -> bool | None:
    """True when values are equal, None where it depends on what is not known."""
    if (left.null and _never_null(right)) or (right.null and _never_null(left)):
        return False
    if not (left.known and right.known):
        return None
    if left.null or right.null:
        return left.null and right.null
    if DYNAMIC in (left.type, right.type):
        return None
    if left.type != right.type:
        return False
    if isinstance(left.type, SetType) and not (left.wholly_known and right.wholly_known):
        return None
    return _same_data(left.data, right.data)


def _same_data(left: object, right: object) -> bool | None:
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            return False
        return _all_equal(zip(left, right, strict=True))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        if left.keys() != right.keys():
            return False
        return _all_equal((left[name], right[name]) for name in left)
    return left == right


def _never_null(value: Value) -> bool:
    return value.not_null or (value.known and not value.null)


def _all_equal(pairs: Iterable[tuple[Value, Value]]) -> bool | None:
    """True when every pair is equal, None where that is not known; one unequal pair decides it."""
    result: bool | None = True
    for left, right in pairs:
        answer = _are_equal(left, right)
        if answer is False:
            return False
        if answer is None:
            result = None
    return result


def _not_equal(left: Value, right: Value) -> Value:
    result = equal(left, right)
    if not result.known:
        return result
    return boolean(not result.data).marked(result.marks)


def _numbers(
    calculate: Callable[[Number, Number], Value], result: Type
) -> Callable[[Value, Value], Value]:
    def apply(left: Value, right: Value) -> Value:
        _refuse_null(left, right)
        if UNKNOWN in (left.data, right.data):
            return unknown(result, not_null=True)
        a, b = left.data, right.data
        assert isinstance(a, int | Decimal)
        assert isinstance(b, int | Decimal)
        return calculate(a, b)

    return apply


def _refuse_null(*values: Value) -> None:
    for value in values:
        if value.null:
            raise OperationError("an operand is null")


def _divide(a: Number, b: Number) -> Value:
    if b == 0:
        return _divided_by_zero(a)
    return number(PRECISE.divide(Decimal(a), Decimal(b)))


def _divided_by_zero(dividend: Number) -> Value:
    """Infinity in Terraform, which is unknown here;
    zero divided by zero is an error in Terraform too.
    """
    if dividend == 0:
        raise OperationError("zero divided by zero is no number")
    return unknown(NUMBER, not_null=True)


def _modulo(a: Number, b: Number) -> Value:
    if b == 0:
        return unknown(NUMBER, not_null=True)
    if isinstance(a, int) and isinstance(b, int):
        rest = abs(a) % abs(b)
        return number(-rest if a < 0 else rest)
    return number(PRECISE.remainder(Decimal(a), Decimal(b)))


_MAX_BITS = 13_000
"""Whole numbers that could get longer are calculated as Terraform does:
with many digits, but not all of them.
"""


def _exactly(
    whole: Callable[[int, int], int], broken: Callable[[Decimal, Decimal], Decimal]
) -> Callable[[Number, Number], Value]:
    def calculate(a: Number, b: Number) -> Value:
        if (
            isinstance(a, int)
            and isinstance(b, int)
            and a.bit_length() + b.bit_length() < _MAX_BITS
        ):
            return number(whole(a, b))
        return number(broken(Decimal(a), Decimal(b)))

    return calculate


def _logical(apply: Callable[[bool, bool], bool]) -> Callable[[Value, Value], Value]:
    def calculate(left: Value, right: Value) -> Value:
        _refuse_null(left, right)
        if UNKNOWN in (left.data, right.data):
            return unknown(BOOL, not_null=True)
        return boolean(apply(bool(left.data), bool(right.data)))

    return calculate


OPERATORS: Mapping[str, Operator] = {
    "==": Operator(DYNAMIC, BOOL, equal),
    "!=": Operator(DYNAMIC, BOOL, _not_equal),
    "<": Operator(NUMBER, BOOL, _numbers(lambda a, b: boolean(a < b), BOOL)),
    "<=": Operator(NUMBER, BOOL, _numbers(lambda a, b: boolean(a <= b), BOOL)),
    ">": Operator(NUMBER, BOOL, _numbers(lambda a, b: boolean(a > b), BOOL)),
    ">=": Operator(NUMBER, BOOL, _numbers(lambda a, b: boolean(a >= b), BOOL)),
    "+": Operator(NUMBER, NUMBER, _numbers(_exactly(int.__add__, PRECISE.add), NUMBER)),
    "-": Operator(NUMBER, NUMBER, _numbers(_exactly(int.__sub__, PRECISE.subtract), NUMBER)),
    "*": Operator(NUMBER, NUMBER, _numbers(_exactly(int.__mul__, PRECISE.multiply), NUMBER)),
    "/": Operator(NUMBER, NUMBER, _numbers(_divide, NUMBER)),
    "%": Operator(NUMBER, NUMBER, _numbers(_modulo, NUMBER)),
    "&&": Operator(BOOL, BOOL, _logical(lambda a, b: a and b)),
    "||": Operator(BOOL, BOOL, _logical(lambda a, b: a or b)),
}


def short_circuit(
    operator: str, left: Value, right: Value, left_failed: bool
) -> tuple[Value, str] | None:
    """The result that one side of ``&&`` or ``||`` decides alone, and that side;
    errors of the other do not count.

    HCL takes null for false here.
    """
    if operator not in ("&&", "||"):
        return None
    decides = operator == "||"
    if not left.known and not right.known:
        if left_failed:
            return None
        return unknown(BOOL, not_null=True), "left"
    for value, side in ((left, "left"), (right, "right")):
        if value.known and bool(value.data) is decides:
            return Value(BOOL, decides, NO_MARKS), side
    if not left.known:
        return unknown(BOOL, not_null=True), "left"
    if not right.known:
        return unknown(BOOL, not_null=True), "right"
    return None


def unary(operator: str, value: Value) -> Value:
    """``-value`` or ``!value``. Raises ``OperationError``."""
    _refuse_null(value)
    if not value.known:
        return unknown(NUMBER if operator == "-" else BOOL, not_null=True)
    if operator == "!":
        return FALSE if value.data else TRUE
    assert isinstance(value.data, int | Decimal)
    return number(-value.data)

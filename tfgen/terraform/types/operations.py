"""The operators of HCL on values, unknown and null ones included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from tfgen.terraform.types.model import BOOL, DYNAMIC, NUMBER, ListType, MapType, ObjectType, SetType, TupleType, Type
from tfgen.terraform.types.value import FALSE, NO_MARKS, PRECISE, TRUE, UNKNOWN, Number, Value, boolean, number, unknown


class OperationError(ValueError):
    """Operands of the right types that have no result; the message says why."""


class Operator(Struct, frozen=True):
    """What a binary operator takes and gives."""

    operand: Type
    result: Type
    apply: Callable[[Value, Value], Value]


def equal(left: Value, right: Value) -> Value:
    """``left == right``: false for different types, unknown where it depends on what is not known."""
    marks = left.all_marks | right.all_marks
    if _typed(left) and _typed(right):
        found = _equal(left, right)
    else:
        found = None if conforms(left.type, right.type) or conforms(right.type, left.type) else False
    return (unknown(BOOL, not_null=True) if found is None else boolean(found)).marked(marks)


def _typed(value: Value) -> bool:
    """Whether the types of all parts are known: of a part of which nothing is, not even that is."""
    if value.null or not isinstance(value.data, tuple | Mapping):
        return True
    return all(part.type != DYNAMIC or part.known for part in value.elements) and all(map(_typed, value.elements))


def conforms(have: Type, want: Type) -> bool:
    """Whether ``want`` is ``have``, but for ``any`` in it (cty: ``TestConformance``)."""
    if want == DYNAMIC or have == want:
        return True
    if isinstance(have, ListType | SetType | MapType) and isinstance(want, ListType | SetType | MapType):
        return type(have) is type(want) and conforms(have.element, want.element)
    if isinstance(have, TupleType) and isinstance(want, TupleType):
        same = len(have.elements) == len(want.elements)
        return same and all(conforms(h, w) for h, w in zip(have.elements, want.elements, strict=True))
    if isinstance(have, ObjectType) and isinstance(want, ObjectType):
        fields = want.attributes
        return have.attributes.keys() == fields.keys() and all(conforms(h, fields[name]) for name, h in have.fields)
    return False


def _equal(left: Value, right: Value) -> bool | None:
    if (left.null and _not_null(right)) or (right.null and _not_null(left)):
        return False
    if not (left.known and right.known):
        return None
    if left.null or right.null:
        return left.null and right.null
    if DYNAMIC in (left.type, right.type):
        return None
    if left.type != right.type:
        return False
    a, b = left.data, right.data
    if isinstance(a, tuple) and isinstance(b, tuple):
        if isinstance(left.type, SetType) and not (left.wholly_known and right.wholly_known):
            return None
        return False if len(a) != len(b) else _all(_equal(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return False if a.keys() != b.keys() else _all(_equal(a[name], b[name]) for name in a)
    return a == b


def _not_null(value: Value) -> bool:
    return value.not_null or (value.known and not value.null)


def _all(found: Iterable[bool | None]) -> bool | None:
    results = list(found)
    if False in results:
        return False
    return None if None in results else True


def _not_equal(left: Value, right: Value) -> Value:
    found = equal(left, right)
    return found if not found.known else boolean(not found.data).marked(found.marks)


def _numbers(calculate: Callable[[Number, Number], Value], result: Type) -> Callable[[Value, Value], Value]:
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
    if any(value.null for value in values):
        raise OperationError("an operand is null")


def _divide(a: Number, b: Number) -> Value:
    if b == 0:
        return _beyond(a)
    return number(PRECISE.divide(Decimal(a), Decimal(b)))


def _beyond(a: Number) -> Value:
    """What is divided by zero is infinite in Terraform, which is no number that tfgen knows; but for zero itself."""
    if a == 0:
        raise OperationError("zero divided by zero is no number")
    return unknown(NUMBER, not_null=True)


def _modulo(a: Number, b: Number) -> Value:
    if b == 0:
        return unknown(NUMBER, not_null=True)
    if isinstance(a, int) and isinstance(b, int):
        rest = abs(a) % abs(b)
        return number(-rest if a < 0 else rest)
    return number(PRECISE.remainder(Decimal(a), Decimal(b)))


_BITS = 13_000
"""Whole numbers that could get longer are calculated as Terraform does: with many digits, but not all."""


def _exactly(
    whole: Callable[[int, int], int], broken: Callable[[Decimal, Decimal], Decimal]
) -> Callable[[Number, Number], Value]:
    def calculate(a: Number, b: Number) -> Value:
        if isinstance(a, int) and isinstance(b, int) and a.bit_length() + b.bit_length() < _BITS:
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


def short_circuit(operator: str, left: Value, right: Value, left_failed: bool) -> tuple[Value, str] | None:
    """The result that one side of ``&&`` or ``||`` decides alone, and that side; the other's troubles do not count.

    HCL takes null for false here.
    """
    if operator not in ("&&", "||"):
        return None
    decides = operator == "||"
    if not left.known and not right.known:
        return None if left_failed else (unknown(BOOL, not_null=True), "left")
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

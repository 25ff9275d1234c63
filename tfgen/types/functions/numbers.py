"""Functions of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from tfgen.types.functions.arguments import LARGEST, int_at, number_at
from tfgen.types.functions.rule import Call, FunctionError, Rule, Unsure
from tfgen.types.model import DYNAMIC, NUMBER, STRING, Type
from tfgen.types.value import PRECISE, Number, Value, list_of, number, whole

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_STEPS = 1024
_TOO_MANY = (
    "more than 1024 values were generated; either decrease the difference between start and end or use a smaller step"
)


def _abs(call: Call) -> Value:
    data = number_at(call, 0)
    return number(data if data >= 0 else -data)


def _rounded(how: str) -> Callable[[Call], Value]:
    def value(call: Call) -> Value:
        data = number_at(call, 0)
        return number(data if isinstance(data, int) else int(data.to_integral_value(how)))

    return value


def _signum(call: Call) -> Value:
    data = int_at(call, 0)
    return number((data > 0) - (data < 0))


def _floating(found: float) -> Value:
    """A float as Terraform takes it over; infinity and what is no number are left alone."""
    if not math.isfinite(found):
        raise Unsure
    return number(int(found)) if found.is_integer() and abs(found) < LARGEST else number(Decimal(repr(found)))


def _float_at(call: Call, position: int) -> float:
    try:
        return float(number_at(call, position))
    except OverflowError:
        raise Unsure from None


def _log(call: Call) -> Value:
    of, base = _float_at(call, 0), _float_at(call, 1)
    if of <= 0 or base <= 0 or base == 1:
        raise Unsure
    return _floating(math.log(of) / math.log(base))


def _pow(call: Call) -> Value:
    try:
        return _floating(math.pow(_float_at(call, 0), _float_at(call, 1)))
    except (OverflowError, ValueError):
        raise Unsure from None


def _extreme(choose: Callable[[list[Number]], Number]) -> Callable[[Call], Value]:
    def value(call: Call) -> Value:
        if not call.arguments:
            raise FunctionError("must pass at least one number")
        return number(choose([number_at(call, i) for i in range(len(call.arguments))]))

    return value


def _parseint_type(call: Call) -> Type:
    of = call.arguments[0].type
    if of not in (STRING, DYNAMIC):
        raise FunctionError(f"first argument must be a string, not {of.friendly}", 0)
    return NUMBER


def _parseint(call: Call) -> Value:
    text, base = call.arguments[0].data, int_at(call, 1)
    if not 2 <= base <= 62:
        raise FunctionError("base must be a whole number between 2 and 62 inclusive", 1)
    if not isinstance(text, str) or len(text) > 1000:
        raise Unsure
    return number(_parsed(text, base))


def _parsed(text: str, base: int) -> int:
    digits = text[1:] if text[:1] in ("-", "+") else text
    found = 0
    for char in digits if base > 36 else digits.lower():
        digit = _DIGITS.find(char)
        if not 0 <= digit < base:
            digits = ""
            break
        found = found * base + digit
    if not digits:
        raise FunctionError(f'cannot parse "{text}" as a base {base} integer', 0)
    return -found if text[0] == "-" else found


def _range(call: Call) -> Value:
    start, end, step = _bounds(call)
    if step == 0:
        raise FunctionError("step must not be zero", 2)
    if step < 0 and end > start:
        raise FunctionError("end must be less than start when step is negative", 1)
    if step > 0 and end < start:
        raise FunctionError("end must be greater than start when step is positive", 1)
    return list_of(map(number, _steps(start, end, step)), NUMBER)


def _bounds(call: Call) -> tuple[Number, Number, Number]:
    given = [number_at(call, i) for i in range(len(call.arguments))]
    match given:
        case [end]:
            return 0, end, 1 if end >= 0 else -1
        case [start, end]:
            return start, end, 1 if end >= start else -1
        case [start, end, step]:
            return start, end, step
    raise FunctionError("must have one, two, or three arguments")


def _steps(start: Number, end: Number, step: Number) -> list[Number]:
    found: list[Number] = []
    at = start
    while at > end if step < 0 else at < end:
        if len(found) >= MOST_STEPS:
            raise FunctionError(_TOO_MANY)
        found.append(at)
        at = added([at, step])
    return found


def added(of: Sequence[Number]) -> Number:
    """The sum: of whole numbers exactly, else as precisely as Terraform's numbers are."""
    if all(isinstance(n, int) for n in of):
        return sum(n for n in of if isinstance(n, int))
    total = Decimal(0)
    for n in of:
        total = PRECISE.add(total, Decimal(n))
    return whole(total)


RULES = {
    "abs": Rule(_abs),
    "ceil": Rule(_rounded(ROUND_CEILING)),
    "floor": Rule(_rounded(ROUND_FLOOR)),
    "log": Rule(_log),
    "max": Rule(_extreme(max)),
    "min": Rule(_extreme(min)),
    "parseint": Rule(_parseint, _parseint_type),
    "pow": Rule(_pow),
    "range": Rule(_range),
    "signum": Rule(_signum),
}

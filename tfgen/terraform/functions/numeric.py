"""Functions of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from tfgen.terraform.functions.arguments import MAX_INTEGER, int_at, number_at
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import DYNAMIC, NUMBER, STRING, Type
from tfgen.terraform.types.value import PRECISE, Number, Value, list_of, number, whole

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
MAX_STEPS = 1024
_TOO_MANY = (
    "more than 1024 values were generated; "
    "either decrease the difference between start and end or use a smaller step"
)


def _abs(call: FunctionCall) -> Value:
    data = number_at(call, 0)
    if data >= 0:
        return number(data)
    return number(data.copy_negate() if isinstance(data, Decimal) else -data)


def _rounded(how: str) -> Callable[[FunctionCall], Value]:
    def value(call: FunctionCall) -> Value:
        data = number_at(call, 0)
        if isinstance(data, Decimal):
            return number(whole(data.to_integral_value(how)))
        return number(data)

    return value


def _signum(call: FunctionCall) -> Value:
    data = int_at(call, 0)
    return number((data > 0) - (data < 0))


def _floating(found: float) -> Value:
    """A float as Terraform takes it over; infinity and what is no number are left alone."""
    if not math.isfinite(found):
        raise NotComputable
    if found.is_integer() and abs(found) < MAX_INTEGER:
        return number(int(found))
    return number(Decimal(repr(found)))


def _float_at(call: FunctionCall, position: int) -> float:
    try:
        return float(number_at(call, position))
    except OverflowError:
        raise NotComputable from None


def _log(call: FunctionCall) -> Value:
    of, base = _float_at(call, 0), _float_at(call, 1)
    if of <= 0 or base <= 0 or base == 1:
        raise NotComputable
    return _floating(_ln(of) / _ln(base))


# Constants of FreeBSD's e_log.c, which Go's math.Log follows.
# C's is sometimes better in the last digit.
_LN2 = (6.93147180369123816490e-01, 1.90821492927058770002e-10)
_ODD = (
    6.666666666666735130e-01,
    2.857142874366239149e-01,
    1.818357216161805012e-01,
    1.479819860511658591e-01,
)
_EVEN = (3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01)


def _ln(of: float) -> float:
    fraction, exponent = math.frexp(of)
    if fraction < math.sqrt(2) / 2:
        fraction, exponent = fraction * 2, exponent - 1
    f = fraction - 1
    s = f / (2 + f)
    s2 = s * s
    s4 = s2 * s2
    odd = s2 * (_ODD[0] + s4 * (_ODD[1] + s4 * (_ODD[2] + s4 * _ODD[3])))
    even = s4 * (_EVEN[0] + s4 * (_EVEN[1] + s4 * _EVEN[2]))
    half = 0.5 * f * f
    return exponent * _LN2[0] - ((half - (s * (half + odd + even) + exponent * _LN2[1])) - f)


def _pow(call: FunctionCall) -> Value:
    base, power = _float_at(call, 0), _float_at(call, 1)
    try:
        found = math.pow(base, power)
    except (OverflowError, ValueError):
        raise NotComputable from None
    if not _is_power(found, base, power):
        raise NotComputable  # the last digit depends on the library
    return _floating(found)


def _is_power(found: float, base: float, power: float) -> bool:
    """Whether that is exactly the power."""
    from fractions import Fraction

    if not math.isfinite(found) or abs(power) > MAX_STEPS or (base == 0 and power < 0):
        return False
    if power == 0.5:
        return Fraction(found) ** 2 == Fraction(base)
    return power.is_integer() and Fraction(base) ** int(power) == Fraction(found)


def _extreme(choose: Callable[[list[Number]], Number]) -> Callable[[FunctionCall], Value]:
    def value(call: FunctionCall) -> Value:
        if not call.arguments:
            raise FunctionError("must pass at least one number")
        return number(choose([number_at(call, i) for i in range(len(call.arguments))]))

    return value


def _parseint_type(call: FunctionCall) -> Type:
    of = call.arguments[0].type
    if of not in (STRING, DYNAMIC):
        raise FunctionError(f"first argument must be a string, not {of.friendly}", 0)
    return NUMBER


def _parseint(call: FunctionCall) -> Value:
    text, base = call.arguments[0].data, int_at(call, 1)
    if not 2 <= base <= 62:
        raise FunctionError("base must be a whole number between 2 and 62 inclusive", 1)
    if not isinstance(text, str) or len(text) > 1000:
        raise NotComputable
    return number(_parsed(text, base))


def _parsed(text: str, base: int) -> int:
    digits = text
    if text.startswith(("-", "+")):
        digits = text[1:]
    if base <= 36:
        digits = digits.lower()
    found = 0
    for char in digits:
        digit = _DIGITS.find(char)
        if not 0 <= digit < base:
            digits = ""
            break
        found = found * base + digit
    if not digits:
        raise FunctionError(f'cannot parse "{text}" as a base {base} integer', 0)
    if text.startswith("-"):
        return -found
    return found


def _range(call: FunctionCall) -> Value:
    start, end, step = _bounds(call)
    if step == 0:
        raise FunctionError("step must not be zero", 2)
    if step < 0 and end > start:
        raise FunctionError("end must be less than start when step is negative", 1)
    if step > 0 and end < start:
        raise FunctionError("end must be greater than start when step is positive", 1)
    return list_of(map(number, _steps(start, end, step)), NUMBER)


def _bounds(call: FunctionCall) -> tuple[Number, Number, Number]:
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
    while _goes_on(at, end, step):
        if len(found) >= MAX_STEPS:
            raise FunctionError(_TOO_MANY)
        found.append(at)
        at = added([at, step])
    return found


def _goes_on(at: Number, end: Number, step: Number) -> bool:
    if step < 0:
        return at > end
    return at < end


def added(of: Sequence[Number]) -> Number:
    """The sum: of whole numbers exactly, else as precisely as Terraform's numbers are."""
    integers = [n for n in of if isinstance(n, int)]
    if len(integers) == len(of):
        return sum(integers)
    total = Decimal(0)
    for n in of:
        total = PRECISE.add(total, Decimal(n))
    return whole(total)


FUNCTIONS = {
    "abs": FunctionSpec(_abs),
    "ceil": FunctionSpec(_rounded(ROUND_CEILING)),
    "floor": FunctionSpec(_rounded(ROUND_FLOOR)),
    "log": FunctionSpec(_log),
    "max": FunctionSpec(_extreme(max)),
    "min": FunctionSpec(_extreme(min)),
    "parseint": FunctionSpec(_parseint, _parseint_type),
    "pow": FunctionSpec(_pow),
    "range": FunctionSpec(_range),
    "signum": FunctionSpec(_signum),
}

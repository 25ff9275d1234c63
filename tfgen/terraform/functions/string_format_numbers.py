"""Numbers in ``format``: integers, decimals and exponents as Go writes them."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Context, Decimal

from msgspec import Struct

from tfgen.terraform.functions.arguments import MAX_ITEMS
from tfgen.terraform.functions.spec import FunctionError, NotComputable
from tfgen.terraform.types.value import PRECISE, Number, Value

NUMBER_MODES = "bdoxXeEfgG"
_INTEGER_MODES = "bdoxX"
_EXPONENT_LETTERS = {"g": "e", "G": "E"}
_LONG = Context(prec=2000)
_EXACT = 100
"""Digits of a number beyond which its text shows that Terraform keeps it in binary."""


class Verb(Struct, frozen=True):
    """One verb of a template, such as ``%05d``; ``offset`` counts its place in characters."""

    raw: str
    offset: int
    flags: str
    width: int
    precision: int | None
    mode: str

    def error(self, why: str) -> FunctionError:
        """The error of a value that the verb does not take."""
        return FunctionError(f'unsupported value for "{self.raw}" at {self.offset}: {why}')


def formatted_number(verb: Verb, value: Value) -> str:
    """A known number as the verb wants it. Raises ``FunctionError``, ``NotComputable``."""
    data = value.data
    assert isinstance(data, int | Decimal)
    if verb.mode in _INTEGER_MODES:
        return _integer(verb, data)
    if "#" in verb.flags or {"0", "-"} <= set(verb.flags):
        raise NotComputable  # Go pads with zeros on the right
    digits = _float(verb, _without_sign(data))
    return _signed(verb, digits, data < 0, "0" in verb.flags)


def _without_sign(data: Number) -> Number:
    """The absolute value with all its digits, which ``abs`` of a Decimal rounds."""
    if isinstance(data, Decimal):
        return data.copy_abs()
    return abs(data)


def _integer(verb: Verb, data: Number) -> str:
    if isinstance(data, Decimal):
        raise verb.error("an integer is required")
    if "#" in verb.flags:
        raise NotComputable
    if data == 0 and verb.precision == 0:
        return ""  # not even the width counts
    digits = format(abs(data), verb.mode).rjust(verb.precision or 0, "0")
    return _signed(verb, digits, data < 0, "0" in verb.flags and verb.precision is None)


def _signed(verb: Verb, digits: str, negative: bool, zeros: bool) -> str:
    sign = _sign(verb, negative)
    room = verb.width - len(sign) - len(digits)
    if "-" in verb.flags:
        return sign + digits + " " * room
    if zeros:
        return sign + "0" * room + digits
    return " " * room + sign + digits


def _sign(verb: Verb, negative: bool) -> str:
    if negative:
        return "-"
    for flag in "+ ":
        if flag in verb.flags:
            return flag
    return ""


def _float(verb: Verb, data: Number) -> str:
    if abs(Decimal(data).adjusted()) > MAX_ITEMS.bit_length() * 10:
        raise NotComputable
    places = 6 if verb.precision is None else verb.precision
    if verb.mode == "f":
        return format(_rounded(Decimal(data), -places), "f")
    if verb.mode in "eE":
        return _exponential(Decimal(data), places, verb.mode)
    return general_text(data, verb.precision, _EXPONENT_LETTERS[verb.mode])


def _rounded(of: Decimal, last: int) -> Decimal:
    """The number with ``last`` as its last digit.

    A half goes to where the number that Terraform keeps, which is binary, is nearer.
    """
    digit = Decimal(1).scaleb(last)
    found = of.quantize(digit, rounding=ROUND_HALF_EVEN, context=_LONG)
    if abs(_LONG.subtract(of, found)) * 2 != digit:
        return found
    how = {1: ROUND_UP, 0: ROUND_HALF_EVEN, -1: ROUND_DOWN}[_binary_error(of)]
    return of.quantize(digit, rounding=how, context=_LONG)


def _binary_error(of: Decimal) -> int:
    """1 where the nearest number of 512 bits is more than ``of``, which is positive, -1 for less."""
    from fractions import Fraction

    exact = Fraction(of)
    bits = 512 - (exact.numerator.bit_length() - exact.denominator.bit_length())
    scaled = exact * Fraction(2) ** bits
    return (round(scaled) > scaled) - (round(scaled) < scaled)


def _exponential(of: Decimal, places: int, letter: str) -> str:
    if of:
        of = _rounded(of, of.adjusted() - places)
        if len(of.as_tuple().digits) > places + 1:
            of = _rounded(of, of.adjusted() - places)
    digits = _digits(of).ljust(places + 1, "0")[: places + 1]
    fraction = f".{digits[1:]}" if places else ""
    return f"{digits[0]}{fraction}{letter}{_exponent(of):+03d}"


def _digits(of: Decimal) -> str:
    return "".join(map(str, of.as_tuple().digits))


def _exponent(of: Decimal) -> int:
    return of.adjusted() if of else 0


def general_text(data: Number, precision: int | None, letter: str) -> str:
    """Go's ``%g``.

    With an exponent below -4, and where the precision (or 6 digits) does not reach the units.
    """
    of = Decimal(data)
    if len(of.as_tuple().digits) > _EXACT:
        raise NotComputable
    negative, of = of < 0, of.copy_abs()
    if precision is not None and of:
        of = _rounded(of, of.adjusted() - max(precision, 1) + 1)
    digits = _digits(of).rstrip("0") or "0"
    exponent = _exponent(of)
    last = exponent - len(digits) + 1
    limit = 6
    if precision is not None:
        limit = max(precision, 1)
        if limit > len(digits) >= exponent + 1:
            limit = len(digits)
    if exponent < -4 or exponent >= limit:
        short = Decimal(int(digits)).scaleb(last, PRECISE)
        found = _exponential(short, len(digits) - 1, letter)
    else:
        found = format(Decimal((0, tuple(map(int, digits)), last)), "f")
    return f"-{found}" if negative else found

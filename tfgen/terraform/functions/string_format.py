"""``format`` and ``formatlist``: verbs, flags, width and precision as cty has them."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Context, Decimal

from msgspec import Struct

from tfgen.terraform.functions.arguments import MAX_ITEMS, is_iterable, size, text, text_at
from tfgen.terraform.functions.graphemes import clusters
from tfgen.terraform.functions.spec import Call, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.conversion import ConversionError, convert
from tfgen.terraform.types.model import BOOL, DYNAMIC, NUMBER, STRING, PrimitiveType, TupleType
from tfgen.terraform.types.value import PRECISE, Number, Value, list_of, unknown

_VERB = re.compile(
    r"%(?P<flags>[ +\-#0]*)(?P<width>[1-9][0-9]*)?(?:\.(?P<prec>[0-9]*))?(?:\[(?P<at>[0-9]+)\])?(?P<mode>[A-Za-z%])?"
)
_INTEGERS = {"b": "b", "d": "d", "o": "o", "x": "x", "X": "X"}
_EXPONENT_LETTERS = {"g": "e", "G": "E"}
_LONG = Context(prec=2000)
_EXACT = 100
"""Digits of a number beyond which its text shows that Terraform keeps it in binary."""


class _Verb(Struct, frozen=True):
    raw: str
    offset: int
    flags: str
    width: int
    precision: int | None
    mode: str

    def error(self, why: str) -> FunctionError:
        return FunctionError(f'unsupported value for "{self.raw}" at {self.offset}: {why}')


def formatted(template: str, values: list[Value]) -> str:
    """The template with the values in it. Raises ``FunctionError``, ``NotComputable``."""
    parts: list[str] = []
    at = used = highest = 0
    for match in _VERB.finditer(template):
        parts.append(template[at : match.start()])
        at = match.end()
        _check(template, match)
        if match["mode"] == "%":
            parts.append("%")
            continue
        used += 1
        if match["at"]:
            used = int(match["at"])
        highest = max(highest, used)
        parts.append(_one(_verb(match), used, values))
    parts.append(template[at:])
    if highest < len(values):
        raise FunctionError(f"too many arguments; only {highest} used by format string", highest + 1)
    return "".join(parts)


def _check(template: str, match: re.Match[str]) -> None:
    """Refuse what is no verb. Raises ``FunctionError``."""
    start, end = match.span()
    if match["mode"] == "%" and match[0] != "%%":
        raise FunctionError(f'unsupported format verb "%" in "{match[0]}" at offset {start}', 0)
    if match["mode"] is not None:
        return
    if end >= len(template):
        raise FunctionError(f"incomplete format verb at {start}: unexpected end of string", 0)
    raise FunctionError(f'unrecognized format character "{template[end]}" at offset {end}', 0)


def _verb(match: re.Match[str]) -> _Verb:
    width, precision = match["width"] or "0", match["prec"]
    if len(width) > 5 or len(precision or "") > 5:
        raise NotComputable
    places = None
    if precision is not None:
        places = int(precision or 0)
    return _Verb(match[0], match.start(), match["flags"], int(width), places, match["mode"])


def _one(verb: _Verb, position: int, values: list[Value]) -> str:
    if not 0 < position <= len(values):
        have = f"need index {position} but have {len(values)} total"
        raise FunctionError(f'not enough arguments for "{verb.raw}" at {verb.offset}: {have}')
    value = values[position - 1]
    if verb.mode != "v" and value.null:
        raise verb.error("null value cannot be formatted")
    if verb.mode == "v":
        return _padded(verb, _as_is(verb, value))
    if verb.mode == "t":
        return "true" if _converted(verb, value, BOOL).data else "false"
    if verb.mode in "sq":
        return _text(verb, _converted(verb, value, STRING))
    if verb.mode in _INTEGERS or verb.mode in "eEfgG":
        return _number(verb, _converted(verb, value, NUMBER))
    raise FunctionError(f"unsupported format verb '{verb.mode}' in \"{verb.raw}\" at offset {verb.offset}")


def _converted(verb: _Verb, value: Value, want: PrimitiveType) -> Value:
    try:
        return convert(value, want)
    except ConversionError as error:
        raise verb.error(str(error)) from None


def _as_is(verb: _Verb, value: Value) -> str:
    from tfgen.terraform.functions.encoding_json import encoded

    if "#" not in verb.flags and isinstance(value.data, str):
        return value.data
    if "#" not in verb.flags and value.type == NUMBER and isinstance(value.data, int | Decimal):
        return _general(value.data, None, "e")
    return encoded(value)


def _text(verb: _Verb, value: Value) -> str:
    from tfgen.terraform.functions.encoding_json import quoted

    given = str(value.data)
    if verb.precision:
        given = "".join(clusters(given)[: verb.precision])
    if verb.mode == "q":
        given = quoted(given)
    return _padded(verb, given)


def _padded(verb: _Verb, given: str) -> str:
    if not verb.width:
        return given
    room = verb.width - len(clusters(given))
    pad = "0" * room if "0" in verb.flags else " " * room
    if "-" in verb.flags:
        return given + pad
    return pad + given


def _number(verb: _Verb, value: Value) -> str:
    data = value.data
    assert isinstance(data, int | Decimal)
    if verb.mode in _INTEGERS:
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


def _integer(verb: _Verb, data: Number) -> str:
    if isinstance(data, Decimal):
        raise verb.error("an integer is required")
    if "#" in verb.flags:
        raise NotComputable
    if data == 0 and verb.precision == 0:
        return ""  # not even the width counts
    digits = format(abs(data), _INTEGERS[verb.mode]).rjust(verb.precision or 0, "0")
    return _signed(verb, digits, data < 0, "0" in verb.flags and verb.precision is None)


def _signed(verb: _Verb, digits: str, negative: bool, zeros: bool) -> str:
    sign = _sign(verb, negative)
    room = verb.width - len(sign) - len(digits)
    if "-" in verb.flags:
        return sign + digits + " " * room
    if zeros:
        return sign + "0" * room + digits
    return " " * room + sign + digits


def _sign(verb: _Verb, negative: bool) -> str:
    if negative:
        return "-"
    for flag in "+ ":
        if flag in verb.flags:
            return flag
    return ""


def _float(verb: _Verb, data: Number) -> str:
    if abs(Decimal(data).adjusted()) > MAX_ITEMS.bit_length() * 10:
        raise NotComputable
    places = 6 if verb.precision is None else verb.precision
    if verb.mode == "f":
        return format(_rounded(Decimal(data), -places), "f")
    if verb.mode in "eE":
        return _exponential(Decimal(data), places, verb.mode)
    return _general(data, verb.precision, _EXPONENT_LETTERS[verb.mode])


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
    """1 where the nearest number of 512 bits is more than the positive number, -1 where it is less."""
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


def _general(data: Number, precision: int | None, letter: str) -> str:
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


def _format(call: Call) -> Value:
    template, *values = call.arguments
    if not template.known or not all(value.wholly_known for value in values):
        raise NotComputable
    _leave_literal_null(values)
    return text(formatted(text_at(call, 0), values))


def _leave_literal_null(values: list[Value]) -> None:
    """Of a literal null, Terraform 1.11 says nothing, and so it lets pass what newer versions refuse."""
    if any(value.null and value.type == DYNAMIC for value in values):
        raise NotComputable


def _formatlist(call: Call) -> Value:
    values = list(call.arguments[1:])
    _leave_literal_null(values)
    count = _common_length(values)
    for value in values:
        if is_iterable(value.type) and not value.known:
            raise NotComputable
    if count > MAX_ITEMS:
        raise NotComputable
    return list_of([_row(text_at(call, 0), values, at) for at in range(count)], STRING)


def _common_length(values: list[Value]) -> int:
    """The number of rows: 1 without any list. Raises ``FunctionError`` where lists differ in length."""
    first, common = 0, None
    for i, value in enumerate(values, 1):
        length = _length(value)
        if length is None:
            continue
        if common is None:
            first, common = i, length
        if length != common:
            other = f"argument {first} of length {common}"
            raise FunctionError(f"argument {i} has length {length}, which is inconsistent with {other}", i)
    return 1 if common is None else common


def _length(value: Value) -> int | None:
    """The length of a list that is gone over; None for a single value and where it is not known."""
    if not is_iterable(value.type) or value.null:
        return None
    if isinstance(value.type, TupleType):
        return len(value.type.elements)
    if value.known:
        return size(value)
    return None


def _row(template: str, values: list[Value], at: int) -> Value:
    row: list[Value] = []
    for value in values:
        cell = value
        if is_iterable(value.type) and not value.null:
            cell = value.elements[at]
        if not cell.wholly_known:
            return unknown(STRING, certain=True)
        row.append(cell)
    try:
        return text(formatted(template, row))
    except FunctionError as error:
        raise FunctionError(f"error on format iteration {at}: {error.message}") from None


FUNCTIONS = {"format": FunctionSpec(_format), "formatlist": FunctionSpec(_formatlist)}

"""``format`` and ``formatlist``: verbs, flags, width and precision as cty has them."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Context, Decimal

from msgspec import Struct

from tfgen.terraform.functions.arguments import MOST, is_iterable, size, text, text_at
from tfgen.terraform.functions.rule import Call, FunctionError, Rule, Unsure
from tfgen.terraform.hcl.graphemes import clusters
from tfgen.terraform.types.conversion import ConversionError, convert
from tfgen.terraform.types.model import BOOL, DYNAMIC, NUMBER, STRING, PrimitiveType, TupleType
from tfgen.terraform.types.value import PRECISE, Number, Value, list_of, unknown

_VERB = re.compile(
    r"%(?P<flags>[ +\-#0]*)(?P<width>[1-9][0-9]*)?(?:\.(?P<prec>[0-9]*))?(?:\[(?P<at>[0-9]+)\])?(?P<mode>[A-Za-z%])?"
)
_INTEGERS = {"b": "b", "d": "d", "o": "o", "x": "x", "X": "X"}
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
    """What ``format`` gives. Raises ``FunctionError``, ``Unsure``."""
    parts: list[str] = []
    at = used = 0
    highest = 0
    for match in _VERB.finditer(template):
        parts.append(template[at : match.start()])
        at = match.end()
        if match["mode"] is None:
            raise FunctionError(_unrecognised(template, match), 0)
        if match["mode"] == "%":
            if match[0] != "%%":
                raise FunctionError(f'unsupported format verb "%" in "{match[0]}" at offset {match.start()}', 0)
            parts.append("%")
            continue
        used = int(match["at"]) if match["at"] else used + 1
        highest = max(highest, used)
        parts.append(_one(_verb(match), used, values))
    parts.append(template[at:])
    if highest < len(values):
        raise FunctionError(f"too many arguments; only {highest} used by format string", highest + 1)
    return "".join(parts)


def _unrecognised(template: str, match: re.Match[str]) -> str:
    if match.end() >= len(template):
        return f"incomplete format verb at {match.start()}: unexpected end of string"
    return f'unrecognized format character "{template[match.end()]}" at offset {match.end()}'


def _verb(match: re.Match[str]) -> _Verb:
    width, precision = match["width"] or "0", match["prec"]
    if len(width) > 5 or len(precision or "") > 5:
        raise Unsure
    return _Verb(
        match[0],
        match.start(),
        match["flags"],
        int(width),
        int(precision or 0) if precision is not None else None,
        match["mode"],
    )


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
    return _padded(verb, quoted(given) if verb.mode == "q" else given)


def _padded(verb: _Verb, given: str) -> str:
    if not verb.width:
        return given
    pad = ("0" if "0" in verb.flags else " ") * (verb.width - len(clusters(given)))
    return given + pad if "-" in verb.flags else pad + given


def _number(verb: _Verb, value: Value) -> str:
    data = value.data
    assert isinstance(data, int | Decimal)
    if verb.mode in _INTEGERS:
        return _integer(verb, data)
    if "#" in verb.flags or {"0", "-"} <= set(verb.flags):
        raise Unsure  # Go pads with zeros on the right
    digits = _float(verb, data.copy_abs() if isinstance(data, Decimal) else abs(data))
    return _signed(verb, digits, data < 0, "0" in verb.flags)


def _integer(verb: _Verb, data: Number) -> str:
    if isinstance(data, Decimal):
        raise verb.error("an integer is required")
    if "#" in verb.flags:
        raise Unsure
    if data == 0 and verb.precision == 0:
        return ""  # not even the width counts
    digits = format(abs(data), _INTEGERS[verb.mode]).rjust(verb.precision or 0, "0")
    return _signed(verb, digits, data < 0, "0" in verb.flags and verb.precision is None)


def _signed(verb: _Verb, digits: str, negative: bool, zeros: bool) -> str:
    sign = "-" if negative else "+" if "+" in verb.flags else " " if " " in verb.flags else ""
    room = verb.width - len(sign) - len(digits)
    if "-" in verb.flags:
        return sign + digits + " " * room
    return sign + "0" * room + digits if zeros else " " * room + sign + digits


def _float(verb: _Verb, data: Number) -> str:
    if abs(Decimal(data).adjusted()) > MOST.bit_length() * 10:
        raise Unsure
    if verb.mode == "f":
        return format(_rounded(Decimal(data), -(6 if verb.precision is None else verb.precision)), "f")
    if verb.mode in "eE":
        return _exponential(Decimal(data), 6 if verb.precision is None else verb.precision, verb.mode)
    return _general(data, verb.precision, "e" if verb.mode == "g" else "E")


def _rounded(of: Decimal, last: int) -> Decimal:
    """To the digit ``last``; a half goes where the number that Terraform keeps, which is binary, is nearer to."""
    digit = Decimal(1).scaleb(last)
    found = of.quantize(digit, rounding=ROUND_HALF_EVEN, context=_LONG)
    if abs(_LONG.subtract(of, found)) * 2 != digit:
        return found
    how = {1: ROUND_UP, 0: ROUND_HALF_EVEN, -1: ROUND_DOWN}[_binary_error(of)]
    return of.quantize(digit, rounding=how, context=_LONG)


def _binary_error(of: Decimal) -> int:
    """Whether the nearest number of 512 bits is more (1) or less (-1) than a positive number."""
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
    digits = "".join(map(str, of.as_tuple().digits)).ljust(places + 1, "0")[: places + 1]
    exponent = of.adjusted() if of else 0
    fraction = f".{digits[1:]}" if places else ""
    return f"{digits[0]}{fraction}{letter}{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _general(data: Number, precision: int | None, letter: str) -> str:
    """Go's ``%g``: with an exponent below -4, and where the precision (or 6 digits) does not reach the units."""
    of = Decimal(data)
    if len(of.as_tuple().digits) > _EXACT:
        raise Unsure
    negative, of = of < 0, of.copy_abs()
    if precision is not None and of:
        of = _rounded(of, of.adjusted() - max(precision, 1) + 1)
    digits = "".join(map(str, of.as_tuple().digits)).rstrip("0") or "0"
    exponent = of.adjusted() if of else 0
    limit = 6 if precision is None else max(precision, 1)
    if precision is not None and limit > len(digits) >= exponent + 1:
        limit = len(digits)
    if exponent < -4 or exponent >= limit:
        found = _exponential(Decimal(int(digits)).scaleb(exponent - len(digits) + 1, PRECISE), len(digits) - 1, letter)
    else:
        found = format(Decimal((0, tuple(map(int, digits)), exponent - len(digits) + 1)), "f")
    return f"-{found}" if negative else found


def _format(call: Call) -> Value:
    template, *values = call.arguments
    if not all(value.wholly_known for value in values) or not template.known:
        raise Unsure
    _leave_literal_null(values)
    return text(formatted(text_at(call, 0), values))


def _leave_literal_null(values: list[Value]) -> None:
    """Of a literal null, Terraform 1.11 says nothing, and so it lets pass what newer versions refuse."""
    if any(value.null and value.type == DYNAMIC for value in values):
        raise Unsure


def _formatlist(call: Call) -> Value:
    values = list(call.arguments[1:])
    _leave_literal_null(values)
    lengths = {i: n for i, value in enumerate(values) if (n := _length(value)) is not None}
    first = next(iter(lengths), 0)
    for i, length in lengths.items():
        if length != lengths[first]:
            other = f"argument {first + 1} of length {lengths[first]}"
            raise FunctionError(f"argument {i + 1} has length {length}, which is inconsistent with {other}", i + 1)
    if any(not value.known for value in values if is_iterable(value.type)):
        raise Unsure
    rows = lengths[first] if lengths else 1
    if rows > MOST:
        raise Unsure
    return list_of([_row(text_at(call, 0), values, i) for i in range(rows)], STRING)


def _length(value: Value) -> int | None:
    """How many elements a list has that is gone over; None for a single value and where it is not known."""
    if not is_iterable(value.type) or value.null:
        return None
    if isinstance(value.type, TupleType):
        return len(value.type.elements)
    return size(value) if value.known else None


def _row(template: str, values: list[Value], at: int) -> Value:
    row = [value.elements[at] if is_iterable(value.type) and not value.null else value for value in values]
    if not all(value.wholly_known for value in row):
        return unknown(STRING, certain=True)
    try:
        return text(formatted(template, row))
    except FunctionError as error:
        raise FunctionError(f"error on format iteration {at}: {error.message}") from None


RULES = {"format": Rule(_format), "formatlist": Rule(_formatlist)}

"""``format`` and ``formatlist``: verbs, flags, width and precision as cty has them."""

from __future__ import annotations

import re
from decimal import Decimal

from tfgen.terraform.functions.arguments import MAX_ITEMS, is_iterable, size, text, text_at
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.functions.string_format_numbers import (
    NUMBER_MODES,
    Verb,
    formatted_number,
    general_text,
)
from tfgen.terraform.hcl.graphemes import clusters
from tfgen.terraform.types.model import BOOL, DYNAMIC, NUMBER, STRING, PrimitiveType, TupleType
from tfgen.terraform.types.value import Value, list_of, unknown
from tfgen.terraform.types.value_conversion import ConversionError, convert

_VERB = re.compile(
    r"%(?P<flags>[ +\-#0]*)(?P<width>[1-9][0-9]*)?(?:\.(?P<prec>[0-9]*))?"
    r"(?:\[(?P<at>[0-9]+)\])?(?P<mode>[A-Za-z%])?"
)


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
        raise FunctionError(
            f"too many arguments; only {highest} used by format string", highest + 1
        )
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


def _verb(match: re.Match[str]) -> Verb:
    width, precision = match["width"] or "0", match["prec"]
    if len(width) > 5 or len(precision or "") > 5:
        raise NotComputable
    places = None
    if precision is not None:
        places = int(precision or 0)
    return Verb(match[0], match.start(), match["flags"], int(width), places, match["mode"])


def _one(verb: Verb, position: int, values: list[Value]) -> str:
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
    if verb.mode in NUMBER_MODES:
        return formatted_number(verb, _converted(verb, value, NUMBER))
    raise FunctionError(
        f"unsupported format verb '{verb.mode}' in \"{verb.raw}\" at offset {verb.offset}"
    )


def _converted(verb: Verb, value: Value, want: PrimitiveType) -> Value:
    try:
        return convert(value, want)
    except ConversionError as error:
        raise verb.error(str(error)) from None


def _as_is(verb: Verb, value: Value) -> str:
    from tfgen.terraform.functions.encoding_json import encoded

    if "#" not in verb.flags and isinstance(value.data, str):
        return value.data
    if "#" not in verb.flags and value.type == NUMBER and isinstance(value.data, int | Decimal):
        return general_text(value.data, None, "e")
    return encoded(value)


def _text(verb: Verb, value: Value) -> str:
    from tfgen.terraform.functions.encoding_json import quoted

    given = str(value.data)
    if verb.precision:
        given = "".join(clusters(given)[: verb.precision])
    if verb.mode == "q":
        given = quoted(given)
    return _padded(verb, given)


def _padded(verb: Verb, given: str) -> str:
    if not verb.width:
        return given
    room = verb.width - len(clusters(given))
    pad = "0" * room if "0" in verb.flags else " " * room
    if "-" in verb.flags:
        return given + pad
    return pad + given


def _format(call: FunctionCall) -> Value:
    template, *values = call.arguments
    if not template.known or not all(value.wholly_known for value in values):
        raise NotComputable
    _leave_literal_null(values)
    return text(formatted(text_at(call, 0), values))


def _leave_literal_null(values: list[Value]) -> None:
    """Of a literal null, Terraform 1.11 says nothing; newer versions refuse it."""
    if any(value.null and value.type == DYNAMIC for value in values):
        raise NotComputable


def _formatlist(call: FunctionCall) -> Value:
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
    """The number of rows: 1 without any list.

    Raises ``FunctionError`` where lists differ in length.
    """
    first, common = 0, None
    for i, value in enumerate(values, 1):
        length = _length(value)
        if length is None:
            continue
        if common is None:
            first, common = i, length
        if length != common:
            why = f"inconsistent with argument {first} of length {common}"
            raise FunctionError(f"argument {i} has length {length}, which is {why}", i)
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
            return unknown(STRING, not_null=True)
        row.append(cell)
    try:
        return text(formatted(template, row))
    except FunctionError as error:
        raise FunctionError(f"error on format iteration {at}: {error.message}") from None


FUNCTIONS = {"format": FunctionSpec(_format), "formatlist": FunctionSpec(_formatlist)}

"""JSON as Terraform writes and reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from tfgen.terraform.functions.arguments import text, whole_at
from tfgen.terraform.functions.decoding import decoder
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import NUMBER
from tfgen.terraform.types.value import (
    NULL,
    Number,
    Value,
    boolean,
    number_text,
    object_of,
    tuple_of,
    whole,
)

_ESCAPED = re.compile('[\\x00-\\x1f"\\\\<>&\u2028\u2029]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = " \t\r\n"
MAX_DEPTH = 200


def quoted(of: str) -> str:
    """A JSON string, escaped as Go does it by default: for HTML, too."""
    return '"' + _ESCAPED.sub(lambda m: _SHORT.get(m[0]) or f"\\u{ord(m[0]):04x}", of) + '"'


def encoded(of: Value) -> str:
    """A wholly known value as JSON."""
    data = of.data
    if data is None:
        return "null"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, int | Decimal):
        return number_text(data)
    if isinstance(data, str):
        return quoted(data)
    if isinstance(data, Mapping):
        members = [f"{quoted(name)}:{encoded(data[name])}" for name in sorted(data)]
        return "{" + ",".join(members) + "}"
    return "[" + ",".join(map(encoded, of.elements)) + "]"


def _encode(call: FunctionCall) -> Value:
    return text(encoded(whole_at(call, 0)))


class _Members(Struct, frozen=True):
    """An object as it is written."""

    pairs: list[tuple[str, object]]


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=_Members, parse_constant=_refused, parse_float=_number, parse_int=_number
    )


def decoded(of: object, depth: int = 0) -> Value:
    """A decoded document as a value: tuples and objects all through."""
    if depth > MAX_DEPTH:
        raise NotComputable
    match of:
        case None:
            return NULL
        case bool():
            return boolean(of)
        case str():
            return text(_SURROGATE.sub("\ufffd", of))
        case int() | Decimal():
            return Value(NUMBER, whole(of))
        case list():
            return tuple_of([decoded(element, depth + 1) for element in of])
        case _Members():
            return object_of(_attributes(of, depth + 1))
    raise NotComputable


def _attributes(members: _Members, depth: int) -> dict[str, Value]:
    """The last member of a name counts, but all must be of one type."""
    found: dict[str, Value] = {}
    for name, datum in members.pairs:
        key, value = str(text(_SURROGATE.sub("\ufffd", name)).data), decoded(datum, depth)
        if key in found and found[key].type != value.type:
            raise FunctionError(f'duplicate "{key}" property in JSON object', 0)
        found[key] = value
    return found


def _refused(name: str) -> Number:
    raise ValueError(f"invalid character '{name[0]}' looking for beginning of value")


def _number(digits: str) -> Number:
    if len(digits) > 100 or abs(Decimal(digits).adjusted()) > 100:
        raise NotComputable
    return whole(Decimal(digits))


def _parsed(of: str) -> Value:
    if not of:
        raise FunctionError("EOF", 0)
    if not of.strip(_SPACE):
        raise FunctionError("unexpected end of JSON input", 0)
    try:
        data, end = _decoder().raw_decode(of.lstrip(_SPACE))
    except ValueError as error:
        raise FunctionError(f"invalid JSON: {str(error)[:1].lower()}{str(error)[1:]}", 0) from None
    except RecursionError:
        raise NotComputable from None
    rest = of.lstrip(_SPACE)[end:].lstrip(_SPACE)
    if rest and rest[0] not in "]}":  # at these, Go does not look
        raise FunctionError("extraneous data after JSON object", 0)
    return decoded(data)


FUNCTIONS = {"jsondecode": decoder(_parsed), "jsonencode": FunctionSpec(_encode)}

"""Reading a call's arguments as Python values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tfgen.terraform.functions.spec import FunctionCall, FunctionError, NotComputable
from tfgen.terraform.types.model import ListType, SetType, TupleType, Type
from tfgen.terraform.types.value import NO_MARKS, UNKNOWN, Marks, Number, Value, string
from tfgen.terraform.types.value_conversion import ConversionError, convert

MAX_INTEGER = 2**63 - 1
_WHOLE = (
    "value must be a whole number, between -9223372036854775808 and 9223372036854775807 inclusive"
)
MAX_ITEMS = 100_000
"""Elements or characters of a result; a larger one is unknown."""


def text_at(call: FunctionCall, position: int) -> str:
    """A known string."""
    data = call.arguments[position].data
    if not isinstance(data, str):
        raise NotComputable
    return data


def number_at(call: FunctionCall, position: int) -> Number:
    """A known number."""
    data = call.arguments[position].data
    if not isinstance(data, int | Decimal):
        raise NotComputable
    return data


def int_at(call: FunctionCall, position: int, what: str = "") -> int:
    """A known whole number; another is an error, which begins with ``what``."""
    data = number_at(call, position)
    if isinstance(data, Decimal) or abs(data) > MAX_INTEGER:
        raise FunctionError(f"{what}{_WHOLE}", position)
    return data


def size_at(call: FunctionCall, position: int) -> int:
    """The number of elements of a known collection. Raises ``NotComputable``."""
    return size(call.arguments[position])


def size(of: Value) -> int:
    """The number of elements of a known collection. Raises ``NotComputable``.

    Unknown elements of a set may turn out to be the same.
    """
    if of.data is UNKNOWN:
        raise NotComputable
    if isinstance(of.type, SetType) and len(of.elements) > 1 and not of.wholly_known:
        raise NotComputable
    return len(of.elements)


def whole_at(call: FunctionCall, position: int) -> Value:
    """An argument that is known with all that is in it."""
    value = call.arguments[position]
    if not value.wholly_known:
        raise NotComputable
    return value


def mapping(of: Value) -> Mapping[str, Value]:
    """The elements of a known map or object, by name, sorted as Terraform goes over them."""
    if not isinstance(of.data, Mapping):
        raise NotComputable
    return {name: of.data[name] for name in sorted(of.data)}


def converted(value: Value, want: Type, position: int) -> Value:
    """The value of the argument at ``position`` in another type. Raises ``FunctionError``."""
    try:
        return convert(value, want)
    except ConversionError as error:
        raise FunctionError(str(error), position) from None


def common_marks(values: Iterable[Value]) -> Marks:
    """The values' own marks together, without those of their elements."""
    marks: Marks = NO_MARKS
    for value in values:
        marks |= value.marks
    return marks


def is_sequence(of: Type) -> bool:
    """Whether it is a list or tuple."""
    return isinstance(of, ListType | TupleType)


def is_iterable(of: Type) -> bool:
    """Whether it is a list, tuple or set."""
    return isinstance(of, ListType | TupleType | SetType)


def text(of: str) -> Value:
    """A string value, in the normal form that Terraform keeps strings in."""
    if of.isascii():
        return string(of)
    from unicodedata import normalize

    return string(normalize("NFC", of))

"""Values as Terraform's evaluation has them: a type, data as far as they are known, and marks.

Sets, lists and tuples hold a tuple of values; maps and objects a mapping of values by name. A part
of a known collection may be unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from enum import Enum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from tfgen.terraform.hcl.numbers import exact
from tfgen.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    Extent,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
    Type,
    extent_of,
)


class Unknown(Enum):
    """The datum of a value that is not known yet."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN
SENSITIVE = "sensitive"
EPHEMERAL = "ephemeral"

POSSIBLE = "possible"
"""The mark of what comes from instances of which it is not known whether there are any."""

SECRET = frozenset({SENSITIVE, EPHEMERAL})
"""The marks that Terraform has too."""

PRECISE = Context(prec=155)
"""Arithmetic with the precision of Terraform's numbers (cty: floats of 512 bits)."""

Number = int | Decimal
Data = bool | int | Decimal | str | tuple["Value", ...] | Mapping[str, "Value"] | None | Unknown
Marks = frozenset[str]
NO_MARKS: Marks = frozenset()


class Walked(Struct, frozen=True):
    """Results of a walk over a value and everything in it; see ``Value``."""

    extent: Extent
    known: bool
    marks: Marks


class Value(Struct, frozen=True, dict=True):
    """A value whose ``data`` are ``UNKNOWN``, None for null,
    or of the Python type that goes with the ``type``.

    ``not_null``: unknown, but never null. Numbers are ``int`` where they are whole.
    """

    type: Type
    data: Data = UNKNOWN
    marks: Marks = NO_MARKS
    not_null: bool = False

    @property
    def known(self) -> bool:
        """True when the value itself is known; its elements may not be."""
        return self.data is not UNKNOWN

    @property
    def null(self) -> bool:
        """True when the value is known to be null."""
        return self.data is None

    @property
    def elements(self) -> tuple[Value, ...]:
        """The elements of a known collection, tuple or object,
        in the order Terraform goes over them.
        """
        data = self.data
        if isinstance(data, tuple):
            return data
        if isinstance(data, Mapping):
            return tuple([data[name] for name in sorted(data)])
        return ()

    @cached_property
    def walked(self) -> Walked:
        """The results of a walk over the value, which is done once:
        a part may be in many places of it.
        """
        return _walk(self)

    @property
    def wholly_known(self) -> bool:
        """True when the value and everything in it is known."""
        data = self.data
        if isinstance(data, tuple | Mapping):
            return self.walked.known
        return data is not UNKNOWN

    @property
    def all_marks(self) -> Marks:
        """The marks of the value and of everything in it."""
        if isinstance(self.data, tuple | Mapping):
            return self.walked.marks
        return self.marks

    @property
    def extent(self) -> Extent:
        """The size of the value, texts in it included."""
        return self.walked.extent

    def marked(self, *marks: Marks) -> Value:
        """The value with more marks."""
        more = self.marks.union(*marks)
        if more == self.marks:
            return self
        return replace(self, marks=more)

    def unmarked(self) -> Value:
        """The value without marks; those of its elements stay."""
        if self.marks:
            return replace(self, marks=NO_MARKS)
        return self

    def bare(self) -> Value:
        """The value without any marks, its elements' included."""
        if not self.all_marks:
            return self
        data = self.data
        if isinstance(data, tuple):
            data = tuple([element.bare() for element in data])
        elif isinstance(data, Mapping):
            data = {name: element.bare() for name, element in data.items()}
        return replace(self, data=data, marks=NO_MARKS)


def _walk(value: Value) -> Walked:
    data = value.data
    if not isinstance(data, tuple | Mapping):
        nodes = 1
        if isinstance(data, str):
            nodes += len(data) // _CHARACTERS
        return Walked(Extent(nodes, 1), data is not UNKNOWN, value.marks)
    known, marks = True, value.marks
    extents: list[Extent] = []
    for element in data if isinstance(data, tuple) else data.values():
        walked = element.walked
        extents.append(walked.extent)
        known = known and walked.known
        if walked.marks:
            marks = marks | walked.marks
    return Walked(extent_of(extents), known, marks)


_CHARACTERS = 64
"""A text of so many characters counts as one value more."""


ANYTHING = Value(DYNAMIC)
"""A value of which nothing is known, not even the type (cty's ``DynamicVal``)."""

NULL = Value(DYNAMIC, None)
"""A literal ``null``."""

TRUE, FALSE = Value(BOOL, True), Value(BOOL, False)


def unknown(type: Type, *, not_null: bool = False, marks: Marks = NO_MARKS) -> Value:
    """An unknown value of a type."""
    return Value(type, UNKNOWN, marks, not_null)


def string(text: str) -> Value:
    """A known string."""
    return Value(STRING, text)


def boolean(truth: bool) -> Value:
    """A known bool."""
    if truth:
        return TRUE
    return FALSE


def number(of: float | Decimal) -> Value:
    """A known number; a number that Python has no float for (``1e999``) is unknown."""
    if isinstance(of, float) and not exact(of):
        return unknown(NUMBER, not_null=True)
    return Value(NUMBER, whole(of))


def whole(of: float | Decimal) -> Number:
    """The number as ``int`` where it is whole."""
    if isinstance(of, int):
        return of
    exact = of if isinstance(of, Decimal) else Decimal(repr(of))
    if exact.adjusted() > _DIGITS:
        return exact
    if exact == exact.to_integral_value():
        return int(exact)
    return exact


_DIGITS = 4000
"""Python makes neither whole numbers nor texts of many more digits in good time."""


def tuple_of(elements: Iterable[Value]) -> Value:
    """A known tuple."""
    data = tuple(elements)
    return Value(TupleType(tuple([element.type for element in data])), data)


def object_of(attributes: Mapping[str, Value]) -> Value:
    """A known object."""
    return Value(
        ObjectType.of({name: value.type for name, value in attributes.items()}), dict(attributes)
    )


def list_of(elements: Iterable[Value], element: Type) -> Value:
    """A known list; every element is of the type ``element``."""
    return Value(ListType(element), tuple(elements))


def map_of(elements: Mapping[str, Value], element: Type) -> Value:
    """A known map; every element is of the type ``element``."""
    return Value(MapType(element), dict(elements))


def set_of(elements: Iterable[Value], element: Type) -> Value:
    """A known set: each element once, in the order Terraform goes over them;
    the elements' marks become the set's.

    With an unknown element it cannot be known which elements are the same,
    so the length is not known either.
    """
    marks = NO_MARKS
    by_identity: dict[object, Value] = {}
    for value in elements:
        marks = marks | value.all_marks
        bare = value.bare()
        by_identity.setdefault(identity(bare), bare)
    data = tuple([by_identity[key] for key in sorted(by_identity, key=_order)])
    return Value(SetType(element), data, marks)


def identity(value: Value) -> object:
    """A key that is equal for equal known values; an unknown value's key is equal to its own only."""
    data = value.data
    if data is UNKNOWN:
        return ("unknown", id(value))
    if isinstance(data, tuple):
        return ("sequence", *map(identity, data))
    if isinstance(data, Mapping):
        return ("mapping", *[(name, identity(data[name])) for name in sorted(data)])
    if isinstance(data, bool) or data is None:
        return (type(data).__name__, data)
    return (value.type.friendly, data)


def _order(key: object) -> tuple[int, object]:
    """Numbers by size and strings by their text come first, as in cty's sets of primitives."""
    assert isinstance(key, tuple)
    datum = key[1] if len(key) == 2 else None
    if isinstance(datum, int | Decimal):
        return (0, datum)
    if isinstance(datum, str):
        return (1, datum)
    return (2, str(key))


def number_text(of: Number) -> str:
    """A number as Terraform converts it to a string."""
    if isinstance(of, int) and of.bit_length() < 3 * _DIGITS:
        return str(of)
    text = format(Decimal(of), "f")
    if "." in text:
        return text.rstrip("0").rstrip(".")
    return text

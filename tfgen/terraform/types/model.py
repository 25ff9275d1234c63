"""Terraform's types as immutable, hashable values, read from and written to their JSON form.

The JSON form is the one of ``terraform providers schema -json``: ``"string"``, ``["list", T]``,
``["object", {name: T}, [optional names]]``, ``["tuple", [T, ...]]``; ``"dynamic"`` is HCL's
``any``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import ClassVar

from msgspec import Struct


class Extent(Struct, frozen=True):
    """The size of a type or value:
    ``nodes`` counts a shared part every time, as a walk over it does.
    """

    nodes: int
    depth: int


ONE = Extent(1, 1)


def extent_of(parts: Iterable[Extent]) -> Extent:
    """The size of something that consists of parts of these sizes."""
    nodes, depth = 1, 0
    for part in parts:
        nodes += part.nodes
        depth = max(depth, part.depth)
    return Extent(nodes, depth + 1)


class TypeFormatError(ValueError):
    """The JSON value is not a type; the message says which part of it."""


class PrimitiveType(Struct, frozen=True):
    """``string``, ``number`` or ``bool``: use ``STRING``, ``NUMBER`` and ``BOOL``."""

    name: str

    @property
    def extent(self) -> Extent:
        """The size of the type."""
        return ONE

    @property
    def friendly(self) -> str:
        """The type as Terraform's messages name it."""
        return self.name

    @property
    def constraint(self) -> str:
        """The type as a variable's ``type`` argument writes it."""
        return self.name


class DynamicType(Struct, frozen=True):
    """HCL's ``any``: use ``DYNAMIC``."""

    @property
    def extent(self) -> Extent:
        """The size of the type."""
        return ONE

    @property
    def friendly(self) -> str:
        """The type as Terraform's messages name it."""
        return "any type"

    @property
    def constraint(self) -> str:
        """The type as a variable's ``type`` argument writes it."""
        return "any"


class _Compound(Struct, frozen=True, dict=True):
    """A type made of others; what takes a walk over all of them is calculated once."""

    @cached_property
    def extent(self) -> Extent:
        """The size of the type."""
        return extent_of([part.extent for part in _parts(self)])

    @cached_property
    def _hash(self) -> int:
        values = [getattr(self, name) for name in self.__struct_fields__]
        return hash((type(self).__name__, *values))

    def __hash__(self) -> int:
        return self._hash


class _Collection(_Compound, frozen=True):
    """``word(element)``."""

    word: ClassVar[str]
    element: Type

    @property
    def friendly(self) -> str:
        """The type as Terraform's messages name it."""
        return f"{self.word} of {_friendly_element(self.element)}"

    @property
    def constraint(self) -> str:
        """The type as a variable's ``type`` argument writes it."""
        return f"{self.word}({self.element.constraint})"


class ListType(_Collection, frozen=True):
    """``list(element)``."""

    word = "list"


class SetType(_Collection, frozen=True):
    """``set(element)``."""

    word = "set"


class MapType(_Collection, frozen=True):
    """``map(element)``; keys are always strings."""

    word = "map"


class ObjectType(_Compound, frozen=True):
    """``object({ ... })``: ``fields`` sorted by name (``of`` sorts),
    ``optional`` the names that may be absent.
    """

    fields: tuple[tuple[str, Type], ...]
    optional: frozenset[str] = frozenset()

    @classmethod
    def of(cls, attributes: Mapping[str, Type], optional: Iterable[str] = ()) -> ObjectType:
        """The object type with these attributes."""
        return cls(tuple(sorted(attributes.items(), key=lambda item: item[0])), frozenset(optional))

    @property
    def attributes(self) -> dict[str, Type]:
        """A new dictionary of the attributes, sorted by name."""
        return dict(self.fields)

    def get(self, name: str) -> Type | None:
        """The attribute's type, or None when the object has no such attribute."""
        for key, field in self.fields:
            if key == name:
                return field
        return None

    @property
    def friendly(self) -> str:
        """The type as Terraform's messages name it."""
        return "object"

    @property
    def constraint(self) -> str:
        """The type as a variable's ``type`` argument writes it."""
        if not self.fields:
            return "object({})"
        parts = []
        for name, field in self.fields:
            text = field.constraint
            parts.append(
                f"{name} = optional({text})" if name in self.optional else f"{name} = {text}"
            )
        return f"object({{ {', '.join(parts)} }})"


class TupleType(_Compound, frozen=True):
    """``tuple([ ... ])``."""

    elements: tuple[Type, ...]

    @property
    def friendly(self) -> str:
        """The type as Terraform's messages name it."""
        return "tuple"

    @property
    def constraint(self) -> str:
        """The type as a variable's ``type`` argument writes it."""
        parts = [element.constraint for element in self.elements]
        return f"tuple([{', '.join(parts)}])"


CollectionType = ListType | SetType | MapType
Type = PrimitiveType | DynamicType | ListType | SetType | MapType | ObjectType | TupleType

STRING = PrimitiveType("string")
NUMBER = PrimitiveType("number")
BOOL = PrimitiveType("bool")
DYNAMIC = DynamicType()

_NAMED: Mapping[str, Type] = {"string": STRING, "number": NUMBER, "bool": BOOL, "dynamic": DYNAMIC}
_COLLECTIONS: Mapping[str, type[ListType] | type[SetType] | type[MapType]] = {
    "list": ListType,
    "set": SetType,
    "map": MapType,
}
_KIND_OF = {ListType: "list", SetType: "set", MapType: "map"}


def _parts(of: object) -> Iterable[Type]:
    """The types that a type is made of."""
    match of:
        case ObjectType():
            return [field for _, field in of.fields]
        case TupleType():
            return of.elements
        case _Collection():
            return (of.element,)
    return ()


def _friendly_element(element: Type) -> str:
    """The name that cty has for an element type:
    ``any`` becomes ``any single type`` (checked with Terraform 1.11).
    """
    return "any single type" if element == DYNAMIC else element.friendly


def from_json(data: object) -> Type:
    """The type for its decoded JSON form; raises ``TypeFormatError``."""
    match data:
        case str() if data in _NAMED:
            return _NAMED[data]
        case [str() as kind, element] if kind in _COLLECTIONS:
            return _COLLECTIONS[kind](from_json(element))
        case ["object", {**fields}]:
            return _object_from_json(fields, [])
        case ["object", {**fields}, [*optional]]:
            return _object_from_json(fields, optional)
        case ["tuple", [*elements]]:
            return TupleType(tuple(map(from_json, elements)))
    raise TypeFormatError(f"not a Terraform type: {data!r:.200}")


def _object_from_json(fields: dict[object, object], optional: list[object]) -> ObjectType:
    attributes = {name: from_json(data) for name, data in fields.items() if isinstance(name, str)}
    names = [name for name in optional if isinstance(name, str) and name in attributes]
    if len(attributes) < len(fields) or len(names) < len(optional):
        raise TypeFormatError(
            f"not a Terraform type: the optional names {optional!r:.200} are not all attributes"
        )
    return ObjectType.of(attributes, names)


def to_json(of: Type) -> object:
    """The type's JSON form, for ``json.dumps``; ``from_json`` reads it back."""
    match of:
        case PrimitiveType():
            return of.name
        case DynamicType():
            return "dynamic"
        case ListType() | SetType() | MapType():
            return [_KIND_OF[of.__class__], to_json(of.element)]
        case ObjectType():
            fields = {name: to_json(field) for name, field in of.fields}
            if of.optional:
                return ["object", fields, sorted(of.optional)]
            return ["object", fields]
        case TupleType():
            return ["tuple", list(map(to_json, of.elements))]

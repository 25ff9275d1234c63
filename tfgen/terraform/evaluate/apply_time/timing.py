"""Values by the time when Terraform knows them, for things that are yet to be created.

Only what is certain is said: a value that may be known, or of which nothing can be said, is
``PERHAPS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from tfgen.terraform.types.model import DYNAMIC, ListType, MapType, ObjectType, SetType, Type


class Perhaps(Struct, frozen=True):
    """A value of which nothing is certain."""


class AfterApply(Struct, frozen=True):
    """A value that only the apply makes known.

    ``cause``: what it depends on, as messages call it: ``aws_vpc.main.id``. ``type``: None where it
    is not looked at. ``plain``: nothing is known of it, so that no comparison with it has a result.
    ``length``: it is a number of elements.
    """

    cause: str
    type: Type | None = None
    plain: bool = False
    length: bool = False


class Items(Struct, frozen=True):
    """A list or tuple of known length, or the elements of a set."""

    elements: tuple[Timing, ...]
    is_set: bool = False


class Members(Struct, frozen=True):
    """A map or object with known keys. ``synthetic``: the keys are known to Terraform, not here."""

    values: Mapping[str, Timing]
    synthetic: bool = False


class Several(Struct, frozen=True):
    """A collection with at least one element; all are alike."""

    element: Timing


class Instance(Struct, frozen=True):
    """A resource, an instance of one, or the outputs of a module: attributes by name."""

    attribute: Callable[[str], Timing]


Timing = Perhaps | AfterApply | Items | Members | Several | Instance

PERHAPS = Perhaps()


def late_part(timing: Timing) -> AfterApply | None:
    """A part of a value that only the apply makes known."""
    if isinstance(timing, AfterApply):
        return timing
    for part in parts(timing):
        late = late_part(part)
        if late is not None:
            return late
    return None


def parts(timing: Timing) -> tuple[Timing, ...]:
    """The elements of a collection, as far as they are known to exist."""
    match timing:
        case Items():
            return timing.elements
        case Members():
            return tuple(timing.values.values())
        case Several():
            return (timing.element,)
    return ()


def entries(timing: Timing) -> Iterator[tuple[Timing, str | None, Timing]]:
    """The keys of a collection and their elements; a key's text where it is known here."""
    match timing:
        case Items(is_set=True):
            for element in timing.elements:
                yield element, None, element
        case Items():
            for element in timing.elements:
                yield PERHAPS, None, element
        case Members():
            for name, value in timing.values.items():
                yield PERHAPS, None if timing.synthetic else name, value
        case Several():
            yield PERHAPS, None, timing.element


def attribute_of(timing: Timing, name: str) -> Timing:
    """The attribute of an object."""
    match timing:
        case AfterApply():
            return AfterApply(timing.cause, _member_type(timing.type, name), plain=timing.plain)
        case Instance():
            return timing.attribute(name)
        case Members(synthetic=False):
            return timing.values.get(name, PERHAPS)
    return PERHAPS


def element_of(timing: Timing, key: str | int | float | None) -> Timing:
    """The element of a collection at a key; ``None`` for a key that is not known."""
    match timing:
        case AfterApply():
            return AfterApply(timing.cause, _element_type(timing.type), plain=timing.plain)
        case Items(is_set=False) if isinstance(key, int) and 0 <= key < len(timing.elements):
            return timing.elements[key]
        case Members(synthetic=False) if isinstance(key, str) and key in timing.values:
            return timing.values[key]
    return all_alike(parts(timing))


def _member_type(type_: Type | None, name: str) -> Type | None:
    if isinstance(type_, ObjectType):
        return dict(type_.fields).get(name)
    return _element_type(type_)


def _element_type(type_: Type | None) -> Type | None:
    if isinstance(type_, ListType | SetType | MapType):
        return type_.element
    if type_ == DYNAMIC:
        return DYNAMIC
    return None


def all_alike(elements: tuple[Timing, ...]) -> Timing:
    """One of several elements, whichever it is."""
    if not elements:
        return PERHAPS
    first = elements[0]
    if len(elements) == 1:
        return first
    if all(isinstance(element, AfterApply) for element in elements):
        return first
    return PERHAPS


Kind = Literal["count", "for_each"]


def late_instances(kind: Kind, timing: Timing) -> AfterApply | None:
    """The reason why Terraform cannot tell the instances of a block when it plans."""
    if isinstance(timing, AfterApply):
        return timing
    if kind == "for_each" and isinstance(timing, Items) and timing.is_set:
        return late_part(timing)
    return None

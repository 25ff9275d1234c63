"""Reasons why types do not convert, with the part of a value that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tfgen.spelling import suggestion
from tfgen.terraform.types.model import (
    DYNAMIC,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
    Type,
)
from tfgen.terraform.types.type_conversion import article, converts, unify

EVERY = "[*]"
"""The step to the elements of a collection, of which only the common type is known."""

_Parts = Sequence[tuple[str, Type]]
"""The steps to the parts of a value, and the types of these."""


class _Reason(Struct, frozen=True):
    """A reason in words; ``steps`` lead to the part that it is about."""

    words: str
    steps: str = ""

    def below(self, step: str) -> _Reason:
        return _Reason(self.words, step + self.steps)


def mismatch(source: Type, target: Type) -> str:
    """The reason why no value of ``source`` converts to ``target``: ``in [0].port: a number is
    required, not a list of string``.
    """
    reason = _reason(source, target)
    if reason.steps:
        return f"in {reason.steps}: {reason.words}"
    return reason.words


def _reason(source: Type, target: Type) -> _Reason:
    match source, target:
        case ObjectType(), ObjectType():
            reason = _of_objects(source, target)
        case MapType(), ObjectType():
            fields = [(f'["{name}"]', source.element, field) for name, field in target.fields]
            reason = _of_parts(fields)
        case TupleType(), TupleType() if len(source.elements) != len(target.elements):
            required, given = len(target.elements), len(source.elements)
            return _Reason(f"a tuple of {required} elements is required, not of {given}")
        case TupleType(), TupleType():
            pairs = zip(_elements(source), target.elements, strict=True)
            reason = _of_parts([(step, part, element) for (step, part), element in pairs])
        case TupleType(), ListType() | SetType():
            reason = _of_elements(_elements(source), target.element)
        case ObjectType(), MapType():
            named = [(f'["{name}"]', field) for name, field in source.fields]
            reason = _of_elements(named, target.element)
        case ListType() | SetType(), ListType() | SetType():
            reason = _of_parts([(EVERY, source.element, target.element)])
        case MapType(), MapType():
            reason = _of_parts([(EVERY, source.element, target.element)])
        case _:
            reason = None
    return reason or _Reason(f"{article(target)} is required, not {article(source)}")


def _elements(source: TupleType) -> _Parts:
    return [(f"[{i}]", part) for i, part in enumerate(source.elements)]


def _of_objects(source: ObjectType, target: ObjectType) -> _Reason | None:
    attributes = source.attributes
    for name, field in target.fields:
        if name not in attributes:
            if name not in target.optional:
                return _missing(
                    name, [other for other in attributes if other not in target.attributes]
                )
        elif not converts(attributes[name], field):
            return _reason(attributes[name], field).below(f".{name}")
    return None


def _missing(name: str, others: Iterable[str]) -> _Reason:
    """The reason where an attribute lacks; one of the others may be a slip for it."""
    slip = suggestion(name, others)
    instead = f', not "{slip.name}"' if slip else ""
    return _Reason(f'the attribute "{name}" is required{instead}')


def _of_parts(parts: Iterable[tuple[str, Type, Type]]) -> _Reason | None:
    """The reason of the first part that does not convert: its step, its type, the type required."""
    for step, part, target in parts:
        if not converts(part, target):
            return _reason(part, target).below(step)
    return None


def _of_elements(parts: _Parts, element: Type) -> _Reason:
    """The reason why parts do not convert to the elements of one collection."""
    if element != DYNAMIC:
        reason = _of_parts([(step, part, element) for step, part in parts])
        if reason is not None:
            return reason
    words = "all elements must be of one type"
    for i, (step, part) in enumerate(parts):
        for other_step, other in parts[:i]:
            if unify((other, part)) is None:
                return _Reason(f"{words}: {_difference(other_step, other, step, part)}")
    return _Reason(words)


def _difference(one_step: str, one: Type, other_step: str, other: Type) -> str:
    """The first part in which two types without a type in common differ, in words."""
    if isinstance(one, ObjectType) and isinstance(other, ObjectType):
        others = other.attributes
        for name, field in one.fields:
            if name in others and unify((field, others[name])) is None:
                return _difference(
                    f"{one_step}.{name}", field, f"{other_step}.{name}", others[name]
                )
    if isinstance(one, TupleType) and isinstance(other, TupleType):
        for i, (a, b) in enumerate(zip(one.elements, other.elements, strict=False)):
            if unify((a, b)) is None:
                return _difference(f"{one_step}[{i}]", a, f"{other_step}[{i}]", b)
    return f"{one_step} is {article(one)}, {other_step} is {article(other)}"

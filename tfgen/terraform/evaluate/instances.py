"""Instances of resources and modules with ``count`` or ``for_each``,
and the ``count`` and ``each`` inside them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct

from tfgen.terraform.types.model import (
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    SetType,
    Type,
)
from tfgen.terraform.types.value import (
    ANYTHING,
    POSSIBLE,
    Value,
    number,
    object_of,
    string,
    tuple_of,
    unknown,
)

MAX_INSTANCES_LOOKED_AT = 100
"""Of a block with more instances the first ones are looked at one by one."""

_MAX_INSTANCES = 1000
"""With a larger ``count`` the instances are unknown as a whole."""

_POSSIBLE = frozenset({POSSIBLE})

COUNT = object_of({"index": unknown(NUMBER, not_null=True)})
"""``count`` inside a block, for any instance."""

EACH = object_of({"key": unknown(STRING, not_null=True), "value": ANYTHING})
"""``each`` inside a block, for any instance."""


def counted_instances(instance: Value, count: Value) -> Value:
    """All instances of a block with that ``count``."""
    number = count.data
    if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < _MAX_INSTANCES:
        return tuple_of([instance] * number)
    return unknown(ListType(instance.type), marks=_POSSIBLE)


def keyed_instances(instance: Value, for_each: Value) -> Value:
    """All instances of a block with that ``for_each``."""
    keys = _instance_keys(for_each)
    if keys is None:
        return unknown(MapType(instance.type), marks=_POSSIBLE)
    return object_of(dict.fromkeys(keys, instance))


class InstanceKey(Struct, frozen=True):
    """The key of an instance."""

    value: str | int

    @property
    def text(self) -> str:
        """The key as addresses have it: ``["a"]`` or ``[0]``."""
        return f"[{json.dumps(self.value, ensure_ascii=False)}]"


def instances_of(
    repeats: str, value: Value
) -> tuple[tuple[InstanceKey | None, Mapping[str, Value]], ...]:
    """The instances that a ``count`` or ``for_each`` (``repeats``) with that value makes.

    Each has its key, and ``count`` or ``each`` as they are there. One without key stands for
    all of them where they are not known.
    """
    if value.all_marks or value.null:
        return ((None, {}),)
    if repeats == "count":
        return _counted(value)
    keys = _instance_keys(value)
    if keys is None:
        return ((None, {"each": each_object(value)}),)
    elements = value.data if isinstance(value.data, Mapping) else {}
    instances: list[tuple[InstanceKey | None, Mapping[str, Value]]] = []
    for key in keys[:MAX_INSTANCES_LOOKED_AT]:
        each = object_of({"key": string(key), "value": elements.get(key, string(key))})
        instances.append((InstanceKey(key), {"each": each}))
    return tuple(instances)


def _counted(value: Value) -> tuple[tuple[InstanceKey | None, Mapping[str, Value]], ...]:
    count = value.data
    if isinstance(count, str) and count.isdecimal():
        count = int(count)
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        return ((None, {"count": COUNT}),)
    instances: list[tuple[InstanceKey | None, Mapping[str, Value]]] = []
    for index in range(min(count, MAX_INSTANCES_LOOKED_AT)):
        instances.append((InstanceKey(index), {"count": object_of({"index": number(index)})}))
    return tuple(instances)


def _instance_keys(for_each: Value) -> list[str] | None:
    """The keys of the instances, or None where they are not known."""
    data = for_each.data
    if isinstance(data, Mapping):
        return sorted(data)
    if not (isinstance(for_each.type, SetType) and isinstance(data, tuple)):
        return None
    keys = []
    for element in data:
        if not isinstance(element.data, str):
            return None
        keys.append(element.data)
    return keys


def each_object(for_each: Value) -> Value:
    """``each`` inside a block with that ``for_each``, for any instance."""
    value = unknown(_element_type(for_each.type), marks=for_each.marks)
    return object_of({"key": unknown(STRING, not_null=True), "value": value})


def _element_type(for_each: Type) -> Type:
    """The type of all elements, ``any`` where they have several."""
    match for_each:
        case MapType() | SetType():
            return for_each.element
        case ObjectType() if for_each.fields:
            first = for_each.fields[0][1]
            if all(field == first for _, field in for_each.fields):
                return first
    return DYNAMIC

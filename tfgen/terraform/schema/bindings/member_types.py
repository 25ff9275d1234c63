"""Terraform's types for what bindings say: a getter, a kind of storage, a type of TypeScript."""

from __future__ import annotations

import re
from collections.abc import Mapping

TypeJson = str | list[object]
"""The JSON form of a type."""

UNKNOWN = "dynamic"
"""The type of what bindings do not tell: it takes everything."""

_PRIMITIVES = {"String": "string", "Number": "number", "Boolean": "bool"}
_GETTER = re.compile(r"this\.get(String|Number|Boolean)?(List|Map)?Attribute\('")
_STORAGE = re.compile(r"(string|number|boolean)(List|Map)?")
_COLLECTIONS = {"List": "list", "Map": "map"}
_TYPESCRIPT = {"string": "string", "number": "number", "boolean": "bool"}

BUILTIN_OBJECTS: Mapping[str, TypeJson] = {
    "cdktn.StringMap": ["map", "string"],
    "cdktf.StringMap": ["map", "string"],
    "cdktn.NumberMap": ["map", "number"],
    "cdktf.NumberMap": ["map", "number"],
    "cdktn.BooleanMap": ["map", "bool"],
    "cdktf.BooleanMap": ["map", "bool"],
    "cdktn.AnyMap": UNKNOWN,
    "cdktf.AnyMap": UNKNOWN,
}
"""Classes of the CDK's own that hold a member."""


def type_of_getter(getter: str) -> TypeJson | None:
    """The type that a getter returns, None where it does not tell."""
    match = _GETTER.search(getter)
    if match is None:
        return None
    element = _PRIMITIVES[match[1] or "String"]
    if match[2] is None:
        if match[1]:
            return element
        return None
    if match[2] == "List" and "Fn.tolist(" in getter:
        return ["set", element]
    return [_COLLECTIONS[match[2]], element]


def type_of_storage(storage: str) -> TypeJson:
    """The type of ``stringList``; a set reads as a list, which takes the same values."""
    match = _STORAGE.fullmatch(storage)
    if match is None:
        return UNKNOWN
    element = _PRIMITIVES[match[1].capitalize()]
    if match[2]:
        return [_COLLECTIONS[match[2]], element]
    return element


def type_of_parameter(written: str) -> TypeJson:
    """The type of a function's parameter by its type in TypeScript."""
    return _TYPESCRIPT.get(written.partition("|")[0].strip(), UNKNOWN)

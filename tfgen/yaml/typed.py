"""A YAML tree as a frozen dataclass: unknown, missing and wrongly typed keys become findings, all at once."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.source import Range
from tfgen.spelling import did_you_mean, nearest
from tfgen.yaml.nodes import Entry, ListNode, MapNode, Node, ScalarNode, beginning, describe, dotted, is_null, short

T = TypeVar("T")

_WORDS = {str: "a string", int: "a whole number", bool: "true or false"}
_HELP = {
    "a map": 'Write {key: value}, or "key: value" on indented lines.',
    "a list": 'Write [a, b], or "- a" on lines of their own.',
    "a string": "Write a text, in quotes if need be.",
}


REQUIRED = {"required": True}
"""Metadata of a field that the author must give; its default stands in, after the finding, so that reading goes on."""


def decode(node: Node, cls: type[T], file: str) -> tuple[T | None, Diagnostics]:
    """Read a node as the dataclass ``cls``.

    Fields may be ``str``, ``int``, ``bool``, ``Node`` and its kinds, other dataclasses, ``tuple[X, ...]``,
    ``Mapping[str, X]`` and any of these or None. A field ``node`` receives the map itself, so that later findings
    can point at it; ``metadata={"key": ...}`` names a key that is a Python keyword, ``{"hidden": True}`` one that no
    help offers. Findings: unknown keys (TFG003), values of another shape (TFG004), missing keys (TFG006).

    Everything wrong is found in one go. What cannot be read takes the field's default; the result is None
    only when a field without one is concerned, or the node is no map.
    """
    found: list[Diagnostic] = []
    value = _Decoder(file, found).value(node, cls)
    return value, tuple(found)


class _Decoder:
    def __init__(self, file: str, found: list[Diagnostic]) -> None:
        self.file = file
        self.found = found

    def value(self, node: Node, wanted: Any) -> Any:
        """The node as ``wanted``, or None after a finding."""
        if get_origin(wanted) in (Union, types.UnionType):
            return self._union(node, get_args(wanted))
        if wanted in (MapNode, ListNode, ScalarNode):
            return node if isinstance(node, wanted) else self._wrong(node, f"a {wanted.kind}")
        if is_dataclass(wanted):
            return self._dataclass(node, wanted)
        if get_origin(wanted) is tuple:
            return self._items(node, get_args(wanted)[0])
        if get_origin(wanted) is not None:
            return self._mapping(node, get_args(wanted)[1])
        return self._scalar(node, wanted)

    def _union(self, node: Node, options: tuple[Any, ...]) -> Any:
        if {MapNode, ListNode, ScalarNode} <= set(options):
            return node
        if type(None) in options and isinstance(node, ScalarNode) and node.value is None:
            return None
        return self.value(node, next(o for o in options if o is not type(None)))

    def _scalar(self, node: Node, wanted: type) -> Any:
        if isinstance(node, ScalarNode):
            if wanted is str and node.value is not None and not isinstance(node.value, bool):
                return node.text
            if type(node.value) is wanted:
                return node.value
        return self._wrong(node, _WORDS[wanted])

    def _items(self, node: Node, wanted: Any) -> Any:
        if not isinstance(node, ListNode):
            return self._wrong(node, "a list")
        return tuple(v for v in (self.value(item, wanted) for item in node.items) if v is not None)

    def _mapping(self, node: Node, wanted: Any) -> Any:
        if not isinstance(node, MapNode):
            return self._wrong(node, "a map")
        read = {e.name: self.value(e.value, wanted) for e in node.entries}
        return {name: value for name, value in read.items() if value is not None or _takes_none(wanted)}

    def _dataclass(self, node: Node, cls: Any) -> Any:
        if not isinstance(node, MapNode):
            return self._wrong(node, "a map")
        known = _keys(cls)
        offered = tuple(key for key, (f, _) in known.items() if not f.metadata.get("hidden"))
        unknown = tuple(e for e in node.entries if e.name not in known)
        for entry in unknown:
            self._unknown(node, entry, offered)
        meant = {nearest(e.name, offered) for e in unknown}
        values = {f.name: self._field(node, key, f, hint, key in meant) for key, (f, hint) in known.items()}
        if any(v is MISSING for v in values.values()):
            return None
        return cls(**values, **({"node": node} if "node" in cls.__dataclass_fields__ else {}))

    def _field(self, node: MapNode, key: str, spec: Field[Any], hint: Any, misspelt: bool) -> Any:
        entry, default = node.entry(key), _default(spec)
        if entry is None:
            if (default is MISSING or spec.metadata.get("required")) and not misspelt:
                self._missing(node, key)
            return default
        before = len(self.found)
        value = self.value(entry.value, hint)
        return default if value is None and len(self.found) > before else value

    def _wrong(self, node: Node, wanted: str) -> None:
        where = f'"{dotted(node.key)}"' if node.key else "The file"
        help_ = "Give it a value, or remove it." if is_null(node) and node.key else _HELP.get(wanted, "")
        self._find("TFG004", f"Expected {wanted}", f"{where} is {describe(node)}.", help_, node.range, node.key)

    def _unknown(self, node: MapNode, entry: Entry, known: tuple[str, ...]) -> None:
        detail = f'There is no such key in "{dotted(node.key)}".' if node.key else "There is no such key at the top."
        help_ = did_you_mean(entry.name, known) or f"Known keys: {', '.join(sorted(known))}."
        self._find("TFG003", f'Unknown key "{short(entry.name)}"', detail, help_, entry.range, entry.value.key)

    def _missing(self, node: MapNode, name: str) -> None:
        where, key = f'"{dotted(node.key)}"' if node.key else "The file", (*node.key, name)
        detail = f"{where} needs it."
        self._find("TFG006", f'Missing key "{name}"', detail, f'Add "{name}:".', beginning(node), key)

    def _find(self, code: str, summary: str, detail: str, help_: str, place: Range, key: tuple[str, ...]) -> None:
        self.found.append(
            Diagnostic(code, summary, detail, help_, file=self.file, range=place, stack_key=dotted(key) or None)
        )


def _takes_none(wanted: Any) -> bool:
    return type(None) in get_args(wanted)


def _default(spec: Field[Any]) -> Any:
    return spec.default if spec.default_factory is MISSING else spec.default_factory()


@cache
def _keys(cls: Any) -> Mapping[str, tuple[Field[Any], Any]]:
    """The YAML keys of a dataclass with their fields and types."""
    hints = get_type_hints(cls)
    return {f.metadata.get("key", f.name): (f, hints[f.name]) for f in fields(cls) if f.name != "node"}

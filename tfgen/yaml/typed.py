"""A YAML tree as a frozen dataclass:
unknown, missing and wrongly typed keys become findings, all at once.
"""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.spelling import did_you_mean, nearest
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import (
    ListNode,
    MapEntry,
    MapNode,
    Node,
    ScalarNode,
    beginning,
    describe,
    dotted,
    is_null,
    short,
)

T = TypeVar("T")

_NODES = {MapNode, ListNode, ScalarNode}
_WORDS = {str: "a string", int: "a whole number", bool: "true or false"}
_HELP = {
    "a map": 'Write {key: value}, or "key: value" on indented lines.',
    "a list": 'Write [a, b], or "- a" on lines of their own.',
    "a string": "Write a text, in quotes if need be.",
}

REQUIRED = {"required": True}
"""Metadata of a field that the author must write;
without it its default is used, so that reading can go on.
"""


def decode(node: Node, cls: type[T], file: str) -> tuple[T | None, Diagnostics]:
    """Read a node as the dataclass ``cls``.

    Fields may be ``str``, ``int``, ``bool``, ``Node`` and its kinds, other dataclasses,
    ``tuple[X, ...]``, ``Mapping[str, X]`` and any of these or None. A field ``node`` receives the
    map itself, so that later findings can point at it; ``metadata={"key": ...}`` names a key that
    is a Python keyword, ``{"hidden": True}`` one that no help offers. Findings: unknown keys
    (TFG003), values of another shape (TFG004), missing keys (TFG006).

    Everything wrong is found in one go. What cannot be read takes the field's default; the result
    is None only when a field without one is concerned, or the node is no map.
    """
    collector = Collector(file)
    value = _Decoder(collector).value(node, cls)
    return value, tuple(collector.diagnostics)


class _Decoder:
    """Reads nodes as what a dataclass expects;
    a value that cannot be read is reported, and is None.
    """

    def __init__(self, collector: Collector) -> None:
        self.collector = collector

    def value(self, node: Node, expected: Any) -> Any:
        """The node as ``expected``, or None after a finding."""
        origin = get_origin(expected)
        if origin in (Union, types.UnionType):
            return self._union(node, get_args(expected))
        if expected in _NODES:
            if isinstance(node, expected):
                return node
            self._report_wrong(node, f"a {expected.kind}")
            return None
        if is_dataclass(expected):
            return self._dataclass(node, expected)
        if origin is tuple:
            return self._items(node, get_args(expected)[0])
        if origin is not None:
            return self._mapping(node, get_args(expected)[1])
        return self._scalar(node, expected)

    def _union(self, node: Node, options: tuple[Any, ...]) -> Any:
        if set(options) >= _NODES:
            return node
        if type(None) in options and is_null(node):
            return None
        first = next(option for option in options if option is not type(None))
        return self.value(node, first)

    def _scalar(self, node: Node, expected: type) -> Any:
        if isinstance(node, ScalarNode):
            if expected is str and node.value is not None and not isinstance(node.value, bool):
                return node.text
            if type(node.value) is expected:
                return node.value
        self._report_wrong(node, _WORDS[expected])
        return None

    def _items(self, node: Node, expected: Any) -> Any:
        if not isinstance(node, ListNode):
            self._report_wrong(node, "a list")
            return None
        values = [self.value(item, expected) for item in node.items]
        return tuple(value for value in values if value is not None)

    def _mapping(self, node: Node, expected: Any) -> Any:
        if not isinstance(node, MapNode):
            self._report_wrong(node, "a map")
            return None
        values: dict[str, Any] = {}
        for entry in node.entries:
            value = self.value(entry.value, expected)
            if value is not None or _takes_none(expected):
                values[entry.name] = value
        return values

    def _dataclass(self, node: Node, cls: Any) -> Any:
        if not isinstance(node, MapNode):
            self._report_wrong(node, "a map")
            return None
        known = _keys(cls)
        misspelt = self._check_keys(node, known)
        values: dict[str, Any] = {}
        for key, (spec, hint) in known.items():
            values[spec.name] = self._field(node, key, spec, hint, misspelt=key in misspelt)
        if any(value is MISSING for value in values.values()):
            return None
        if "node" in cls.__dataclass_fields__:
            values["node"] = node
        return cls(**values)

    def _check_keys(
        self, node: MapNode, known: Mapping[str, tuple[Field[Any], Any]]
    ) -> Collection[str]:
        """Report unknown keys. Returns the keys that were probably meant by them."""
        offered = tuple(key for key, (spec, _) in known.items() if not spec.metadata.get("hidden"))
        misspelt: set[str] = set()
        for entry in node.entries:
            if entry.name not in known:
                self._report_unknown(node, entry, offered)
                misspelt.add(nearest(entry.name, offered) or "")
        return misspelt

    def _field(
        self, node: MapNode, key: str, spec: Field[Any], hint: Any, *, misspelt: bool
    ) -> Any:
        entry, default = node.entry(key), _default(spec)
        if entry is None:
            is_required = default is MISSING or spec.metadata.get("required")
            if is_required and not misspelt:
                self._report_missing(node, key)
            return default
        before = len(self.collector.diagnostics)
        value = self.value(entry.value, hint)
        if value is None and len(self.collector.diagnostics) > before:
            return default
        return value

    def _report_wrong(self, node: Node, expected: str) -> None:
        help_ = _HELP.get(expected, "")
        if is_null(node) and node.key:
            help_ = "Give it a value, or remove it."
        detail = f"{_name(node)} is {describe(node)}."
        problem = Diagnostic("TFG004", f"Expected {expected}", detail, help_)
        self.collector.report(problem, node)

    def _report_unknown(self, node: MapNode, entry: MapEntry, known: tuple[str, ...]) -> None:
        detail = "There is no such key at the top."
        if node.key:
            detail = f'There is no such key in "{dotted(node.key)}".'
        help_ = did_you_mean(entry.name, known) or f"Known keys: {', '.join(sorted(known))}."
        problem = Diagnostic("TFG003", f'Unknown key "{short(entry.name)}"', detail, help_)
        self.collector.report_entry(problem, entry)

    def _report_missing(self, node: MapNode, name: str) -> None:
        detail = f"{_name(node)} needs it."
        problem = Diagnostic("TFG006", f'Missing key "{name}"', detail, f'Add "{name}:".')
        self.collector.report_at(problem, beginning(node), (*node.key, name))


def _name(node: Node) -> str:
    """A node in a message, by its key."""
    if not node.key:
        return "The file"
    return f'"{dotted(node.key)}"'


def _takes_none(expected: Any) -> bool:
    return type(None) in get_args(expected)


def _default(spec: Field[Any]) -> Any:
    if spec.default_factory is MISSING:
        return spec.default
    return spec.default_factory()


@cache
def _keys(cls: Any) -> Mapping[str, tuple[Field[Any], Any]]:
    """The YAML keys of a dataclass with their fields and types."""
    hints = get_type_hints(cls)
    keys: dict[str, tuple[Field[Any], Any]] = {}
    for spec in fields(cls):
        if spec.name != "node":
            keys[spec.metadata.get("key", spec.name)] = spec, hints[spec.name]
    return keys

"""YAML as Terraform reads it (go-cty-yaml).

Scalars are resolved by its own table; no custom tags, one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tfgen.terraform.functions.arguments import MAX_ITEMS, text
from tfgen.terraform.functions.decoding import decoder
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import NUMBER, STRING
from tfgen.terraform.types.value import (
    NULL,
    Value,
    boolean,
    number_text,
    object_of,
    tuple_of,
    whole,
)

_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_TRUE = frozenset(["true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON"])
_FALSE = frozenset(["false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF"])
_NULL = frozenset(["", "~", "null", "Null", "NULL"])
_UNSURE = re.compile(r"<<|[-+]?\.(inf|Inf|INF|nan|NaN|NAN)|[-+]?0[bxo].*|\d{4}-.*|[-+]?[\d.]+_.*")
"""Merge keys, infinities, numbers in other bases and dates: left to Terraform."""
_PLAINLY = re.compile(r"[\x20-\x7e\n]*")
MAX_DEPTH = 100


class _YamlReader:
    """The values of a document's events."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, Value] = {}
        self._left = MAX_ITEMS

    def value(self, event: Any, depth: int = 0) -> Value:
        kind = type(event).__name__
        self._left -= 1
        if depth > MAX_DEPTH or self._left < 0:
            raise NotComputable
        _no_tag(getattr(event, "tag", None))
        match kind:
            case "ScalarEvent":
                found = scalar(event.value, event.style)
            case "AliasEvent":
                return self._anchor(event.anchor)
            case "SequenceStartEvent":
                found = self._sequence(depth)
            case "MappingStartEvent":
                found = self._mapping(depth)
            case _:
                raise NotComputable
        if event.anchor is not None:
            self._anchors[event.anchor] = found
        return found

    def _anchor(self, name: str) -> Value:
        if name not in self._anchors:
            raise FunctionError(f'reference to undefined anchor "{name}"', 0)
        self._left -= 100  # what it stands for is made again
        return self._anchors[name]

    def _sequence(self, depth: int) -> Value:
        elements = []
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            elements.append(self.value(event, depth + 1))
        return tuple_of(elements)

    def _mapping(self, depth: int) -> Value:
        found: dict[str, Value] = {}
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            if type(event).__name__ != "ScalarEvent":
                raise FunctionError("only strings are allowed as mapping keys", 0)
            name = _key(event)
            found[name] = self.value(next(self._events), depth + 1)
        return object_of(found)


def _no_tag(tag: object) -> None:
    if tag is None:
        return
    if str(tag).startswith("!"):
        raise FunctionError(f'unsupported tag "{tag}"', 0)
    raise NotComputable


def _key(event: Any) -> str:
    found = scalar(event.value, event.style)
    if event.tag is not None or event.anchor is not None:
        raise NotComputable
    if found.null:
        raise FunctionError("mapping key cannot be null", 0)
    data = found.data
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, int | Decimal):
        return number_text(data)
    return str(data)


def scalar(given: str, style: str | None) -> Value:
    """A scalar's value; ``style`` is its quote, ``|``, ``>`` or None. Raises ``NotComputable``."""
    if style is not None:
        if style in "|>" and not given:
            return Value(STRING, None)
        return text(given)
    if _UNSURE.fullmatch(given):
        raise NotComputable
    if given in _NULL:
        return NULL
    if given in _TRUE or given in _FALSE:
        return boolean(given in _TRUE)
    if _NUMBER.fullmatch(given):
        if len(given) > 100 or abs(Decimal(given).adjusted()) > 100:
            raise NotComputable
        return Value(NUMBER, whole(Decimal(given)))
    return text(given)


def _parsed(given: str) -> Value:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if len(given) > MAX_ITEMS:
        raise NotComputable
    events = iter(YAML(typ="safe", pure=True).parse(given))
    try:
        next(events)
        start = next(events)
        if type(start).__name__ == "StreamEndEvent":
            raise FunctionError("on line 1, column 1: missing start of document", 0)
        found = _YamlReader(events).value(next(events))
        next(events)
        if type(next(events)).__name__ != "StreamEndEvent":
            raise FunctionError("only a single document is allowed", 0)
    except YAMLError as error:
        if not _PLAINLY.fullmatch(given):
            raise NotComputable from None  # the two parsers do not agree on everything
        raise FunctionError(f"on line 1: {str(error).splitlines()[0]}", 0) from None
    return found


def _encode(call: FunctionCall) -> Value:
    raise NotComputable


FUNCTIONS = {"yamldecode": decoder(_parsed), "yamlencode": FunctionSpec(_encode)}

"""The provider's schema as the provider itself gives it: what its resources and data sources take."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from tools.ask.plugin import UNKNOWN
from tools.ask.wire import Field, fields, texts

_NESTINGS = {1: "single", 2: "list", 3: "set", 4: "map", 5: "group"}


class AskedAttribute(Struct, frozen=True):
    """An attribute; ``type`` is as Terraform writes it in JSON: ``"string"``, ``["list", "string"]``."""

    name: str
    type: Any
    required: bool
    optional: bool
    computed: bool

    @property
    def settable(self) -> bool:
        """True if a configuration may set it."""
        return self.required or self.optional

    @property
    def element(self) -> str | None:
        """``string``, ``number`` or ``bool``, also of a list's or set's elements; None for all else."""
        if isinstance(self.type, str):
            return self.type if self.type != "dynamic" else None
        if self.type[0] in ("list", "set") and isinstance(self.type[1], str):
            return str(self.type[1])
        return None

    @property
    def several(self) -> bool:
        """True for a list or set."""
        return not isinstance(self.type, str) and self.type[0] in ("list", "set")


class AskedNested(Struct, frozen=True):
    """A nested block."""

    name: str
    nesting: str
    block: AskedBlock
    min_items: int
    max_items: int

    @property
    def single(self) -> bool:
        """True if there can be only one, so that what is inside has one address."""
        return self.nesting in ("single", "group") or self.max_items == 1

    def filled(self, count: int, content: object) -> object:
        """The value of the block where it occurs ``count`` times with that content."""
        if self.nesting == "group":
            return content
        if self.nesting == "single":
            return content if count else None
        if self.nesting == "map":
            return {f"k{n}": content for n in range(count)}
        return [content] * count


class AskedBlock(Struct, frozen=True):
    """The content of a resource, a data source or a nested block."""

    attributes: Mapping[str, AskedAttribute]
    blocks: Mapping[str, AskedNested]

    def nothing(self) -> dict[str, object]:
        """The block with nothing in it but unknown values for what is required.

        The provider says nothing about unknown values, so whatever it says is about what is put in.
        """
        config: dict[str, object] = {}
        for name, attribute in self.attributes.items():
            config[name] = UNKNOWN if attribute.required else None
        for name, nested in self.blocks.items():
            config[name] = nested.filled(nested.min_items, nested.block.nothing())
        return config

    def least(self) -> dict[str, object]:
        """The block with nothing in it but known values for what is required."""
        config: dict[str, object] = {}
        for name, attribute in self.attributes.items():
            config[name] = something(attribute.type) if attribute.required else None
        for name, nested in self.blocks.items():
            config[name] = nested.filled(nested.min_items, nested.block.least())
        return config


def something(type_: Any) -> object:
    """A known value of a type; None of a type that is not known."""
    if isinstance(type_, str):
        return {"string": "x", "number": 1, "bool": True}.get(type_)
    match type_[0]:
        case "list" | "set":
            return [something(type_[1])]
        case "map":
            return {"k": something(type_[1])}
        case "object":
            return {name: something(inner) for name, inner in type_[1].items()}
    return None


class AskedSchema(Struct, frozen=True):
    """All that a provider has."""

    provider: AskedBlock
    resources: Mapping[str, AskedBlock]
    data_sources: Mapping[str, AskedBlock]


def read_schema(answer: bytes) -> AskedSchema:
    """The schema in the answer to GetProviderSchema."""
    provider = AskedBlock({}, {})
    types: dict[int, dict[str, AskedBlock]] = {2: {}, 3: {}}
    for number, value in fields(answer):
        if not isinstance(value, bytes):
            continue
        if number == 1:
            provider = _of_schema(value)
        elif number in types:
            entry = dict(fields(value))
            types[number][_text(entry[1])] = _of_schema(_bytes(entry[2]))
    return AskedSchema(provider, dict(sorted(types[2].items())), dict(sorted(types[3].items())))


def _of_schema(data: bytes) -> AskedBlock:
    return _block(next(texts(data, 2), b""))


def _block(data: bytes) -> AskedBlock:
    attributes: dict[str, AskedAttribute] = {}
    for part in texts(data, 2):
        attribute = _attribute(dict(fields(part)))
        attributes[attribute.name] = attribute
    blocks: dict[str, AskedNested] = {}
    for part in texts(data, 3):
        nested = _nested(dict(fields(part)))
        blocks[nested.name] = nested
    return AskedBlock(dict(sorted(attributes.items())), dict(sorted(blocks.items())))


def _attribute(data: Mapping[int, Field]) -> AskedAttribute:
    type_ = json.loads(_bytes(data[2]))
    flags = [bool(data.get(number)) for number in (4, 5, 6)]
    return AskedAttribute(_text(data[1]), type_, *flags)


def _nested(data: Mapping[int, Field]) -> AskedNested:
    numbers = [int(data.get(number, 0)) for number in (3, 4, 5)]
    block = _block(_bytes(data.get(2, b"")))
    return AskedNested(_text(data[1]), _NESTINGS[numbers[0]], block, numbers[1], numbers[2])


def _bytes(value: Field) -> bytes:
    return value if isinstance(value, bytes) else b""


def _text(value: Field) -> str:
    return _bytes(value).decode()

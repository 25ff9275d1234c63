"""Schemas as short lines of text, as they lie in a bundle.

A line is a block: its attributes ``name:code`` joined by blanks, then, if it has any, ``/`` and its
nested blocks ``name:code`` likewise; ``!`` in front marks it as deprecated. Equal blocks of a chunk
share one line.

- An attribute's code: the letters of what it is (``r``equired, ``o``ptional, ``c``omputed, ``s``ensitive,
  ``d``eprecated, ``w``rite-only), then its type: nothing for string, a capital of ``SHORT_TYPES``, ``@n`` for the type
  whose JSON is line n, ``#xn`` for nested attributes, a block in line n, with nesting x.
- A nested block's code: nesting (a letter of ``NESTINGS``), at least (absent: 0), ``-`` and at most (absent: any
  number), ``@`` and the line of its content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tfgen.terraform.schema.bundle import BundleEntry
from tfgen.terraform.schema.facts import NO_FACTS, BlockFacts, TypeFacts
from tfgen.terraform.schema.model import (
    AttributeSchema,
    BlockSchema,
    NestedAttributes,
    NestedBlock,
    Nesting,
)
from tfgen.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    SetType,
    Type,
    from_json,
)

FLAGS = {
    "r": "required",
    "o": "optional",
    "c": "computed",
    "s": "sensitive",
    "d": "deprecated",
    "w": "write_only",
}
SHORT_TYPES: Mapping[str, Type] = {
    "": STRING,
    "N": NUMBER,
    "B": BOOL,
    "Y": DYNAMIC,
    "L": ListType(STRING),
    "E": SetType(STRING),
    "M": MapType(STRING),
}
NESTINGS: Mapping[str, Nesting] = {"i": "single", "l": "list", "s": "set", "m": "map", "g": "group"}


_FLAG_LETTERS = "".join(FLAGS)
_NESTED_BLOCK = re.compile(r"(\w)(\d*)(?:-(\d+))?@(\d+)")
_NO_BLOCK_FACTS = BlockFacts()


class Decoder:
    """Decodes the entries of one bundle;
    what is alike everywhere (``id``, ``arn``, ``timeouts``) is made once.
    """

    __slots__ = ("_common", "_tables")

    def __init__(self) -> None:
        self._common: dict[str, AttributeSchema] = {}
        self._tables: dict[str, Mapping[str, AttributeSchema]] = {}

    def block(self, entry: BundleEntry, facts: TypeFacts = NO_FACTS) -> BlockSchema:
        """The block of the entry, completed by the facts."""
        return self._block(entry.lines, entry.line, facts, "")

    def _block(
        self, lines: tuple[str, ...], line: int, facts: TypeFacts, prefix: str
    ) -> BlockSchema:
        text = lines[line]
        attributes, _, nested = text.removeprefix("!").partition("/")

        def decode_nested(name: str, code: str) -> NestedBlock:
            return self._nested(lines, name, code, facts, prefix)

        codes = dict(map(_split, nested.split(" "))) if nested else {}
        return BlockSchema(
            attributes=_with_facts(self._attributes(lines, attributes), facts, prefix),
            blocks=_Blocks(codes, decode_nested),
            deprecated=text.startswith("!") or "deprecated" in facts.marks.get(prefix[:-1], ()),
            open=any(prefix.startswith(f"{path}.") for path in facts.copied),
        )

    def _nested(
        self, lines: tuple[str, ...], name: str, code: str, facts: TypeFacts, prefix: str
    ) -> NestedBlock:
        path = f"{prefix}{name}"
        parsed = _NestedCode.parse(code)
        block_facts = facts.blocks.get(path, _NO_BLOCK_FACTS)
        return NestedBlock(
            name,
            parsed.nesting,
            min_items=parsed.min_items,
            max_items=parsed.max_items,
            block=self._block(lines, parsed.line, facts, f"{path}."),
            provider_min=block_facts.provider_min,
            provider_max=block_facts.provider_max,
            advisory_min=block_facts.advisory_min,
            advisory_max=block_facts.advisory_max,
            opaque=block_facts.opaque,
        )

    def _attributes(self, lines: tuple[str, ...], text: str) -> Mapping[str, AttributeSchema]:
        decoded = self._tables.get(text)
        if decoded is not None:
            return decoded
        table = {}
        for token in text.split(" ") if text else ():
            attribute = self._common.get(token) or self._attribute(lines, token)
            table[attribute.name] = attribute
        if "@" not in text and "#" not in text:  # a reference means another line in another chunk
            self._tables[text] = table
        return table

    def _attribute(self, lines: tuple[str, ...], token: str) -> AttributeSchema:
        name, code = _split(token)
        letters = code.lstrip(_FLAG_LETTERS)
        flags = code[: len(code) - len(letters)]
        if letters.startswith("#"):
            nested = NestedAttributes(
                NESTINGS[letters[1]], self._attributes(lines, lines[int(letters[2:])])
            )
            return _attribute(name, nested_type(nested), flags, nested)
        if letters.startswith("@"):
            return _attribute(name, from_json(json.loads(lines[int(letters[1:])])), flags)
        return self._common.setdefault(token, _attribute(name, SHORT_TYPES[letters], flags))


def _attribute(
    name: str, type_: Type, flags: str, nested: NestedAttributes | None = None
) -> AttributeSchema:
    return AttributeSchema(
        name,
        type_,
        required="r" in flags,
        optional="o" in flags,
        computed="c" in flags,
        sensitive="s" in flags,
        deprecated="d" in flags,
        write_only="w" in flags,
        nested=nested,
    )


class _Blocks(Mapping[str, NestedBlock]):
    """Nested blocks by name, each decoded when it is first asked for."""

    __slots__ = ("_codes", "_decode", "_decoded")

    def __init__(self, codes: Mapping[str, str], decode: Callable[[str, str], NestedBlock]) -> None:
        self._codes = codes
        self._decode = decode
        self._decoded: dict[str, NestedBlock] = {}

    def __getitem__(self, name: str) -> NestedBlock:
        if name not in self._decoded:
            self._decoded[name] = self._decode(name, self._codes[name])
        return self._decoded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._codes

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def __repr__(self) -> str:
        return f"<blocks {', '.join(self._codes)}>"


def nested_type(nested: NestedAttributes) -> Type:
    """The type of a ``nested_type`` attribute;
    members that the provider may fill in are optional, as in core.
    """
    fields: dict[str, Type] = {}
    optional: list[str] = []
    for name, member in nested.attributes.items():
        fields[name] = member.type
        if member.optional or member.computed:
            optional.append(name)
    element = ObjectType.of(fields, optional)
    match nested.nesting:
        case "list":
            return ListType(element)
        case "set":
            return SetType(element)
        case "map":
            return MapType(element)
    return element


def _with_facts(
    attributes: Mapping[str, AttributeSchema], facts: TypeFacts, prefix: str
) -> Mapping[str, AttributeSchema]:
    """The attributes with their string-valued flags and marks."""
    changed: dict[str, AttributeSchema] = {}
    for path in (*facts.flags, *facts.marks):
        name = path.removeprefix(prefix) if path.startswith(prefix) else ""
        if name in attributes and name not in changed:
            changed[name] = _with_own_facts(attributes[name], facts, path)
    if changed:
        return {**attributes, **changed}
    return attributes


def _with_own_facts(attribute: AttributeSchema, facts: TypeFacts, path: str) -> AttributeSchema:
    """The attribute with what is known of it; a flag that has its own type in this version is none."""
    marks = facts.marks.get(path, ())
    flag = facts.flags.get(path) if attribute.type == STRING else None
    sensitive = (attribute.sensitive or "sensitive" in marks) and "plain" not in marks
    deprecated = attribute.deprecated or "deprecated" in marks
    return replace(attribute, string_flag=flag, sensitive=sensitive, deprecated=deprecated)


class _NestedCode(Struct, frozen=True):
    """A nested block's code; ``line`` is that of its content."""

    nesting: Nesting
    min_items: int
    max_items: int | None
    line: int

    @classmethod
    def parse(cls, code: str) -> _NestedCode:
        """Takes the code apart; raises ``ValueError``."""
        match = _NESTED_BLOCK.fullmatch(code)
        if match is None:
            raise ValueError(f"not the code of a nested block: {code!r}")
        nesting, least, most, line = match.groups()
        return cls(NESTINGS[nesting], int(least or 0), int(most) if most else None, int(line))


def _split(token: str) -> tuple[str, str]:
    name, _, code = token.partition(":")
    return name, code

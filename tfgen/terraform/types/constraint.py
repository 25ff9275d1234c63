"""Type constraints as HCL writes them (``map(object({ port = number }))``) to types."""

from __future__ import annotations

import re

from msgspec import Struct

from tfgen.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
    Type,
)

_TOKEN = re.compile(
    r'\s+|#[^\n]*|//[^\n]*|([A-Za-z_][\w-]*|"(?:[^"\\]|\\.)*"|[0-9.]+|[-()\[\]{},=:?!<>*/+%&|])'
)
_SIMPLE: dict[str, Type] = {"string": STRING, "number": NUMBER, "bool": BOOL, "any": DYNAMIC}
_COLLECTIONS: dict[str, type[ListType] | type[SetType] | type[MapType]] = {
    "list": ListType,
    "set": SetType,
    "map": MapType,
}
_OLD: dict[str, Type] = {"list": ListType(DYNAMIC), "map": MapType(DYNAMIC)}
"""The constraints of Terraform 0.11 that core still takes."""

_OPEN, _CLOSE = "([{", ")]}"


MAX_DEPTH = 40
"""More levels than any type has; each level of the text costs Python a level of its own."""


class ConstraintError(ValueError):
    """The text is not a type constraint; the message says why, in plain words."""


def parse_constraint(text: str, *, old: bool = False) -> Type:
    """The type that a constraint names; defaults in ``optional(type, default)`` are passed over.

    ``old``: ``list`` and ``map`` alone are types too,
    as Terraform 0.11 wrote them and core still takes them.

    Raises ``ConstraintError``.
    """
    if old and text.strip() in _OLD:
        return _OLD[text.strip()]
    parser = _ConstraintParser(_tokens(text))
    parsed = parser.type()
    if parser.position < len(parser.tokens):
        raise ConstraintError(f'unexpected "{parser.tokens[parser.position]}" after the type')
    return parsed


def _tokens(text: str) -> list[str]:
    tokens, position = [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            raise ConstraintError(f'unexpected "{text[position]}"')
        if match[1]:
            tokens.append(match[1])
        position = match.end()
    return tokens


class _ConstraintParser(Struct):
    """A parser by recursive descent;
    each method begins at the token in ``position`` and moves behind what it reads.
    """

    tokens: list[str]
    position: int = 0
    depth: int = 0

    def type(self) -> Type:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ConstraintError(f"it is nested more than {MAX_DEPTH} levels deep")
        parsed = self._type()
        self.depth -= 1
        return parsed

    def _type(self) -> Type:
        word = self.next("a type")
        if word in _SIMPLE:
            return _SIMPLE[word]
        if word in _COLLECTIONS:
            self.expect("(")
            element = self.type()
            self.expect(")")
            return _COLLECTIONS[word](element)
        if word == "object":
            return self.object()
        if word == "tuple":
            return self.tuple()
        raise ConstraintError(f'unknown type "{word}"')

    def object(self) -> ObjectType:
        self.expect("(")
        self.expect("{")
        fields: dict[str, Type] = {}
        optional: set[str] = set()
        while self.peek() != "}":
            name = self.attribute_name()
            if name in fields:
                raise ConstraintError(f'the attribute "{name}" stands in it twice')
            if self.peek() == "optional":
                optional.add(name)
                fields[name] = self.optional_type()
            else:
                fields[name] = self.type()
            self.skip_comma()
        self.expect("}")
        self.expect(")")
        return ObjectType.of(fields, optional)

    def attribute_name(self) -> str:
        name = self.next("an attribute name").strip('"')
        if self.peek() == ":":
            self.position += 1
        else:
            self.expect("=")
        return name

    def optional_type(self) -> Type:
        self.position += 1
        self.expect("(")
        parsed = self.type()
        self.skip_default()
        self.expect(")")
        return parsed

    def skip_default(self) -> None:
        depth = 0
        while depth or self.peek() != ")":
            word = self.next(")")
            depth += (word in _OPEN) - (word in _CLOSE)

    def tuple(self) -> TupleType:
        self.expect("(")
        self.expect("[")
        elements = []
        while self.peek() != "]":
            elements.append(self.type())
            self.skip_comma()
        self.expect("]")
        self.expect(")")
        return TupleType(tuple(elements))

    def skip_comma(self) -> None:
        if self.peek() == ",":
            self.position += 1

    def peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def next(self, expected: str) -> str:
        word = self.peek()
        if not word:
            raise ConstraintError(f"the type ends where {expected} is expected")
        self.position += 1
        return word

    def expect(self, expected: str) -> None:
        word = self.next(f'"{expected}"')
        if word != expected:
            raise ConstraintError(f'expected "{expected}", found "{word}"')

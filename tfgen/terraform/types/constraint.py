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

_TOKEN = re.compile(r'\s+|#[^\n]*|//[^\n]*|([A-Za-z_][\w-]*|"(?:[^"\\]|\\.)*"|[0-9.]+|[-()\[\]{},=:?!<>*/+%&|])')
_SIMPLE: dict[str, Type] = {"string": STRING, "number": NUMBER, "bool": BOOL, "any": DYNAMIC}
_OF_ONE: dict[str, type[ListType] | type[SetType] | type[MapType]] = {"list": ListType, "set": SetType, "map": MapType}
_OLD: dict[str, Type] = {"list": ListType(DYNAMIC), "map": MapType(DYNAMIC)}
"""What Terraform 0.11 wrote, and core still takes."""

_OPEN, _CLOSE = "([{", ")]}"


MAX_DEPTH = 40
"""More levels than any type has; each level of the text costs Python one of its own."""


class ConstraintError(ValueError):
    """The text is not a type constraint; the message says why, in plain words."""


def parse_constraint(text: str, *, old: bool = False) -> Type:
    """The type that a constraint names; defaults in ``optional(type, default)`` are passed over.

    ``old``: ``list`` and ``map`` alone are types too, as Terraform 0.11 wrote them and core still takes them.

    Raises ``ConstraintError``.
    """
    if old and text.strip() in _OLD:
        return _OLD[text.strip()]
    reader = _Reader(_tokens(text))
    found = reader.type()
    if reader.at < len(reader.tokens):
        raise ConstraintError(f'unexpected "{reader.tokens[reader.at]}" after the type')
    return found


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise ConstraintError(f'unexpected "{text[at]}"')
        if match[1]:
            tokens.append(match[1])
        at = match.end()
    return tokens


class _Reader(Struct):
    tokens: list[str]
    at: int = 0
    depth: int = 0

    def type(self) -> Type:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ConstraintError(f"it is nested more than {MAX_DEPTH} levels deep")
        found = self._type()
        self.depth -= 1
        return found

    def _type(self) -> Type:
        word = self.next("a type")
        if word in _SIMPLE:
            return _SIMPLE[word]
        if word in _OF_ONE:
            self.expect("(")
            element = self.type()
            self.expect(")")
            return _OF_ONE[word](element)
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
            name = self.next("an attribute name").strip('"')
            self.next("=") if self.peek() == ":" else self.expect("=")
            if name in fields:
                raise ConstraintError(f'the attribute "{name}" stands in it twice')
            fields[name], is_optional = self.attribute()
            optional |= {name} if is_optional else set()
            if self.peek() == ",":
                self.at += 1
        self.expect("}")
        self.expect(")")
        return ObjectType.of(fields, optional)

    def attribute(self) -> tuple[Type, bool]:
        if self.peek() != "optional":
            return self.type(), False
        self.at += 1
        self.expect("(")
        found = self.type()
        depth = 0
        while depth or self.peek() != ")":
            word = self.next(")")
            depth += (word in _OPEN) - (word in _CLOSE)
        self.expect(")")
        return found, True

    def tuple(self) -> TupleType:
        self.expect("(")
        self.expect("[")
        elements = []
        while self.peek() != "]":
            elements.append(self.type())
            if self.peek() == ",":
                self.at += 1
        self.expect("]")
        self.expect(")")
        return TupleType(tuple(elements))

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self, wanted: str) -> str:
        word = self.peek()
        if not word:
            raise ConstraintError(f"the type ends where {wanted} is expected")
        self.at += 1
        return word

    def expect(self, wanted: str) -> None:
        word = self.next(f'"{wanted}"')
        if word != wanted:
            raise ConstraintError(f'expected "{wanted}", found "{word}"')

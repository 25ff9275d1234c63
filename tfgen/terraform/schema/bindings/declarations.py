"""The interfaces of generated TypeScript declarations: which members are blocks, and what may be left out.

A block's comment begins with ``NAME block``, an argument's with its description, if it has any. The
member's name in Terraform stands in the link to its documentation.
"""

from __future__ import annotations

import re

from msgspec import Struct

_INTERFACE = re.compile(r"export interface (\w+)")
_READONLY = re.compile(r"    readonly (\w+)(\?)?: (.+);")
_LINK = re.compile(r"#([A-Za-z0-9_-]+)\}$")
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")
_METHOD = re.compile(r"    (\w+)\((.*)\): .+;$")
_PARAMETER = re.compile(r"(\.\.\.)?(\w+)\??: ([^,]+)")


class DeclaredMember(Struct, frozen=True):
    """A member of an interface, by its name in Terraform."""

    name: str
    is_block: bool
    optional: bool


class DeclaredFunction(Struct, frozen=True):
    """A method of the provider's functions: its parameters with their types in TypeScript."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    variadic: bool


Interfaces = dict[str, dict[str, DeclaredMember]]


def read_declarations(text: str, interfaces: Interfaces) -> None:
    """Add the interfaces of a file."""
    members: dict[str, DeclaredMember] = {}
    comment: list[str] = []
    for line in text.split("\n"):
        interface = _INTERFACE.match(line)
        if interface:
            members = interfaces.setdefault(interface[1], {})
        elif line.startswith("    /**"):
            comment = []
        elif line.startswith("    * "):
            comment.append(line[6:].strip())
        elif line.startswith("    readonly "):
            member = _member(line, comment)
            if member is not None:
                members[member.name] = member
            comment = []


def _member(line: str, comment: list[str]) -> DeclaredMember | None:
    match = _READONLY.match(line)
    if match is None:
        return None
    link = _LINK.search(comment[-1]) if comment else None
    name = link[1] if link else _snake(match[1])
    is_block = bool(comment) and comment[0] == f"{name} block"
    return DeclaredMember(name, is_block, match[2] == "?")


def read_functions(text: str) -> dict[str, DeclaredFunction]:
    """The methods of the class for a provider's functions, by their names in TypeScript."""
    functions: dict[str, DeclaredFunction] = {}
    for line in text.split("\n"):
        match = _METHOD.match(line)
        if match and match[1] != "constructor":
            found = _PARAMETER.findall(match[2])
            parameters = tuple((_snake(name), type_.strip()) for _, name, type_ in found)
            functions[match[1]] = DeclaredFunction(match[1], parameters, any(p[0] for p in found))
    return functions


def _snake(name: str) -> str:
    return _CAPITAL.sub(r"_\1", name).lower()

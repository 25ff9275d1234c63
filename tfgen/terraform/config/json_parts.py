"""Parts of JSON values, and their places."""

from __future__ import annotations

from tfgen.source import Pos, Range
from tfgen.terraform.hcl.json_tree import Json, JsonList, JsonObject


def first_character(place: Range) -> Range:
    """The first character of a place."""
    at = place.start
    return Range(at, Pos(at.offset + 1, at.line, at.column + 1))


def inside(place: Range) -> Range:
    """A place without its first and last character: what stands between braces."""
    end = place.end
    return Range(first_character(place).end, Pos(end.offset - 1, end.line, end.column - 1))


def has_dynamic(value: Json) -> bool:
    """True when ``dynamic`` stands somewhere in it, so that it can only be a block."""
    pending: list[Json] = [value]
    while pending:
        match pending.pop():
            case JsonObject(members):
                if any(member.key.value == "dynamic" for member in members):
                    return True
                pending += [member.value for member in members]
            case JsonList(items):
                pending += items
    return False

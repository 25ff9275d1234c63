"""Templates of replacements, as Go's ``regexp.Expand`` reads them: ``$1``, ``${name}``, ``$$``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MAX_DIGITS = 9
"""A longer number is a name to Go."""

Part = str | tuple[int, ...]
"""Text as it is, or the numbers of groups: the first that took part is meant;
0 is the match itself.
"""


def template_parts(template: str, names: Sequence[str]) -> tuple[Part, ...]:
    """The template for groups with these names; a group that is not there gives nothing."""
    return tuple(_parts(template, names))


def _parts(template: str, names: Sequence[str]) -> Iterator[Part]:
    while template:
        before, dollar, template = template.partition("$")
        if before:
            yield before
        if not dollar:
            return
        if template.startswith("$"):
            yield dollar
            template = template[1:]
            continue
        name, rest = _reference(template)
        if name:
            template = rest
            yield _group_numbers(name, names)
        else:
            yield dollar


def _reference(text: str) -> tuple[str, str]:
    """The name at the start of ``text``, in braces or not, and what follows; "" for none."""
    braced = text.startswith("{")
    inner = text.removeprefix("{")
    length = 0
    while length < len(inner) and _is_name_character(inner[length]):
        length += 1
    name, rest = inner[:length], inner[length:]
    if not braced:
        return name, rest
    if rest.startswith("}"):
        return name, rest[1:]
    return "", text


def _is_name_character(char: str) -> bool:
    return char.isalpha() or char.isdecimal() or char == "_"


def _group_numbers(name: str, names: Sequence[str]) -> tuple[int, ...]:
    """The groups that ``name`` may mean, in order: several only where they share a name."""
    if _is_number(name):
        number = int(name)
        return (number,) if number <= len(names) else ()
    return tuple(number for number, other in enumerate(names, 1) if other == name)


def _is_number(name: str) -> bool:
    if not (name.isascii() and name.isdecimal()) or len(name) > MAX_DIGITS:
        return False
    return name == "0" or name[0] != "0"

"""Functions of strings."""

from __future__ import annotations

import re
from collections.abc import Callable

from tfgen.terraform.functions.arguments import MAX_ITEMS, int_at, size, text, text_at, whole_at
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.hcl.graphemes import clusters
from tfgen.terraform.types.model import STRING
from tfgen.terraform.types.value import Value, boolean, list_of

_SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_LAST_LINES = re.compile(r"[\r\n]*\Z")


def _of_text(change: Callable[[str], str]) -> FunctionSpec:
    return FunctionSpec(lambda call: text(change(text_at(call, 0))))


def _of_two(change: Callable[[str, str], str]) -> FunctionSpec:
    return FunctionSpec(lambda call: text(change(text_at(call, 0), text_at(call, 1))))


def _test(holds: Callable[[str, str], bool]) -> FunctionSpec:
    return FunctionSpec(lambda call: boolean(holds(text_at(call, 0), text_at(call, 1))))


def _each(change: Callable[[str], str], of: str) -> str:
    """Letter by letter, as Go does: letters that would become two stay as they are."""
    if of.isascii():
        return change(of)
    letters: list[str] = []
    for char in of:
        changed = change(char)
        letters.append(changed if len(changed) == 1 else char)
    return "".join(letters)


def _title(of: str) -> str:
    letters, before = [], " "
    for char in of:
        letters.append(char)
        if _separates(before):
            letters[-1] = _each(str.title, char)
        before = char
    return "".join(letters)


def _separates(char: str) -> bool:
    if char.isascii():
        return not (char.isalnum() or char == "_")
    return char in _SPACE


def _trimmed(of: str, cutset: str) -> str:
    return of.strip(cutset) if cutset else of


def _reversed(of: str) -> str:
    return "".join(reversed(clusters(of)))


def _indent(call: FunctionCall) -> Value:
    spaces, of = int_at(call, 0), text_at(call, 1)
    if spaces < 0:
        raise FunctionError("the number of spaces must not be negative", 0)
    if spaces * (of.count("\n") + 1) > MAX_ITEMS:
        raise NotComputable
    return text(of.replace("\n", "\n" + " " * spaces))


def _substr(call: FunctionCall) -> Value:
    chars = clusters(text_at(call, 0))
    offset, length = int_at(call, 1), int_at(call, 2)
    if offset < 0:
        offset = max(0, offset + len(chars))
    elif length == 0:
        return text("")
    # After a negative offset, Terraform takes the length 0 for all that is left, like a negative one.
    end = len(chars) if length <= 0 else offset + length
    return text("".join(chars[offset:end]))


def _split(call: FunctionCall) -> Value:
    separator, of = text_at(call, 0), text_at(call, 1)
    parts = of.split(separator) if separator else list(of)
    return list_of(map(text, parts), STRING)


def _join(call: FunctionCall) -> Value:
    if len(call.arguments) < 2:
        raise FunctionError("at least one list is required")
    for i in range(len(call.arguments)):
        whole_at(call, i)
    parts: list[str] = []
    for i, of in enumerate(call.arguments[1:], 1):
        size(of)
        for at, element in enumerate(of.elements):
            parts.append(_joined(element, at, i))
    return text(text_at(call, 0).join(parts))


def _joined(element: Value, at: int, argument: int) -> str:
    if element.null:
        raise FunctionError(f"element {at} is null; cannot concatenate null values", argument)
    if not isinstance(element.data, str):
        raise NotComputable
    return element.data


def _sort(call: FunctionCall) -> Value:
    elements = call.arguments[0].elements
    whole_at(call, 0)
    for at, element in enumerate(elements):
        if element.null:
            raise FunctionError(
                f"given list element {at} is null; a null string cannot be sorted", 0
            )
    return list_of(sorted(elements, key=lambda element: str(element.data)), STRING)


def _replace(call: FunctionCall) -> Value:
    of, old, new = text_at(call, 0), text_at(call, 1), text_at(call, 2)
    if len(old) > 1 and old[0] == old[-1] == "/":
        from tfgen.terraform.functions.string_regex import replaced

        return text(replaced(old[1:-1], new, of))
    if len(new) * (of.count(old) or 1) > 10 * MAX_ITEMS:
        raise NotComputable
    return text(of.replace(old, new))


FUNCTIONS = {
    "chomp": _of_text(lambda of: _LAST_LINES.sub("", of)),
    "endswith": _test(str.endswith),
    "indent": FunctionSpec(_indent),
    "join": FunctionSpec(_join),
    "lower": _of_text(lambda of: _each(str.lower, of)),
    "replace": FunctionSpec(_replace),
    "sort": FunctionSpec(_sort),
    "split": FunctionSpec(_split),
    "startswith": _test(str.startswith),
    "strcontains": _test(str.__contains__),
    "strrev": _of_text(_reversed),
    "substr": FunctionSpec(_substr),
    "title": _of_text(_title),
    "trim": _of_two(_trimmed),
    "trimprefix": _of_two(str.removeprefix),
    "trimspace": _of_text(lambda of: of.strip(_SPACE)),
    "trimsuffix": _of_two(str.removesuffix),
    "upper": _of_text(lambda of: _each(str.upper, of)),
}

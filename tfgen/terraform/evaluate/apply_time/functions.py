"""The functions of which it is certain what they make of values that only the apply makes known.

Functions of cty give an unknown result for an unknown argument, unless they say otherwise; those
that say otherwise are looked at one by one, and what is not listed here is ``PERHAPS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tfgen.terraform.evaluate.apply_time.timing import (
    PERHAPS,
    AfterApply,
    Instance,
    Items,
    Members,
    Several,
    Timing,
    entries,
    late_part,
    parts,
)
from tfgen.terraform.types.model import DYNAMIC, ListType, MapType, PrimitiveType, SetType

Arguments = Sequence[Timing]

STRICT = frozenset([
    "abs", "base64decode", "base64encode", "base64gzip", "base64sha256", "base64sha512",
    "basename", "ceil", "chomp", "cidrhost", "cidrnetmask", "cidrsubnet", "csvdecode",
    "dirname", "floor", "formatdate", "indent", "jsondecode", "log", "lower", "md5",
    "parseint", "pow", "range", "regexall", "replace", "sha1", "sha256", "sha512", "signum",
    "split", "strrev", "substr", "timeadd", "title", "tobool", "tonumber", "tostring",
    "trim", "trimprefix", "trimspace", "trimsuffix", "upper", "urlencode", "yamldecode",
])  # fmt: skip
"""Functions with an unknown result when one of their arguments is unknown."""

WHOLE = frozenset([
    "compact", "distinct", "format", "join", "jsonencode", "max", "min", "setintersection",
    "setsubtract", "sum", "yamlencode",
])  # fmt: skip
"""Functions with an unknown result when anything in their arguments is unknown."""

_LISTS = frozenset(["split", "regexall", "range", "compact", "distinct"])
_SETS = frozenset(["setintersection", "setsubtract"])


def call(name: str, arguments: Arguments) -> Timing:
    """The result of a function."""
    if name in STRICT:
        return _typed(name, _first_late(arguments))
    if name in WHOLE:
        late = [late_part(argument) for argument in arguments]
        return _typed(name, _first_late([part for part in late if part is not None]))
    special = _SPECIAL.get(name)
    if special:
        return special(arguments)
    return PERHAPS


def _typed(name: str, result: Timing) -> Timing:
    if not isinstance(result, AfterApply):
        return result
    if name in _LISTS:
        return AfterApply(result.cause, ListType(DYNAMIC))
    if name in _SETS:
        return AfterApply(result.cause, SetType(DYNAMIC))
    return result


def _first_late(arguments: Arguments) -> Timing:
    for argument in arguments:
        if isinstance(argument, AfterApply):
            return AfterApply(argument.cause)
    return PERHAPS


def _length(arguments: Arguments) -> Timing:
    """The length of what is unknown is at least 0; a tuple's and an object's is known by its type."""
    if len(arguments) == 1 and isinstance(arguments[0], AfterApply):
        of = arguments[0]
        measured = isinstance(of.type, ListType | SetType | MapType | PrimitiveType)
        if measured or of.type == DYNAMIC:
            return AfterApply(of.cause, length=True)
    return PERHAPS


def _to_list(arguments: Arguments) -> Timing:
    match arguments:
        case [AfterApply() as of] if isinstance(of.type, ListType):
            return of
        case [AfterApply() as of]:
            return AfterApply(of.cause, ListType(DYNAMIC))
        case [Items(is_set=False) as of]:
            return of
        case [Items() as of] if late_part(of) is None:
            return Items(of.elements)
    return PERHAPS


def _to_set(arguments: Arguments) -> Timing:
    match arguments:
        case [AfterApply() as of]:
            return AfterApply(of.cause, SetType(DYNAMIC))
        case [Items() as of]:
            return Items(of.elements, is_set=True)
        case [Several() as of]:
            late = late_part(of)
            if late:
                return AfterApply(late.cause)
            return PERHAPS
    return PERHAPS


def _same(arguments: Arguments) -> Timing:
    if len(arguments) == 1:
        return arguments[0]
    return PERHAPS


def _reverse(arguments: Arguments) -> Timing:
    match arguments:
        case [Items(is_set=False) as of]:
            return Items(tuple(reversed(of.elements)))
    return _first_late(arguments)


def _sort(arguments: Arguments) -> Timing:
    """As many elements as before, of which nothing is known when one is not."""
    match arguments:
        case [AfterApply() as of]:
            return AfterApply(of.cause, ListType(DYNAMIC))
        case [Items(is_set=False) as of]:
            late = late_part(of)
            if late:
                return Items((late,) * len(of.elements))
            return of
    return PERHAPS


def _concat(arguments: Arguments) -> Timing:
    late = _first_late(arguments)
    if late is not PERHAPS:
        return late
    elements: list[Timing] = []
    for argument in arguments:
        if not isinstance(argument, Items):
            return _some(argument, arguments)
        elements += argument.elements
    return Items(tuple(elements))


def _some(_: Timing, arguments: Arguments) -> Timing:
    """A collection whose length is not certain, with an element that only the apply makes known."""
    for argument in arguments:
        late = late_part(argument)
        if late is not None:
            return Several(late)
    return PERHAPS


def _flatten(arguments: Arguments) -> Timing:
    if len(arguments) != 1 or not isinstance(arguments[0], Items):
        return _first_late(arguments)
    elements: list[Timing] = []
    certain = True
    for element in arguments[0].elements:
        match element:
            case AfterApply() if isinstance(element.type, ListType | SetType):
                return AfterApply(element.cause)
            case AfterApply() if not isinstance(element.type, PrimitiveType):
                return PERHAPS
            case Items(is_set=False):
                inner = _flatten([element])
                if not isinstance(inner, Items):
                    return inner
                elements += inner.elements
            case AfterApply() | Members() | Instance():
                elements.append(element)
            case _:
                certain = False
    if certain:
        return Items(tuple(elements))
    return _some(PERHAPS, [Items(tuple(elements))])


def _merge(arguments: Arguments) -> Timing:
    late = _first_late(arguments)
    if late is not PERHAPS:
        return late
    merged: dict[str, Timing] = {}
    for argument in arguments:
        if not isinstance(argument, Members) or argument.synthetic:
            return PERHAPS
        merged.update(argument.values)
    return Members(merged)


def _zipmap(arguments: Arguments) -> Timing:
    match arguments:
        case [AfterApply() as keys, _]:
            return AfterApply(keys.cause)
        case [Items() as keys, values]:
            late = late_part(keys)
            if late is not None:
                return AfterApply(late.cause)
            if isinstance(values, Items) and len(values.elements) == len(keys.elements):
                named = {f"{i}": value for i, value in enumerate(values.elements)}
                return Members(named, synthetic=True)
    return PERHAPS


def _keys(arguments: Arguments) -> Timing:
    match arguments:
        case [AfterApply() as of] if isinstance(of.type, MapType):
            return AfterApply(of.cause, ListType(DYNAMIC))
        case [Members() as of]:
            return Items((PERHAPS,) * len(of.values))
    return PERHAPS


def _values(arguments: Arguments) -> Timing:
    match arguments:
        case [AfterApply() as of] if isinstance(of.type, MapType):
            return AfterApply(of.cause, ListType(DYNAMIC))
        case [Members() as of]:
            return Items(tuple(of.values.values()))
    return PERHAPS


def _one(arguments: Arguments) -> Timing:
    match arguments:
        case [Items(elements=(only,), is_set=False)]:
            return only
    return PERHAPS


def _element(arguments: Arguments) -> Timing:
    match arguments:
        case [AfterApply() as of, _]:
            return AfterApply(of.cause)
        case [Items(is_set=False) as of, _]:
            return _alike(parts(of))
    return PERHAPS


def _alike(elements: tuple[Timing, ...]) -> Timing:
    if elements and all(isinstance(element, AfterApply) for element in elements):
        return elements[0]
    return PERHAPS


def _set_union(arguments: Arguments) -> Timing:
    late = _first_late(arguments)
    if late is not PERHAPS:
        return late
    elements: list[Timing] = []
    certain = True
    for argument in arguments:
        elements += [element for _, _, element in entries(argument)]
        certain = certain and isinstance(argument, Items)
    if certain or late_part(Items(tuple(elements))):
        return Items(tuple(elements), is_set=True)
    return PERHAPS


def _coalesce(arguments: Arguments) -> Timing:
    if arguments and isinstance(arguments[0], AfterApply):
        return AfterApply(arguments[0].cause)
    return PERHAPS


_SPECIAL: Mapping[str, Callable[[Arguments], Timing]] = {
    "length": _length,
    "tolist": _to_list,
    "toset": _to_set,
    "tomap": _same,
    "nonsensitive": _same,
    "reverse": _reverse,
    "sort": _sort,
    "concat": _concat,
    "flatten": _flatten,
    "merge": _merge,
    "zipmap": _zipmap,
    "keys": _keys,
    "values": _values,
    "one": _one,
    "element": _element,
    "setunion": _set_union,
    "coalesce": _coalesce,
}

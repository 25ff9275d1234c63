"""Keys of maps and objects, where they are certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tfgen.rules.constants import PlainValue, known_value
from tfgen.rules.resources import ResourceArgument
from tfgen.source import Range
from tfgen.terraform.hcl.syntax import Call, Expr, Item, Name, Object, Parens


class ObjectKey(Struct, frozen=True):
    """A key, its value where that is known, and the places of both."""

    name: str
    value: PlainValue | None
    range: Range
    value_range: Range


def known_keys(argument: ResourceArgument) -> Iterator[ObjectKey]:
    """The keys of a map that is written as one, or that is known as a whole; those of the maps
    that ``merge`` takes too.
    """
    yield from _keys(argument, argument.expr)


def _keys(argument: ResourceArgument, expr: Expr) -> Iterator[ObjectKey]:
    match expr:
        case Parens():
            yield from _keys(argument, expr.inner)
        case Object():
            for item in expr.items:
                yield from _of_item(argument, item)
        case Call("merge") if not expr.expand:
            for part in expr.args:
                yield from _keys(argument, part)
        case _:
            value = known_value(argument.context, expr, argument.names)
            for name, of_name in value.items() if isinstance(value, Mapping) else ():
                yield ObjectKey(name, of_name, expr.range, expr.range)


def _of_item(argument: ResourceArgument, item: Item) -> Iterator[ObjectKey]:
    if isinstance(item.key, Name):
        name: PlainValue | None = item.key.name
    else:
        name = known_value(argument.context, item.key, argument.names)
    if isinstance(name, str):
        value = known_value(argument.context, item.value, argument.names)
        yield ObjectKey(name, value, item.key.range, item.value.range)

"""Types in sentences."""

from __future__ import annotations

from tfgen.terraform.types.model import ListType, MapType, ObjectType, SetType, TupleType, Type
from tfgen.terraform.types.type_conversion import article, unify


def branches(yes: Type, no: Type) -> str:
    """The first difference between two branches that have no type in common."""
    difference = None
    match yes, no:
        case ObjectType(), ObjectType():
            difference = _object_difference(yes, no)
        case TupleType(), TupleType():
            difference = _tuple_difference(yes, no)
        case ListType() | SetType() | MapType(), ListType() | SetType() | MapType():
            if type(yes) is type(no):
                difference = f"In the elements: {branches(yes.element, no.element)}"
    return difference or f"The true value is {article(yes)}, the false value {article(no)}."


def _object_difference(yes: ObjectType, no: ObjectType) -> str | None:
    in_yes, in_no = yes.attributes, no.attributes
    for name in sorted(in_yes.keys() ^ in_no.keys()):
        side = "true" if name in in_yes else "false"
        return f'Only the {side} value has the attribute "{name}".'
    for name in sorted(in_yes):
        if unify((in_yes[name], in_no[name])) is None:
            return f'In the attribute "{name}": {branches(in_yes[name], in_no[name])}'
    return None


def _tuple_difference(yes: TupleType, no: TupleType) -> str | None:
    if len(yes.elements) != len(no.elements):
        return (
            f"The true value has {len(yes.elements)} elements, the false value {len(no.elements)}."
        )
    for i, (in_yes, in_no) in enumerate(zip(yes.elements, no.elements, strict=True)):
        if unify((in_yes, in_no)) is None:
            return f"In element {i}: {branches(in_yes, in_no)}"
    return None

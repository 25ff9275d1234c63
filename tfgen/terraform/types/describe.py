"""Types in sentences."""

from __future__ import annotations

from tfgen.terraform.types.model import ObjectType, TupleType, Type
from tfgen.terraform.types.type_conversion import article


def branches(yes: Type, no: Type) -> str:
    """The first difference between two branches that have no type in common."""
    difference = None
    if isinstance(yes, ObjectType) and isinstance(no, ObjectType):
        difference = _object_difference(yes, no)
    elif isinstance(yes, TupleType) and isinstance(no, TupleType):
        difference = _tuple_difference(yes, no)
    return difference or f"The true value is {article(yes)}, the false value {article(no)}."


def _object_difference(yes: ObjectType, no: ObjectType) -> str | None:
    in_yes, in_no = yes.attributes, no.attributes
    for name in sorted(in_yes.keys() | in_no.keys()):
        if name not in in_no:
            return f'Only the true value has the attribute "{name}".'
        if name not in in_yes:
            return f'Only the false value has the attribute "{name}".'
        if in_yes[name] != in_no[name]:
            return f'In the attribute "{name}": {branches(in_yes[name], in_no[name])}'
    return None


def _tuple_difference(yes: TupleType, no: TupleType) -> str | None:
    if len(yes.elements) != len(no.elements):
        return (
            f"The true value has {len(yes.elements)} elements, the false value {len(no.elements)}."
        )
    for i, (in_yes, in_no) in enumerate(zip(yes.elements, no.elements, strict=True)):
        if in_yes != in_no:
            return f"In element {i}: {branches(in_yes, in_no)}"
    return None

"""Types in sentences."""

from __future__ import annotations

from tfgen.terraform.types.model import ObjectType, TupleType, Type
from tfgen.terraform.types.type_conversion import article


def branches(yes: Type, no: Type) -> str:
    """Why two branches have no type in common: where they differ first."""
    if isinstance(yes, ObjectType) and isinstance(no, ObjectType):
        ours, theirs = yes.attributes, no.attributes
        for name in sorted(ours.keys() | theirs.keys()):
            if name not in theirs:
                return f'Only the true value has the attribute "{name}".'
            if name not in ours:
                return f'Only the false value has the attribute "{name}".'
            if ours[name] != theirs[name]:
                return f'In the attribute "{name}": {branches(ours[name], theirs[name])}'
    if isinstance(yes, TupleType) and isinstance(no, TupleType):
        if len(yes.elements) != len(no.elements):
            return f"The true value has {len(yes.elements)} elements, the false value {len(no.elements)}."
        for i, (a, b) in enumerate(zip(yes.elements, no.elements, strict=True)):
            if a != b:
                return f"In element {i}: {branches(a, b)}"
    return f"The true value is {article(yes)}, the false value {article(no)}."

"""Steps of a reference into the type of an output."""

from __future__ import annotations

from msgspec import Struct

from tfgen.terraform.hcl.literal import literal
from tfgen.terraform.types.model import DYNAMIC, ListType, MapType, ObjectType, TupleType, Type


class TypeStep(Struct, frozen=True):
    """One step: its HCL, and the type that it leads to."""

    hcl: str
    type: Type


def step_into(of: Type, step: str | int) -> TypeStep | None:
    """The step into a value of type ``of``; None when there is no such step."""
    match of:
        case MapType():
            return TypeStep(f"[{literal(str(step))}]", of.element)
        case ListType() if isinstance(step, int):
            return TypeStep(f"[{step}]", of.element)
        case TupleType() if isinstance(step, int) and step < len(of.elements):
            return TypeStep(f"[{step}]", of.elements[step])
        case ObjectType() if isinstance(step, str):
            attribute = of.get(step)
            return TypeStep(f".{step}", attribute) if attribute else None
    if of != DYNAMIC:
        return None
    return TypeStep(f".{step}" if isinstance(step, str) else f"[{step}]", DYNAMIC)

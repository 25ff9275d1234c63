"""Checks a path of ``ignore_changes`` against a resource's schema,
like core's StaticValidateTraversal.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tfgen.terraform.hcl.walk import Step
from tfgen.terraform.schema import BlockSchema, NestedBlock
from tfgen.terraform.types.model import (
    DynamicType,
    ListType,
    MapType,
    ObjectType,
    PrimitiveType,
    SetType,
    TupleType,
    Type,
)


class PathProblem(Struct, frozen=True):
    """The step that leads nowhere:
    to an unknown name, then ``known`` has the names that exist, else see ``text``.
    """

    step: Step
    text: str = ""
    known: tuple[str, ...] = ()


def path_problem(steps: Sequence[Step], schema: BlockSchema) -> PathProblem | None:
    """The problem with a path into a body of ``schema``; None when there is none."""
    if not steps:
        return None
    first, rest = steps[0], steps[1:]
    if first.index or not isinstance(first.key, str):
        return PathProblem(first, "A block's members are named with a dot")
    if attribute := schema.attributes.get(first.key):
        return _in_type(rest, attribute.type, first.key)
    if block := schema.blocks.get(first.key):
        return _in_block(rest, block)
    return PathProblem(first, known=(*schema.attributes, *schema.blocks))


def _in_block(steps: Sequence[Step], block: NestedBlock) -> PathProblem | None:
    if not steps or block.opaque:
        return None
    if block.nesting in ("single", "group"):
        return path_problem(steps, block.block)
    if block.nesting == "set":
        return PathProblem(
            steps[0], f"There is no way to pick one of the {block.name} blocks, which are a set,"
        )
    if block.nesting == "list" and not steps[0].index:
        return PathProblem(
            steps[0], f"One of the {block.name} blocks is picked by its number, as {block.name}[0],"
        )
    return path_problem(steps[1:], block.block)


def _in_type(steps: Sequence[Step], type_: Type, name: str) -> PathProblem | None:
    for step in steps:
        match type_:
            case DynamicType() | TupleType():
                return None
            case PrimitiveType():
                return PathProblem(step, f"There is nothing inside the {type_.name} {name}")
            case SetType():
                return PathProblem(step, f"There is no way to pick one element of the set {name}")
            case ListType() if not step.index:
                return PathProblem(
                    step, f"An element is picked by its number, as {name}[0], from the list {name}"
                )
            case ObjectType():
                field = type_.get(str(step.key))
                if field is None:
                    return PathProblem(step, known=tuple(dict(type_.fields)))
                type_ = field
            case ListType() | MapType():
                type_ = type_.element
    return None

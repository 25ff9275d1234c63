"""Walking a reference's steps along a schema, as Terraform core does before it evaluates anything."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tfgen.spelling import did_you_mean
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


class Misstep(Struct, frozen=True):
    """The first step that leads nowhere. ``missing``: it names an attribute that is not among the
    ``known`` ones; else no step of its kind can follow.
    """

    step: Step
    detail: str
    help: str
    missing: bool = False
    known: tuple[str, ...] = ()


def misstep(block: BlockSchema, steps: Sequence[Step], owner: str) -> Misstep | None:
    """The first of ``steps`` that leads nowhere from a block;
    ``owner`` is the block's name in messages.
    """
    if not steps:
        return None
    step, rest = steps[0], steps[1:]
    if step.index or not isinstance(step.key, str):
        return Misstep(step, f"{owner} is no list and no map.", _dot(step))
    attribute, nested = block.attributes.get(step.key), block.blocks.get(step.key)
    if attribute:
        return _of_type(attribute.type, rest, f'Attribute "{step.key}"')
    if nested:
        return _of_block(nested, rest)
    return _missing(step, (*block.attributes, *block.blocks), owner)


def _missing(step: Step, known: tuple[str, ...], owner: str) -> Misstep:
    help_ = did_you_mean(str(step.key), known)
    return Misstep(step, f"{owner} has no such attribute.", help_, missing=True, known=known)


def _of_block(nested: NestedBlock, steps: Sequence[Step]) -> Misstep | None:
    owner = f'Block "{nested.name}"'
    if nested.opaque or not steps:
        return None
    if nested.nesting in ("single", "group"):
        return misstep(nested.block, steps, owner)
    if nested.nesting == "set":
        detail = f"{owner} is a set: its elements have no index and no key."
        return Misstep(steps[0], detail, f'Take them with "for", or all of them: {nested.name}[*].')
    if nested.nesting == "list" and not steps[0].index:
        return Misstep(
            steps[0], f"{owner} is a list.", f"Take one element of it: {nested.name}[0]."
        )
    if nested.nesting == "list" and not _is_number(steps[0].key):
        return Misstep(
            steps[0], f"{owner} is a list: its elements have numbers.", f"Write {nested.name}[0]."
        )
    return misstep(nested.block, steps[1:], owner)


def _of_type(type_: Type, steps: Sequence[Step], owner: str) -> Misstep | None:
    for step in steps:
        if isinstance(type_, DynamicType):
            return None
        wrong = _step_misstep(type_, step, owner)
        if wrong:
            return wrong
        type_ = _after(type_, step)
        owner = f'"{step.key}"'
    return None


def _step_misstep(type_: Type, step: Step, owner: str) -> Misstep | None:
    """The misstep that one step from a value of the type is; None if it leads somewhere."""
    match type_:
        case ObjectType():
            known = tuple(dict(type_.fields))
            if str(step.key) in known:
                return None
            return _missing(step, known, owner)
        case MapType():
            return None
        case ListType() | TupleType() if step.index:
            if _is_number(step.key):
                return None
            return Misstep(step, f"{owner} is a {type_.friendly}.", "Its elements have numbers.")
        case SetType() if step.index:
            detail = f"{owner} is a {type_.friendly}: its elements have no index."
            return Misstep(
                step, detail, 'Take them with "for", or make a list of it with tolist().'
            )
        case PrimitiveType():
            return Misstep(
                step,
                f"{owner} is a {type_.friendly}: there is nothing in it.",
                "Leave the rest out.",
            )
    return Misstep(
        step, f"{owner} is a {type_.friendly}.", "Take one element of it, or all of them with [*]."
    )


def _after(type_: Type, step: Step) -> Type:
    """The type of the value that a step leads to."""
    if isinstance(type_, ObjectType):
        return type_.get(str(step.key)) or DynamicType()
    if isinstance(type_, ListType | MapType | SetType):
        return type_.element
    return DynamicType()


def _is_number(key: str | int | float) -> bool:
    try:
        float(key)
    except ValueError:
        return False
    return True


def _dot(step: Step) -> str:
    if isinstance(step.key, str) and step.key.replace("_", "a").isalnum():
        return f'Write ".{step.key}".'
    return "Name an attribute of it."

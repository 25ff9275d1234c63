"""Arguments of resources whose values are known, and the texts that Terraform sends for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from tfgen.rules.constants import PlainValue, known_value
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.hcl.syntax import Expr, Parens, Tuple
from tfgen.terraform.types.model import NUMBER, STRING, ListType, SetType

T = TypeVar("T")


class ConstantArgument(Struct, frozen=True):
    """``block`` sets the argument ``name`` to ``value``;
    ``path`` is ``aws_x.block.name``, ``owner`` the resource.
    """

    owner: SchemaBlock
    block: SchemaBlock
    name: str
    path: str
    expr: Expr
    value: PlainValue


def owned_blocks(context: RuleContext) -> Iterator[tuple[SchemaBlock, SchemaBlock]]:
    """Each block of a resource or data source that may have instances,
    after the block of its owner.
    """
    owner: SchemaBlock | None = None
    for block in context.analysis.schema_blocks:
        if block.kind is not None:
            owner = None
            if _may_have_instances(context, block):
                owner = block
        if owner is not None:
            yield owner, block


def _may_have_instances(context: RuleContext, block: SchemaBlock) -> bool:
    if block.kind not in ("resource", "data"):
        return False
    counts = (a.expr for a in block.body.attributes if a.name == "count")
    return all(known_value(context, count) != 0 for count in counts)


def constant_arguments(context: RuleContext) -> tuple[ConstantArgument, ...]:
    """The known arguments of all resources that may have instances,
    in the order of their blocks; cached.
    """
    return context.once(constant_arguments, lambda: tuple(_constant_arguments(context)))


def _constant_arguments(context: RuleContext) -> Iterator[ConstantArgument]:
    for owner, block in owned_blocks(context):
        if owner.kind != "resource":
            continue
        for argument in block.arguments():
            value = known_value(context, argument.expr)
            if value is not None:
                path = f"{block.path}.{argument.name}"
                yield ConstantArgument(owner, block, argument.name, path, argument.expr, value)


def arguments_by_path(context: RuleContext) -> Mapping[str, Sequence[ConstantArgument]]:
    """The same by path, for rules that know the attributes they look at."""
    return context.once(arguments_by_path, lambda: _grouped(constant_arguments(context)))


def _grouped(arguments: tuple[ConstantArgument, ...]) -> Mapping[str, Sequence[ConstantArgument]]:
    groups: dict[str, list[ConstantArgument]] = {}
    for argument in arguments:
        groups.setdefault(argument.path, []).append(argument)
    return groups


def arguments_in_table(
    context: RuleContext, read_table: Callable[[], Mapping[str, T]]
) -> Iterator[tuple[ConstantArgument, T]]:
    """The known arguments that a table has, by path, each with its entry;
    without arguments no table is read.
    """
    arguments = arguments_by_path(context)
    if not arguments:
        return
    table = read_table()
    for path in arguments.keys() & table.keys():
        for argument in arguments[path]:
            yield argument, table[path]


def elements(argument: ConstantArgument) -> Iterator[tuple[Expr, str]]:
    """The texts that Terraform sends for an argument, each with its expression;
    empty ones are left out.

    One, or one for each element of a list; none for an attribute that the schema does not have.
    """
    attribute = argument.block.schema.attributes.get(argument.name)
    if attribute is None:
        return
    type_ = attribute.type
    pairs = [(argument.expr, argument.value)]
    if isinstance(type_, ListType | SetType):
        type_ = type_.element
        pairs = _element_pairs(argument)
    if type_ not in (STRING, NUMBER):
        return
    for expr, value in pairs:
        text = as_text(value)
        if text:
            yield expr, text


def _element_pairs(argument: ConstantArgument) -> list[tuple[Expr, PlainValue]]:
    """The elements of a list with their expressions, or with that of the list where they have none."""
    if not isinstance(argument.value, tuple):
        return []
    expr = argument.expr
    while isinstance(expr, Parens):
        expr = expr.inner
    if isinstance(expr, Tuple):
        return list(zip(expr.items, argument.value, strict=True))
    return [(argument.expr, value) for value in argument.value]


def as_text(value: PlainValue) -> str | None:
    """A primitive value as Terraform converts it to a string; None for any other."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int() | float():
            return str(int(value)) if value == int(value) else repr(value)
    return None

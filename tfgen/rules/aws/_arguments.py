"""Arguments of resources whose values are known, and the texts that Terraform sends for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from tfgen.rules.block_index import argument_sites
from tfgen.rules.block_instances import may_have_instances
from tfgen.rules.constants import PlainValue
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceArgument, arguments, in_instances
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.hcl.syntax import Expr, Parens, Tuple
from tfgen.terraform.types.model import NUMBER, STRING, ListType, SetType

T = TypeVar("T")


ConstantArgument = ResourceArgument
"""An argument whose value is known."""


def owned_blocks(context: RuleContext) -> Iterator[tuple[SchemaBlock, SchemaBlock]]:
    """Each block of a resource or data source that may have instances,
    after the block of its owner.
    """
    owner: SchemaBlock | None = None
    for block in context.analysis.schema_blocks:
        if block.kind is not None:
            owner = None
            if block.kind in ("resource", "data") and may_have_instances(context, block):
                owner = block
        if owner is not None:
            yield owner, block


def constant_arguments(context: RuleContext) -> tuple[ConstantArgument, ...]:
    """The known arguments of all resources that may have instances, in the order of their blocks;
    cached.

    They are all evaluated: ``known_arguments`` does so only for what a rule asks for.
    """
    return context.once(constant_arguments, lambda: tuple(_constant_arguments(context)))


def _constant_arguments(context: RuleContext) -> Iterator[ConstantArgument]:
    for argument in arguments(context, lambda _: True, unchanged=True):
        if argument.value is not None:
            yield argument


def known_arguments(
    context: RuleContext, wanted: Callable[[str], bool]
) -> Iterator[ConstantArgument]:
    """The known arguments whose path is wanted, for rules that look at one at a time:
    those that a call has no influence on are left out, see ``arguments``.
    """
    for argument in arguments(context, wanted):
        if argument.value is not None:
            yield argument


class ArgumentsByPath(Mapping[str, Sequence[ConstantArgument]]):
    """The known arguments by path, those that a call has no influence on among them;
    those of a path are evaluated when they are asked for.
    """

    def __init__(self, context: RuleContext) -> None:
        self._context = context
        self._known: dict[str, tuple[ConstantArgument, ...]] = {}

    def __getitem__(self, path: str) -> Sequence[ConstantArgument]:
        if path not in self._known:
            found: list[ConstantArgument] = []
            for site in argument_sites(self._context)[path]:
                for argument in in_instances(self._context, site):
                    if argument.value is not None:
                        found.append(argument)
            self._known[path] = tuple(found)
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter(argument_sites(self._context))

    def __len__(self) -> int:
        return len(argument_sites(self._context))


def arguments_by_path(context: RuleContext) -> ArgumentsByPath:
    """The same by path, for rules that know the attributes they look at."""
    return context.once(arguments_by_path, lambda: ArgumentsByPath(context))


def arguments_in_table(
    context: RuleContext, read_table: Callable[[], Mapping[str, T]]
) -> Iterator[tuple[ConstantArgument, T]]:
    """The known arguments that a table has, by path, each with its entry;
    without arguments no table is read.
    """
    if not argument_sites(context):
        return
    table = read_table()
    for argument in known_arguments(context, table.__contains__):
        yield argument, table[argument.path]


def elements(argument: ConstantArgument) -> Iterator[tuple[Expr, str]]:
    """The texts that Terraform sends for an argument, each with its expression;
    empty ones are left out.

    One, or one for each element of a list; none for an attribute that the schema does not have.
    """
    attribute = argument.block.schema.attributes.get(argument.name)
    if attribute is None:
        return
    type_ = attribute.type
    if argument.value is None:
        return
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
            if value:
                return "true"
            return "false"
        case str():
            return value
        case int() | float():
            if value == int(value):
                return str(int(value))
            return repr(value)
    return None

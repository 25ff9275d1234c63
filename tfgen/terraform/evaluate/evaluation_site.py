"""Expressions that Terraform evaluates,
with what stands around them and what is expected of their values.
"""

from __future__ import annotations

from msgspec import Struct

from tfgen.source import START, Range
from tfgen.terraform.config.configuration import Address, Parsed
from tfgen.terraform.hcl.syntax import Attribute, Body, Expr
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError
from tfgen.terraform.types.model import DYNAMIC, Type


class DynamicBlock(Struct, frozen=True):
    """A ``dynamic`` block around an expression: the name it binds, and the expression it goes over."""

    name: str
    over: Expr


class EnclosingBlock(Struct, frozen=True):
    """The block that expressions stand in.

    ``address``: that of the declaration, or the block's type where nothing is declared;
    ``name_range``: its name. ``repeats``: its ``count`` or ``for_each``; ``dynamic``: the
    ``dynamic`` blocks inside it, outer ones first. ``has_self``: ``self`` stands for the resource.
    """

    parsed: Parsed
    address: Address
    name_range: Range = START
    repeats: Attribute | None = None
    dynamic: tuple[DynamicBlock, ...] = ()
    has_self: bool = False

    @property
    def kind(self) -> str:
        """The kind of the declaration: ``var``, ``output``, ``data``;
        of a managed resource its type.
        """
        return self.address[0]


class ExpectedValue(Struct, frozen=True):
    """A value of a type.

    ``kind``: of the errors about the type. ``persisted``: the state has the value.
    ``literals_checked``: another rule reports literals that never fit, and names the exact literal.
    """

    type: Type = DYNAMIC
    kind: ErrorKind = ErrorKind.ARGUMENT
    nullable: bool = True
    persisted: bool = False
    literals_checked: bool = False


class ExpectedCollection(Struct, frozen=True):
    """A collection to make blocks of."""

    persisted: bool = False


class ExpectedCount(Struct, frozen=True):
    """A number of instances."""


class ExpectedForEach(Struct, frozen=True):
    """A map or set to make instances of."""


class ExpectedCondition(Struct, frozen=True):
    """A condition; ``message`` is its error message, empty where that is no plain text."""

    message: str = ""


class ExpectedMessage(Struct, frozen=True):
    """The error message of a condition."""


class ExpectedOutput(Struct, frozen=True):
    """The value of an output."""

    root: bool
    sensitive: bool
    ephemeral: bool


Expectation = (
    ExpectedValue
    | ExpectedCollection
    | ExpectedCount
    | ExpectedForEach
    | ExpectedCondition
    | ExpectedMessage
    | ExpectedOutput
)

ANY_VALUE = ExpectedValue()


class EvaluationSite(Struct, frozen=True):
    """An expression that Terraform evaluates; ``name`` is what messages call its value."""

    block: EnclosingBlock
    expr: Expr
    name: str
    expectation: Expectation = ANY_VALUE


class LocatedError(Struct, frozen=True):
    """An error and its file. ``planned``: Terraform finds it when it plans, ``validate`` does not."""

    parsed: Parsed
    error: EvaluationError
    planned: bool


def repeating_argument(body: Body) -> Attribute | None:
    """The ``count`` or ``for_each`` of a block."""
    for argument in body.attributes:
        if argument.name in ("count", "for_each"):
            return argument
    return None

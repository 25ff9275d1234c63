"""Calling a function, with the protocol that cty's functions have for null, unknown and marked arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import DecimalException

from msgspec.structs import replace

from tfgen.terraform.functions.context import Context
from tfgen.terraform.functions.groups import spec_of
from tfgen.terraform.functions.signature import Function, Parameter, parameter
from tfgen.terraform.functions.spec import Call, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import DYNAMIC, Type
from tfgen.terraform.types.value import ANYTHING, NO_MARKS, UNKNOWN, Marks, Value, unknown

NOWHERE = Context()


def call(function: Function, arguments: Sequence[Value], context: Context = NOWHERE) -> Value:
    """The function's result for arguments of its parameters' types. Raises ``FunctionError`` where Terraform refuses.

    A result that only a run of Terraform, or too much work, would tell is unknown.
    """
    pairs = list(_paired(function, arguments))
    for i, (argument, wants) in enumerate(pairs):
        if argument.null and not wants.nullable:
            raise FunctionError("argument must not be null", i)
        if argument.type == DYNAMIC and not argument.null and "dynamic" not in wants.allows:
            return ANYTHING  # without marks: Terraform forgets them here, too
    seen = tuple(a if "marks" in wants.allows else a.bare() for a, wants in pairs)
    marks = [a.all_marks for a, wants in pairs if "marks" not in wants.allows]
    spec = spec_of(function.name)
    returns = _type(function, spec, Call(seen, function.returns, context))
    if spec is None or any(not a.known and "unknown" not in wants.allows for a, wants in pairs):
        return _result(function, unknown(returns), _marks(pairs))
    return _result(function, _value(spec, Call(seen, returns, context), pairs), marks)


def _paired(function: Function, arguments: Sequence[Value]) -> Iterable[tuple[Value, Parameter]]:
    least = len(function.parameters)
    if len(arguments) < least:
        raise FunctionError(f"not enough arguments: {function.usage}")
    for i, argument in enumerate(arguments):
        wants = parameter(function, i)
        if wants is None:
            raise FunctionError(f"too many arguments: {function.usage}", i)
        yield argument, wants


def _marks(pairs: Sequence[tuple[Value, Parameter]]) -> list[Marks]:
    return [argument.all_marks for argument, _ in pairs]


def _type(function: Function, spec: FunctionSpec | None, call: Call) -> Type:
    if spec is None or spec.type is None:
        return function.returns
    try:
        return spec.type(call)
    except NotComputable:
        return DYNAMIC


def _value(spec: FunctionSpec, call: Call, pairs: Sequence[tuple[Value, Parameter]]) -> Value:
    try:
        return spec.value(call)
    except (NotComputable, DecimalException):  # the latter beyond Python's decimals
        return unknown(call.returns, marks=NO_MARKS.union(*_marks(pairs)))


def _result(function: Function, value: Value, marks: Sequence[Marks]) -> Value:
    """The value with the arguments' marks; one that is unknown is known not to be null where the function says so."""
    if value.data is UNKNOWN and function.certain and value.type != DYNAMIC:
        value = replace(value, certain=True)
    return value.marked(*marks) if marks else value

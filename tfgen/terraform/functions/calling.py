"""Calling a function, with cty's protocol for null, unknown and marked arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import DecimalException

from msgspec.structs import replace

from tfgen.terraform.functions.context import FunctionContext
from tfgen.terraform.functions.groups import spec_of
from tfgen.terraform.functions.signature import Function, Parameter, parameter
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import DYNAMIC, Type
from tfgen.terraform.types.value import ANYTHING, NO_MARKS, UNKNOWN, Marks, Value, unknown

NOWHERE = FunctionContext()
Pairs = Sequence[tuple[Value, Parameter]]
"""Arguments with their parameters."""


def call(
    function: Function, arguments: Sequence[Value], context: FunctionContext = NOWHERE
) -> Value:
    """The function's result for arguments of its parameters' types.

    A result that only a run of Terraform, or too much work, would tell is unknown.
    Raises ``FunctionError`` where Terraform refuses.
    """
    pairs = list(_paired(function, arguments))
    for i, (argument, wants) in enumerate(pairs):
        if argument.null and not wants.nullable:
            raise FunctionError("argument must not be null", i)
        if argument.type == DYNAMIC and not argument.null and "dynamic" not in wants.allows:
            return ANYTHING  # without marks: Terraform forgets them here, too
    seen, marks = _without_marks(pairs)
    spec = spec_of(function.name)
    returns = _type(function, spec, FunctionCall(seen, function.returns, context))
    if spec is None or _waits(pairs):
        return _result(function, unknown(returns), _all_marks(pairs))
    return _result(function, _value(spec, FunctionCall(seen, returns, context), pairs), marks)


def _paired(function: Function, arguments: Sequence[Value]) -> Iterable[tuple[Value, Parameter]]:
    least = len(function.parameters)
    if len(arguments) < least:
        raise FunctionError(f"not enough arguments: {function.usage}")
    for i, argument in enumerate(arguments):
        wants = parameter(function, i)
        if wants is None:
            raise FunctionError(f"too many arguments: {function.usage}", i)
        yield argument, wants


def _without_marks(pairs: Pairs) -> tuple[tuple[Value, ...], Marks]:
    """The arguments as the function sees them, and the marks that it does not see."""
    seen: list[Value] = []
    marks: Marks = NO_MARKS
    for argument, wants in pairs:
        if "marks" in wants.allows:
            seen.append(argument)
        else:
            seen.append(argument.bare())
            marks |= argument.all_marks
    return tuple(seen), marks


def _waits(pairs: Pairs) -> bool:
    """Whether an argument is unknown for which the function has to be known."""
    return any(not argument.known and "unknown" not in wants.allows for argument, wants in pairs)


def _all_marks(pairs: Pairs) -> Marks:
    marks: Marks = NO_MARKS
    for argument, _ in pairs:
        marks |= argument.all_marks
    return marks


def _type(function: Function, spec: FunctionSpec | None, call: FunctionCall) -> Type:
    if spec is None or spec.type is None:
        return function.returns
    try:
        return spec.type(call)
    except NotComputable:
        return DYNAMIC


def _value(spec: FunctionSpec, call: FunctionCall, pairs: Pairs) -> Value:
    try:
        return spec.value(call)
    except (NotComputable, DecimalException):  # the latter beyond Python's decimals
        return unknown(call.returns, marks=_all_marks(pairs))


def _result(function: Function, value: Value, marks: Marks) -> Value:
    """The value with the arguments' marks.

    One that is unknown is known not to be null where the function says so.
    """
    if value.data is UNKNOWN and function.not_null and value.type != DYNAMIC:
        value = replace(value, not_null=True)
    return value.marked(marks)

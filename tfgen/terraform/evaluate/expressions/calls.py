"""Function calls."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tfgen.source import Range
from tfgen.spelling import nearest
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names, capital
from tfgen.terraform.functions import (
    LAZY,
    Function,
    FunctionError,
    call,
    find,
    names,
    parameter,
    tofu_version,
)
from tfgen.terraform.hcl.syntax import Call
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError
from tfgen.terraform.types.model import BOOL, DYNAMIC, ListType, SetType, TupleType
from tfgen.terraform.types.type_conversion import article
from tfgen.terraform.types.value import ANYTHING, FALSE, TRUE, Value, unknown
from tfgen.terraform.types.value_conversion import ConversionError, convert


class EvaluatedArgument(Struct, frozen=True):
    """An argument of a call; its value is None where it fails."""

    value: Value | None
    range: Range


def call_expression(ev: Evaluation, expr: Call, bound: Names) -> Value:
    """``name(arguments...)``."""
    function = find(expr.name, ev.context.engine)
    if function is None and "::" in expr.name:
        function = ev.context.provided(expr.name)
    if function is None:
        return _unknown_function(ev, expr, bound)
    if expr.name.removeprefix("core::") in LAZY:
        return _lazy_call(ev, expr, function, bound)
    arguments = _arguments(ev, expr, bound)
    if arguments is None or not _check_count(ev, expr, function, len(arguments)):
        return ANYTHING
    values = [_converted(ev, function, i, argument) for i, argument in enumerate(arguments)]
    valid = [value for value in values if value is not None]
    if len(valid) < len(values):
        return ANYTHING
    try:
        return call(function, valid, ev.context)
    except FunctionError as error:
        range_ = _failing_range(error, arguments, expr)
        ev.report(ErrorKind.FUNCTION, range_, f"{function.name} fails", f"{capital(str(error))}.")
        return ANYTHING


def _unknown_function(ev: Evaluation, expr: Call, bound: Names) -> Value:
    for argument in expr.args:
        ev.value(argument, bound)
    if "::" in expr.name.removeprefix("core::"):
        ev.skipped += 1
        return ANYTHING
    engine = "OpenTofu" if ev.context.engine == "tofu" else "Terraform"
    summary = f"Unknown function {expr.name}"
    detail = f'{engine} has no function "{expr.name}".'
    since = tofu_version(expr.name)
    if since:
        help_ = f"OpenTofu has it since {since}: --engine tofu."
    else:
        spelling = nearest(expr.name, names(ev.context.engine))
        help_ = f'Did you mean "{spelling}"?' if spelling else ""
    ev.report(
        ErrorKind.UNKNOWN_FUNCTION, expr.name_range, summary, detail, help_=help_, static=True
    )
    return ANYTHING


def _arguments(ev: Evaluation, expr: Call, bound: Names) -> list[EvaluatedArgument] | None:
    """The arguments, or None where their number is not known."""
    arguments = []
    for argument in expr.args[:-1] if expr.expand else expr.args:
        arguments.append(EvaluatedArgument(ev.valid_value(argument, bound), argument.range))
    if not expr.expand:
        return arguments
    last = expr.args[-1]
    expanded = ev.valid_value(last, bound)
    if expanded is None or not _check_expansion(ev, expanded, last.range) or not expanded.known:
        return None
    for element in expanded.elements:
        arguments.append(EvaluatedArgument(element.marked(expanded.marks), last.range))
    return arguments


def _check_expansion(ev: Evaluation, value: Value, range_: Range) -> bool:
    """True unless the value cannot be expanded with ``...``, which is reported."""
    if not value.null and (
        value.type == DYNAMIC or isinstance(value.type, TupleType | ListType | SetType)
    ):
        return True
    actual = "null" if value.null else article(value.type)
    detail = f"What is expanded with ... is a list, set or tuple, not {actual}."
    ev.report(ErrorKind.FUNCTION, range_, "Invalid expansion", detail)
    return False


def _check_count(ev: Evaluation, expr: Call, function: Function, count: int) -> bool:
    """True unless the number of arguments is wrong, which is reported."""
    expected = len(function.parameters)
    if count < expected:
        least = "at least " if function.variadic else ""
        missing = function.parameters[count].name
        summary = f"Too few arguments for {expr.name}"
        detail = f'{expr.name} takes {least}{_counted(expected)}; "{missing}" is missing.'
        end = expr.range.between(expr.range.end, expr.range.end)
        ev.report(ErrorKind.ARGUMENT_COUNT, end, summary, detail, static=not expr.expand)
        return False
    if count > expected and not function.variadic:
        summary = f"Too many arguments for {expr.name}"
        detail = f"{expr.name} takes {_counted(expected)}, not {count}."
        range_ = expr.args[min(expected, len(expr.args) - 1)].range
        ev.report(ErrorKind.ARGUMENT_COUNT, range_, summary, detail, static=not expr.expand)
        return False
    return True


def _converted(
    ev: Evaluation, function: Function, position: int, argument: EvaluatedArgument
) -> Value | None:
    """The argument's value as the parameter's type;
    None where it does not convert, which is reported.
    """
    expected = parameter(function, position)
    if argument.value is None or expected is None:
        return argument.value
    try:
        return convert(argument.value, expected.type)
    except ConversionError as error:
        detail = f'The argument "{expected.name}" of {function.name} does not fit: {error}.'
        ev.report(ErrorKind.FUNCTION, argument.range, "Invalid function argument", detail)
        return None


def _failing_range(
    error: FunctionError, arguments: Sequence[EvaluatedArgument], expr: Call
) -> Range:
    if error.index is not None and error.index < len(arguments):
        return arguments[error.index].range
    return expr.range


def _lazy_call(ev: Evaluation, expr: Call, function: Function, bound: Names) -> Value:
    """``try``, ``can`` and ``convert``, whose arguments may fail."""
    if not expr.expand and not _check_count(ev, expr, function, len(expr.args)):
        return ANYTHING
    match expr.name.removeprefix("core::"):
        case "can":
            return _can(ev, expr, bound)
        case "try":
            return _try(ev, expr, bound)
    value, _ = _first_valid(ev, expr, bound)
    if value is None:
        return ANYTHING
    return value


def _can(ev: Evaluation, expr: Call, bound: Names) -> Value:
    if not expr.args:
        return ANYTHING
    value, errors = ev.attempt(expr.args[0], bound)
    if errors:
        return FALSE
    if value.wholly_known:
        return TRUE
    return unknown(BOOL, not_null=True)


def _try(ev: Evaluation, expr: Call, bound: Names) -> Value:
    if not expr.args:
        ev.report(
            ErrorKind.ARGUMENT_COUNT,
            expr.range,
            "Too few arguments for try",
            "try takes at least 1 argument.",
        )
        return ANYTHING
    value, failures = _first_valid(ev, expr, bound)
    if value is not None:
        return value
    detail = f"Every argument fails; the last one: {failures[-1].detail}"
    ev.report(ErrorKind.FUNCTION, expr.range, "try fails", detail)
    return ANYTHING


def _first_valid(
    ev: Evaluation, expr: Call, bound: Names
) -> tuple[Value | None, list[EvaluationError]]:
    """The value of the first argument that does not fail; else None and all errors."""
    failures: list[EvaluationError] = []
    for argument in expr.args:
        value, errors = ev.attempt(argument, bound)
        if not errors:
            return value if value.wholly_known else ANYTHING, []
        failures += errors
    return None, failures


def _counted(count: int) -> str:
    return {0: "no arguments", 1: "1 argument"}.get(count, f"{count} arguments")

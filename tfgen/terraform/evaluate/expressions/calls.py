"""Function calls."""

from __future__ import annotations

from tfgen.source import Range
from tfgen.spelling import nearest
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names, capital
from tfgen.terraform.functions import LAZY, Function, FunctionError, call, find, names, parameter
from tfgen.terraform.hcl.syntax import (
    Call,
)
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError
from tfgen.terraform.types.model import BOOL, DYNAMIC, ListType, SetType, TupleType
from tfgen.terraform.types.type_conversion import article
from tfgen.terraform.types.value import (
    ANYTHING,
    FALSE,
    TRUE,
    Value,
    unknown,
)
from tfgen.terraform.types.value_conversion import ConversionError, convert


def call_expression(ev: Evaluation, expr: Call, bound: Names) -> Value:
    """``name(arguments...)``."""
    function = find(expr.name) or (ev.context.provided(expr.name) if "::" in expr.name else None)
    if function is None:
        return _no_function(ev, expr, bound)
    if expr.name.removeprefix("core::") in LAZY:
        return _lazy(ev, expr, bound)
    arguments = _given(ev, expr, bound)
    if arguments is None or not _counted(ev, expr, function, len(arguments)):
        return ANYTHING
    with ev.apart() as found:
        values = [_argument(ev, function, i, value, place) for i, (value, place) in enumerate(arguments)]
    ev.found += found
    if found or any(value is None for value in values):
        return ANYTHING
    return _called(ev, function, [v for v in values if v is not None], arguments, expr)


def _no_function(ev: Evaluation, expr: Call, bound: Names) -> Value:
    for argument in expr.args:
        ev.value(argument, bound)
    if "::" in expr.name.removeprefix("core::"):
        ev.skipped += 1
        return ANYTHING
    near = nearest(expr.name, names())
    help_ = f'Did you mean "{near}"?' if near else ""
    detail = f'Terraform has no function "{expr.name}".'
    ev.tell(ErrorKind.UNKNOWN_FUNCTION, expr.name_range, f"Unknown function {expr.name}", detail, help_, True)
    return ANYTHING


def _given(ev: Evaluation, expr: Call, bound: Names) -> list[tuple[Value | None, Range]] | None:
    """Values and places, None for one that failed; None as a whole where the number of arguments is not known."""
    given: list[tuple[Value | None, Range]] = []
    for argument in expr.args[:-1] if expr.expand else expr.args:
        value, found = ev.tried(argument, bound)
        ev.found += found
        given.append((None if found else value, argument.range))
    if not expr.expand:
        return given
    last = expr.args[-1]
    value, found = ev.tried(last, bound)
    ev.found += found
    if found:
        return None
    if value.null or not (value.type == DYNAMIC or isinstance(value.type, TupleType | ListType | SetType)):
        what = "null" if value.null else article(value.type)
        detail = f"What is expanded with ... is a list, set or tuple, not {what}."
        ev.tell(ErrorKind.FUNCTION, last.range, "Invalid expansion", detail)
        return None
    if not value.known:
        return None
    return [*given, *((e.marked(value.marks), last.range) for e in value.elements)]


def _counted(ev: Evaluation, expr: Call, function: Function, count: int) -> bool:
    wanted = len(function.parameters)
    if count < wanted:
        least = "at least " if function.variadic else ""
        missing = function.parameters[count].name
        detail = f'{expr.name} takes {least}{_counted_words(wanted)}; "{missing}" is missing.'
        end = expr.range.between(expr.range.end, expr.range.end)
        ev.tell(ErrorKind.ARGUMENT_COUNT, end, f"Too few arguments for {expr.name}", detail, "", not expr.expand)
        return False
    if count > wanted and not function.variadic:
        detail = f"{expr.name} takes {_counted_words(wanted)}, not {count}."
        place = expr.args[min(wanted, len(expr.args) - 1)].range
        ev.tell(ErrorKind.ARGUMENT_COUNT, place, f"Too many arguments for {expr.name}", detail, "", not expr.expand)
        return False
    return True


def _argument(ev: Evaluation, function: Function, at: int, value: Value | None, place: Range) -> Value | None:
    wanted = parameter(function, at)
    if value is None or wanted is None:
        return value
    try:
        return convert(value, wanted.type)
    except ConversionError as error:
        detail = f'The argument "{wanted.name}" of {function.name} does not fit: {error}.'
        ev.tell(ErrorKind.FUNCTION, place, "Invalid function argument", detail)
        return None


def _called(
    ev: Evaluation, function: Function, values: list[Value], arguments: list[tuple[Value | None, Range]], expr: Call
) -> Value:
    try:
        return call(function, values, ev.context)
    except FunctionError as error:
        at = error.index
        place = arguments[at][1] if at is not None and at < len(arguments) else expr.range
        ev.tell(ErrorKind.FUNCTION, place, f"{function.name} fails", f"{capital(str(error))}.")
        return ANYTHING


def _lazy(ev: Evaluation, expr: Call, bound: Names) -> Value:
    """``try`` and ``can`` look at their arguments' troubles themselves."""
    name = expr.name.removeprefix("core::")
    function = find(name)
    if function is None or (not expr.expand and not _counted(ev, expr, function, len(expr.args))):
        return ANYTHING
    if name == "try" and not expr.args:
        ev.tell(ErrorKind.ARGUMENT_COUNT, expr.range, "Too few arguments for try", "try takes at least 1 argument.")
    failures: list[EvaluationError] = []
    for argument in expr.args:
        value, found = ev.tried(argument, bound)
        if name == "can":
            return FALSE if found else TRUE if value.wholly_known else unknown(BOOL, not_null=True)
        if not found:
            return value if value.wholly_known else ANYTHING
        failures += found
    if name == "try" and expr.args:
        detail = f"Every argument fails; the last one: {failures[-1].detail}" if failures else "Every argument fails."
        ev.tell(ErrorKind.FUNCTION, expr.range, "try fails", detail)
    return ANYTHING


def _counted_words(count: int) -> str:
    return {0: "no arguments", 1: "1 argument"}.get(count, f"{count} arguments")

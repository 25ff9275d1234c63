"""Functions with regular expressions."""

from __future__ import annotations

import re
from functools import lru_cache

from tfgen.terraform.functions.arguments import text, text_at
from tfgen.terraform.functions.re2_match import Expression, Groups
from tfgen.terraform.functions.re2_nodes import PatternError
from tfgen.terraform.functions.rule import Call, FunctionError, Rule, Unsure
from tfgen.terraform.types.model import DYNAMIC, STRING, ListType, ObjectType, TupleType, Type
from tfgen.terraform.types.value import ANYTHING, Value, list_of

_REFERENCE = re.compile(r"\$(\$|[A-Za-z0-9_]+|\{[A-Za-z0-9_]+\})")


@lru_cache(maxsize=256)
def _names(pattern: str) -> tuple[str, ...]:
    try:
        return Expression.of(pattern).names
    except PatternError as error:
        raise FunctionError(f"invalid regexp pattern: {error}", 0) from None


def _result_type(pattern: str) -> Type:
    names = _names(pattern)
    if not names:
        return STRING
    if not any(names):
        return TupleType((STRING,) * len(names))
    if not all(names):
        raise FunctionError("invalid regexp pattern: cannot mix both named and unnamed capture groups", 0)
    return ObjectType.of(dict.fromkeys(names, STRING))


def _regex_type(call: Call) -> Type:
    pattern = call.arguments[0].data
    return _result_type(pattern) if isinstance(pattern, str) else DYNAMIC


def _regexall_type(call: Call) -> Type:
    return ListType(_regex_type(call))


def _regex(call: Call) -> Value:
    if call.returns == DYNAMIC:
        return ANYTHING
    expression, subject = Expression.of(text_at(call, 0)), text_at(call, 1)
    found = expression.search(subject)
    if found is None:
        raise FunctionError("pattern did not match any part of the given string")
    return _result(expression, subject, found, call.returns)


def _regexall(call: Call) -> Value:
    assert isinstance(call.returns, ListType)
    element = call.returns.element
    if element == DYNAMIC:
        raise Unsure
    expression, subject = Expression.of(text_at(call, 0)), text_at(call, 1)
    return list_of([_result(expression, subject, found, element) for found in expression.every(subject)], element)


def _result(expression: Expression, subject: str, found: Groups, want: Type) -> Value:
    if want == STRING:
        return text(subject[found[0] : found[1]])
    groups = [_group(subject, found, i) for i in range(1, len(expression.names) + 1)]
    if isinstance(want, TupleType):
        return Value(want, tuple(groups))
    return Value(want, dict(zip(expression.names, groups, strict=True)))


def _group(subject: str, found: Groups, number: int) -> Value:
    start, end = found[2 * number : 2 * number + 2]
    return text(subject[start:end]) if end >= 0 else Value(STRING, None)


def replaced(pattern: str, template: str, subject: str) -> str:
    """What ``replace`` gives for ``/pattern/``. Raises ``FunctionError``, ``Unsure``."""
    try:
        expression = Expression.of(pattern)
    except PatternError as error:
        raise FunctionError(f"error parsing regexp: {error}", 1) from None
    parts: list[str] = []
    last = at = 0
    while at <= len(subject):
        found = expression.search(subject, at)
        if found is None:
            break
        start, end = found[:2]
        parts.append(subject[last:start])
        if end > last or start == 0:
            parts.append(_expanded(expression, template, subject, found))
        last = end
        at = max(at + 1, end)
    return "".join([*parts, subject[last:]])


def _expanded(expression: Expression, template: str, subject: str, found: Groups) -> str:
    def value(reference: re.Match[str]) -> str:
        name = reference[1].strip("{}")
        if name == "$":
            return "$"
        number = int(name) if name.isdigit() else _number_of(expression, name)
        if not 0 <= number <= len(expression.names):
            return ""
        start, end = found[2 * number : 2 * number + 2]
        return subject[start:end] if end >= 0 else ""

    return _REFERENCE.sub(value, template)


def _number_of(expression: Expression, name: str) -> int:
    return expression.names.index(name) + 1 if name in expression.names else -1


RULES = {"regex": Rule(_regex, _regex_type), "regexall": Rule(_regexall, _regexall_type)}

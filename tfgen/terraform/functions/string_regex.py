"""Functions with regular expressions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tfgen.terraform.functions.arguments import MAX_ITEMS, text, text_at
from tfgen.terraform.functions.go_expand import Part, template_parts
from tfgen.terraform.functions.go_regexp import (
    PatternError,
    Search,
    Span,
    depends_on_tables,
    expression,
    search,
)
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import DYNAMIC, STRING, ListType, ObjectType, TupleType, Type
from tfgen.terraform.types.value import ANYTHING, Value, list_of


def _result_type(pattern: str) -> Type:
    names = _group_names(pattern)
    if not names:
        return STRING
    if not any(names):
        return TupleType((STRING,) * len(names))
    if not all(names):
        raise FunctionError(
            "invalid regexp pattern: cannot mix both named and unnamed capture groups", 0
        )
    return ObjectType.of(dict.fromkeys(names, STRING))


def _group_names(pattern: str) -> tuple[str, ...]:
    try:
        return expression(pattern).names
    except PatternError as error:
        raise FunctionError(f"invalid regexp pattern: {error.code} in {error.part}", 0) from None


def _regex_type(call: FunctionCall) -> Type:
    pattern = call.arguments[0].data
    if not isinstance(pattern, str):
        return DYNAMIC
    try:
        return _result_type(pattern)
    except NotComputable:
        return DYNAMIC


def _regexall_type(call: FunctionCall) -> Type:
    return ListType(_regex_type(call))


def _regex(call: FunctionCall) -> Value:
    if call.returns == DYNAMIC:
        return ANYTHING
    found = search(text_at(call, 0), text_at(call, 1))
    match = found.first()
    if match is None:
        raise FunctionError("pattern did not match any part of the given string")
    return _result(found, match, call.returns)


def _regexall(call: FunctionCall) -> Value:
    assert isinstance(call.returns, ListType)
    element = call.returns.element
    if element == DYNAMIC:
        raise NotComputable
    found = search(text_at(call, 0), text_at(call, 1))
    results: list[Value] = []
    for match in found.all():
        results.append(_result(found, match, element))
        if len(results) * len(match) > MAX_ITEMS:
            raise NotComputable
    return list_of(results, element)


def _result(found: Search, match: Sequence[Span], want: Type) -> Value:
    if want == STRING:
        return _group(found.subject, match[0])
    groups = [_group(found.subject, span) for span in match[1:]]
    if isinstance(want, TupleType):
        return Value(want, tuple(groups))
    return Value(want, dict(zip(found.expression.names, groups, strict=True)))


def _group(subject: bytes, span: Span) -> Value:
    start, end = span
    if end < 0:
        return Value(STRING, None)
    return text(subject[start:end].decode())


def replaced(pattern: str, template: str, subject: str) -> str:
    """The result of ``replace`` for ``/pattern/``. Raises ``FunctionError``, ``NotComputable``."""
    try:
        found = search(pattern, subject)
    except PatternError as error:
        raise FunctionError(f"error parsing regexp: {error.code}: `{error.part}`", 1) from None
    if depends_on_tables(template):
        raise NotComputable  # a name of a group goes on as long as Go sees letters
    pieces: list[bytes] = []
    size = 0
    for piece in _pieces(found, template_parts(template, found.expression.names)):
        size += len(piece)
        if size > 10 * MAX_ITEMS:
            raise NotComputable
        pieces.append(piece)
    return b"".join(pieces).decode()


def _pieces(found: Search, template: Sequence[Part]) -> Iterator[bytes]:
    """The text between matches and, for each match, the template.

    An empty match right behind another does not count.
    """
    last = at = 0
    while at <= len(found.subject):
        match = found.first(at)
        if match is None:
            break
        start, end = match[0]
        yield found.subject[last:start]
        if end > last or start == 0:
            yield from _expanded(template, found.subject, match)
        last = end
        at = max(end, found.next_character(at))
    yield found.subject[last:]


def _expanded(template: Sequence[Part], subject: bytes, match: Sequence[Span]) -> Iterator[bytes]:
    for part in template:
        if isinstance(part, str):
            yield part.encode()
            continue
        for number in part:
            start, end = match[number]
            if end >= 0:
                yield subject[start:end]
                break


FUNCTIONS = {
    "regex": FunctionSpec(_regex, _regex_type),
    "regexall": FunctionSpec(_regexall, _regexall_type),
}

"""JSON against the shapes of AWS's API models, as the provider reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from tfgen.aws.constraints.load import constraints
from tfgen.rules.aws._json_arguments import JsonProblem, key_range
from tfgen.rules.aws._json_documents import JsonNode
from tfgen.spelling import did_you_mean


class _JsonShape(msgspec.Struct, frozen=True):
    members: dict[str, str] | None = None
    element: str = ""
    value: str = ""
    kind: str = ""


class _ShapedArgument(msgspec.Struct, frozen=True):
    shape: str
    needed: tuple[str, ...]


class _ShapeTable(msgspec.Struct, frozen=True):
    arguments: dict[str, _ShapedArgument]
    shapes: dict[str, _JsonShape]


@cache
def _table() -> _ShapeTable:
    return constraints().table("json_shapes", _ShapeTable)


def shape_problems(path: str, node: JsonNode) -> Iterator[JsonProblem]:
    """The parts of the document in the argument at ``path`` that its shape does not have."""
    argument = _table().arguments[path]
    yield from _problems(path.rpartition(".")[2], node, argument.shape)
    for item in node.items:
        names = set()
        for name in item.members or ():
            names.add(name.lower())
        for needed in argument.needed if item.members else ():
            if needed.lower() not in names:
                detail = f"Every one of {path.rpartition('.')[2]} has a {needed}."
                yield JsonProblem(item.range, f"{needed} is missing", detail)


def _problems(name: str, node: JsonNode, shape_name: str) -> Iterator[JsonProblem]:
    shape = _table().shapes[shape_name]
    if node.unknown or node.value is None:
        return
    if shape.members is not None:
        yield from _structure(name, node, shape.members)
    elif shape.element:
        yield from _list(name, node, shape.element)
    elif shape.value:
        yield from _map(name, node, shape.value)
    else:
        yield from _primitive(name, node, shape.kind)


def _structure(name: str, node: JsonNode, members: Mapping[str, str]) -> Iterator[JsonProblem]:
    if node.members is None:
        yield _mismatch(name, node, "an object")
        return
    by_lower = {member.lower(): member for member in members}
    for key, value in node.members.items():
        member = by_lower.get(key.lower())
        if member is not None:
            yield from _problems(key, value, members[member])
            continue
        plain = key.replace("_", "").replace("-", "").lower()
        known = by_lower.get(plain)
        help_ = f"Write {known}." if known else did_you_mean(key, tuple(members))
        detail = f"{name} has no such member in AWS's API."
        summary = f'Unknown member "{key}"'
        by = "The provider passes over it."
        yield JsonProblem(key_range(node, key), summary, detail, help_, by=by)


def _list(name: str, node: JsonNode, element: str) -> Iterator[JsonProblem]:
    if not isinstance(node.value, tuple):
        yield _mismatch(name, node, "a list", "Put it into brackets." if node.members else "")
        return
    for item in node.value:
        yield from _problems(name, item, element)


def _map(name: str, node: JsonNode, value: str) -> Iterator[JsonProblem]:
    if node.members is None:
        yield _mismatch(name, node, "an object")
        return
    for key, member in node.members.items():
        yield from _problems(f"{name}.{key}", member, value)


def _primitive(name: str, node: JsonNode, kind: str) -> Iterator[JsonProblem]:
    value = node.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "string" and not isinstance(value, str):
        help_ = ""
        if is_number or isinstance(value, bool):
            help_ = f'Write "{_written(value)}".'
        yield _mismatch(name, node, "a string", help_)
    elif kind == "integer" and not (is_number and value == int(value)):  # type: ignore[call-overload]
        yield _mismatch(name, node, "a whole number", _without_quotes(value))
    elif kind == "number" and not is_number:
        yield _mismatch(name, node, "a number", _without_quotes(value))
    elif kind == "bool" and not isinstance(value, bool):
        help_ = f"Write {value}." if value in ("true", "false") else ""
        yield _mismatch(name, node, "true or false", help_)


def _without_quotes(value: object) -> str:
    if isinstance(value, str) and value.isdecimal():
        return f"Write {value}."
    return ""


def _written(value: object) -> str:
    if isinstance(value, bool):
        if value:
            return "true"
        return "false"
    return str(value)


def _mismatch(name: str, node: JsonNode, wanted: str, help_: str = "") -> JsonProblem:
    detail = f"It is {wanted}; this is {_described(node)}."
    return JsonProblem(node.range, f"{name} wants {wanted}", detail, help_, refused=True)


def _described(node: JsonNode) -> str:
    value = node.value
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, str):
        return f'the string "{value[:40]}"'
    return _written(value)

"""JSON documents in arguments, as far as they are known: ``jsonencode({...})``, strings and heredocs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct

from tfgen.rules.constants import PlainValue, known_value, local_expression
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.functions import Budget
from tfgen.terraform.hcl.syntax import Call, Expr, Interpolation, Object, Parens, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string

UNKNOWN = object()

_HOLE = "\x00"
"""Stands for an interpolation, whose text is not known."""

_MAX_ITEMS = 20_000
"""Documents with more parts than these, however they share their locals, are unknown from there on."""

_MAX_LOCALS = 20
"""Locals that stand for each other deeper than this are unknown."""


class JsonNode(Struct, frozen=True):
    """A value with its range: text, number, bool, None for null, the parts, or ``UNKNOWN``.

    ``keys`` are the ranges of an object's keys. All parts of a text have the text's range.
    """

    value: object
    range: Range
    keys: Mapping[str, Range]

    @property
    def members(self) -> Mapping[str, JsonNode] | None:
        """The members of an object."""
        return self.value if isinstance(self.value, dict) else None

    @property
    def items(self) -> tuple[JsonNode, ...]:
        """The elements of a list; any other value counts as a list of one."""
        return self.value if isinstance(self.value, tuple) else (self,)

    @property
    def unknown(self) -> bool:
        """True when nothing is known of it."""
        return self.value is UNKNOWN


class MalformedError(Exception):
    """A text that cannot be JSON; ``reason`` says why."""

    def __init__(self, reason: str, range_: Range) -> None:
        super().__init__(reason)
        self.reason = reason
        self.range = range_


def document(context: RuleContext, expr: Expr, depth: int = _MAX_LOCALS) -> JsonNode:
    """The document that an argument has; raises ``MalformedError``."""
    match expr:
        case Parens():
            return document(context, expr.inner, depth)
        case Call(name="jsonencode", args=(encoded,), expand=False):
            return _of_hcl(context, encoded, depth, Budget(_MAX_ITEMS))
        case Template():
            return _of_text(expr)
    if depth:
        local = local_expression(context, expr)
        if local is not None:
            return document(context, local, depth - 1)
    return _unknown(expr.range)


def _unknown(range_: Range) -> JsonNode:
    return JsonNode(UNKNOWN, range_, {})


def _of_hcl(context: RuleContext, expr: Expr, depth: int, budget: Budget) -> JsonNode:
    if not budget.spend(1):
        return _unknown(expr.range)
    match expr:
        case Parens():
            return _of_hcl(context, expr.inner, depth, budget)
        case Tuple():
            items = tuple(_of_hcl(context, item, depth, budget) for item in expr.items)
            return JsonNode(items, expr.range, {})
        case Object():
            return _of_object(context, expr, depth, budget)
    if not depth:
        return _unknown(expr.range)
    local = local_expression(context, expr)
    if local is not None:
        return _of_hcl(context, local, depth - 1, budget)
    value = known_value(context, expr)
    if value is None:
        return _unknown(expr.range)
    return _of_value(value, expr.range)


def _of_value(value: PlainValue, range_: Range) -> JsonNode:
    if isinstance(value, tuple):
        return JsonNode(tuple(_of_value(item, range_) for item in value), range_, {})
    if isinstance(value, Mapping):
        members = {key: _of_value(member, range_) for key, member in value.items()}
        return JsonNode(members, range_, dict.fromkeys(value, range_))
    return JsonNode(value, range_, {})


def _of_object(context: RuleContext, expr: Object, depth: int, budget: Budget) -> JsonNode:
    members: dict[str, JsonNode] = {}
    keys: dict[str, Range] = {}
    for item in expr.items:
        key = plain_string(item.key)
        if key is None:
            return _unknown(expr.range)
        members[key] = _of_hcl(context, item.value, depth, budget)
        keys[key] = item.key.range
    return JsonNode(members, expr.range, keys)


def _of_text(expr: Template) -> JsonNode:
    text = _with_holes(expr)
    if text is None or not text.strip():
        return _unknown(expr.range)  # providers take a blank text for no document at all
    try:
        return _of_json(json.loads(text, strict=False), expr.range)
    except ValueError as error:
        if plain_string(expr) is not None:
            raise MalformedError(str(error), expr.range) from None
        return _unknown(expr.range)
    except RecursionError:
        return _unknown(expr.range)


def _with_holes(expr: Template) -> str | None:
    """The text with a hole for each interpolation; None where it has directives."""
    text = ""
    for part in expr.parts:
        if isinstance(part, str):
            text += part
        elif isinstance(part, Interpolation):
            text += _HOLE
        else:
            return None
    return text


def _of_json(value: object, range_: Range) -> JsonNode:
    match value:
        case dict():
            if any(_HOLE in key for key in value):
                return _unknown(range_)
            members = {key: _of_json(member, range_) for key, member in value.items()}
            return JsonNode(members, range_, dict.fromkeys(value, range_))
        case list():
            return JsonNode(tuple(_of_json(item, range_) for item in value), range_, {})
        case str() if _HOLE in value:
            return _unknown(range_)
    return JsonNode(value, range_, {})

"""JSON documents in arguments, as far as they are certain: ``jsonencode({...})``, strings and heredocs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct

from tfgen.rules.constants import Value, known, local_of
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.functions import Budget
from tfgen.terraform.hcl.syntax import Call, Expr, Interpolation, Object, Parens, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string

_HOLE = "\x00"
"""Stands for an interpolation: what text it makes is not certain."""


class Node(Struct, frozen=True):
    """A value with its place. ``value`` is text, number, bool, None for null, or the parts; ``UNKNOWN`` if uncertain.

    ``keys`` are the places of an object's keys. What stands in a text has the text's place.
    """

    value: object
    range: Range
    keys: Mapping[str, Range]

    @property
    def members(self) -> Mapping[str, Node] | None:
        """The members of an object."""
        return self.value if isinstance(self.value, dict) else None

    @property
    def items(self) -> tuple[Node, ...]:
        """The elements of a list; any other value counts as a list of one."""
        return self.value if isinstance(self.value, tuple) else (self,)

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of it."""
        return self.value is UNKNOWN


UNKNOWN = object()


class MalformedError(Exception):
    """A text is certainly not JSON; ``reason`` says why."""

    def __init__(self, reason: str, place: Range) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


def document(context: RuleContext, expr: Expr, deep: int = 20) -> Node:
    """The document that an argument holds; raises ``MalformedError``."""
    match expr:
        case Parens():
            return document(context, expr.inner, deep)
        case Call(name="jsonencode", args=(only,), expand=False):
            return _of_hcl(context, only, deep, Budget(_MAX_ITEMS))
        case Template():
            return _of_text(expr)
    local = local_of(context, expr) if deep else None
    return document(context, local, deep - 1) if local is not None else Node(UNKNOWN, expr.range, {})


_MAX_ITEMS = 20_000
"""Documents with more parts than these, however they share their locals, are unknown from there on."""


def _of_hcl(context: RuleContext, expr: Expr, deep: int, budget: Budget) -> Node:
    if not budget.spend(1):
        return Node(UNKNOWN, expr.range, {})
    match expr:
        case Parens():
            return _of_hcl(context, expr.inner, deep, budget)
        case Tuple():
            return Node(tuple(_of_hcl(context, item, deep, budget) for item in expr.items), expr.range, {})
        case Object():
            return _of_object(context, expr, deep, budget)
    local = local_of(context, expr) if deep else None
    if local is not None:
        return _of_hcl(context, local, deep - 1, budget)
    value = known(context, expr) if deep else None
    return Node(UNKNOWN, expr.range, {}) if value is None else _of_plain(value, expr.range)


def _of_plain(value: Value, place: Range) -> Node:
    if isinstance(value, tuple):
        return Node(tuple(_of_plain(item, place) for item in value), place, {})
    if isinstance(value, Mapping):
        return Node({k: _of_plain(v, place) for k, v in value.items()}, place, dict.fromkeys(value, place))
    return Node(value, place, {})


def _of_object(context: RuleContext, expr: Object, deep: int, budget: Budget) -> Node:
    members: dict[str, Node] = {}
    keys: dict[str, Range] = {}
    for item in expr.items:
        key = plain_string(item.key)
        if key is None:
            return Node(UNKNOWN, expr.range, {})
        members[key], keys[key] = _of_hcl(context, item.value, deep, budget), item.key.range
    return Node(members, expr.range, keys)


def _of_text(expr: Template) -> Node:
    not_null = plain_string(expr) is not None
    if not all(isinstance(part, str | Interpolation) for part in expr.parts):
        return Node(UNKNOWN, expr.range, {})
    text = "".join(part if isinstance(part, str) else _HOLE for part in expr.parts)
    if not text.strip():
        return Node(UNKNOWN, expr.range, {})  # providers take it for no document at all
    try:
        return _of_json(json.loads(text, strict=False), expr.range)
    except ValueError as error:
        if not_null:
            raise MalformedError(str(error), expr.range) from None
        return Node(UNKNOWN, expr.range, {})
    except RecursionError:
        return Node(UNKNOWN, expr.range, {})


def _of_json(value: object, place: Range) -> Node:
    match value:
        case dict():
            if any(_HOLE in key for key in value):
                return Node(UNKNOWN, place, {})
            return Node({k: _of_json(v, place) for k, v in value.items()}, place, dict.fromkeys(value, place))
        case list():
            return Node(tuple(_of_json(item, place) for item in value), place, {})
        case str() if _HOLE in value:
            return Node(UNKNOWN, place, {})
    return Node(value, place, {})

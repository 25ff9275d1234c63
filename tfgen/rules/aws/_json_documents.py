"""JSON documents in arguments, as far as they are known: ``jsonencode({...})``, strings and heredocs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct

from tfgen.rules.constants import PlainValue, known_value, local_expression
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.evaluate.evaluator import NO_NAMES, Names
from tfgen.terraform.functions import Budget
from tfgen.terraform.hcl.syntax import Call, Expr, Interpolation, Object, Parens, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string, reference

UNKNOWN = object()

MAYBE = object()
"""The same of a member that may not be there at all."""

_HOLE = "\x00"
"""Stands for an interpolation, whose text is not known."""

_MAX_ITEMS = 20_000
"""Documents with more parts than these, however they share their locals, are unknown from there on."""

_MAX_LOCALS = 20
"""Locals that stand for each other deeper than this are unknown."""


class JsonNode(Struct, frozen=True):
    """A value with its range: text, number, bool, None for null, the parts, ``UNKNOWN`` or ``MAYBE``.

    ``keys`` are the ranges of an object's keys. All parts of a text have the text's range.
    """

    value: object
    range: Range
    keys: Mapping[str, Range]

    @property
    def members(self) -> Mapping[str, JsonNode] | None:
        """The members of an object."""
        if isinstance(self.value, dict):
            return self.value
        return None

    @property
    def items(self) -> tuple[JsonNode, ...]:
        """The elements of a list; any other value counts as a list of one."""
        if isinstance(self.value, tuple):
            return self.value
        return (self,)

    @property
    def unknown(self) -> bool:
        """True when nothing is known of it."""
        return self.value is UNKNOWN or self.value is MAYBE

    @property
    def certain(self) -> bool:
        """True when it is there, whatever it is."""
        return self.value is not MAYBE


class MalformedError(Exception):
    """A text that cannot be JSON; ``reason`` says why."""

    def __init__(self, reason: str, range_: Range) -> None:
        super().__init__(reason)
        self.reason = reason
        self.range = range_


def document(context: RuleContext, expr: Expr, names: Names = NO_NAMES) -> JsonNode:
    """The document that an argument has; raises ``MalformedError``.

    ``names`` are those of the instance that the argument is in; see ``ResourceArgument``. What a
    call gives is read as it is written there, and has the range of ``expr``.
    """
    return _Reader(context, names).document(expr, _MAX_LOCALS)


def node_of(context: RuleContext, expr: Expr, names: Names = NO_NAMES) -> JsonNode:
    """The value of an expression as ``jsonencode`` takes it."""
    return _Reader(context, names).of_hcl(expr, _MAX_LOCALS, Budget(_MAX_ITEMS))


def _unknown(range_: Range) -> JsonNode:
    return JsonNode(UNKNOWN, range_, {})


class _Reader(Struct, frozen=True):
    """Reads expressions of one module; ``at``: the range of all nodes, None for their own ones."""

    context: RuleContext
    names: Names
    at: Range | None = None

    def document(self, expr: Expr, depth: int) -> JsonNode:
        match expr:
            case Parens():
                return self.document(expr.inner, depth)
            case Call(name="jsonencode", args=(encoded,), expand=False):
                return self.of_hcl(encoded, depth, Budget(_MAX_ITEMS))
        if depth:
            local = local_expression(self.context, expr)
            if local is not None:
                return self.document(local, depth - 1)
            given = self._given(expr)
            if given is not None:
                reader, argument = given
                return reader.document(argument, depth - 1)
        return self._of_text(expr)

    def _given(self, expr: Expr) -> tuple[_Reader, Expr] | None:
        """The expression that the call gives for a variable, where ``expr`` is one as a whole."""
        call, caller = self.context.instance.call, self.context.caller
        variable = reference(expr)
        if call is None or caller is None or variable is None or len(variable.names) != 2:
            return None
        root, name = variable.names
        if root != "var" or len(variable.steps) != 1 or name in self.context.instance.hidden:
            return None
        argument = call.inputs.get(name)
        if argument is None:
            return None
        return _Reader(caller, call.names, self.at or expr.range), argument.expr

    def of_hcl(self, expr: Expr, depth: int, budget: Budget) -> JsonNode:
        if not budget.spend(1):
            return _unknown(self._range(expr))
        match expr:
            case Parens():
                return self.of_hcl(expr.inner, depth, budget)
            case Tuple():
                items = tuple(self.of_hcl(item, depth, budget) for item in expr.items)
                return JsonNode(items, self._range(expr), {})
            case Object():
                return self._of_object(expr, depth, budget)
        if not depth:
            return _unknown(self._range(expr))
        local = local_expression(self.context, expr)
        if local is not None:
            return self.of_hcl(local, depth - 1, budget)
        given = self._given(expr)
        if given is not None:
            reader, argument = given
            return reader.of_hcl(argument, depth - 1, budget)
        value = known_value(self.context, expr, self.names)
        if value is None:
            return _unknown(self._range(expr))
        return _of_value(value, self._range(expr))

    def _of_object(self, expr: Object, depth: int, budget: Budget) -> JsonNode:
        members: dict[str, JsonNode] = {}
        keys: dict[str, Range] = {}
        for item in expr.items:
            key = plain_string(item.key)
            if key is None:
                return _unknown(self._range(expr))
            members[key] = self.of_hcl(item.value, depth, budget)
            keys[key] = self._range(item.key)
        return JsonNode(members, self._range(expr), keys)

    def _of_text(self, expr: Expr) -> JsonNode:
        known = known_value(self.context, expr, self.names)
        text = known
        if text is None and isinstance(expr, Template):
            text = _with_holes(expr)
        range_ = self._range(expr)
        if not isinstance(text, str) or not text.strip():
            return _unknown(range_)  # providers take a blank text for no document at all
        try:
            return _of_json(json.loads(text, strict=False), range_)
        except ValueError as error:
            if known is not None:
                raise MalformedError(str(error), range_) from None
            return _unknown(range_)
        except RecursionError:
            return _unknown(range_)

    def _range(self, expr: Expr) -> Range:
        return self.at or expr.range


def _of_value(value: PlainValue, range_: Range) -> JsonNode:
    if isinstance(value, tuple):
        return JsonNode(tuple(_of_value(item, range_) for item in value), range_, {})
    if isinstance(value, Mapping):
        members = {}
        for key, member in value.items():
            members[key] = _of_value(member, range_)
        return JsonNode(members, range_, dict.fromkeys(value, range_))
    return JsonNode(value, range_, {})


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

"""The time when the value of an expression is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tfgen.terraform.evaluate.apply_time import functions
from tfgen.terraform.evaluate.apply_time.comparisons import compared, compared_length, undecided
from tfgen.terraform.evaluate.apply_time.timing import (
    PERHAPS,
    AfterApply,
    Items,
    Members,
    Several,
    Timing,
    attribute_of,
    element_of,
    entries,
    late_part,
    parts,
)
from tfgen.terraform.hcl.syntax import (
    Binary,
    Call,
    Conditional,
    Expr,
    ForExpr,
    GetAttr,
    Index,
    Interpolation,
    Literal,
    Name,
    Object,
    Parens,
    Splat,
    Template,
    Tuple,
    Unary,
)
from tfgen.terraform.hcl.walk import ELEMENT, Reference, plain_string, reference
from tfgen.terraform.types.model import DYNAMIC, NUMBER, STRING, PrimitiveType
from tfgen.terraform.types.value import Value

Bound = Mapping[str, Timing]
"""The values of names that ``for`` binds, and of ``ELEMENT`` inside a splat."""

NOTHING_BOUND: Bound = {}

_ARITHMETIC = frozenset({"+", "-", "*", "/", "%"})
_MAX_STEPS = 20_000
_MAX_DEPTH = 80


class Surroundings(Protocol):
    """The meaning of references where an expression stands."""

    def referenced(self, reference: Reference, timer: Timer) -> Timing:
        """The time of a reference that no ``for`` binds."""

    def value(self, expr: Expr) -> Value | None:
        """The value of an expression without bound names; None where it fails."""


class Timer:
    """Looks at the expressions of one argument.

    ``sure``: an instance that may not exist is ``PERHAPS``, since something else is taken then.
    """

    def __init__(self) -> None:
        self.sure = False
        self._steps = 0
        self._depth = 0

    def timing(self, expr: Expr, around: Surroundings, bound: Bound = NOTHING_BOUND) -> Timing:
        """The time of an expression's value; ``PERHAPS`` beyond the limits."""
        self._steps += 1
        if self._steps > _MAX_STEPS or self._depth > _MAX_DEPTH:
            return PERHAPS
        self._depth += 1
        try:
            return self._timing(expr, around, bound)
        finally:
            self._depth -= 1

    def _timing(self, expr: Expr, around: Surroundings, bound: Bound) -> Timing:
        match expr:
            case Parens():
                return self.timing(expr.inner, around, bound)
            case Name() | GetAttr() | Index():
                return self._traversal(expr, around, bound)
            case Splat():
                return self._splat(expr, around, bound)
            case Template():
                return self._template(expr, around, bound)
            case Tuple():
                items = [self.timing(item, around, bound) for item in expr.items]
                return Items(tuple(items))
            case Object():
                return self._object(expr, around, bound)
            case ForExpr():
                return self._for(expr, around, bound)
            case Conditional():
                return self._conditional(expr, around, bound)
            case Binary():
                return self._binary(expr, around, bound)
            case Unary():
                return _late(self.timing(expr.operand, around, bound))
            case Call():
                return self._call(expr, around, bound)
        return PERHAPS

    def _traversal(self, expr: Expr, around: Surroundings, bound: Bound) -> Timing:
        whole = reference(expr)
        if whole is not None and whole.root not in bound:
            return around.referenced(whole, self)
        match expr:
            case Name():
                return bound.get(expr.name, PERHAPS)
            case GetAttr():
                return attribute_of(self.timing(expr.of, around, bound), expr.name)
            case Index():
                return self._index(expr, around, bound)
        return PERHAPS

    def _index(self, expr: Index, around: Surroundings, bound: Bound) -> Timing:
        of = self.timing(expr.of, around, bound)
        key = plain_string(expr.key)
        if key is not None:
            return element_of(of, key)
        if isinstance(expr.key, Literal) and isinstance(expr.key.value, int | float):
            return element_of(of, expr.key.value)
        if isinstance(of, AfterApply):
            return element_of(of, None)
        if self.sure:
            return PERHAPS
        return element_of(of, None)

    def _splat(self, expr: Splat, around: Surroundings, bound: Bound) -> Timing:
        of = self.timing(expr.of, around, bound)
        match of:
            case AfterApply():
                return AfterApply(of.cause, of.type)
            case Items():
                each: list[Timing] = []
                for element in of.elements:
                    each.append(self.timing(expr.each, around, {**bound, ELEMENT: element}))
                return Items(tuple(each))
            case Several():
                one = self.timing(expr.each, around, {**bound, ELEMENT: of.element})
                return Several(one)
        return PERHAPS

    def _template(self, expr: Template, around: Surroundings, bound: Bound) -> Timing:
        if len(expr.parts) == 1 and isinstance(expr.parts[0], Interpolation):
            return self.timing(expr.parts[0].expr, around, bound)
        for part in expr.parts:
            if isinstance(part, Interpolation):
                late = self.timing(part.expr, around, bound)
                if isinstance(late, AfterApply):
                    return AfterApply(late.cause, STRING)
        return PERHAPS

    def _object(self, expr: Object, around: Surroundings, bound: Bound) -> Timing:
        """An object; as a whole unknown when one of its keys is."""
        members: dict[str, Timing] = {}
        synthetic = False
        for i, item in enumerate(expr.items):
            name = plain_string(item.key)
            if name is None:
                key = self.timing(item.key, around, bound)
                if isinstance(key, AfterApply):
                    return AfterApply(key.cause)
                name, synthetic = f"{i}", True
            members[name] = self.timing(item.value, around, bound)
        return Members(members, synthetic)

    def _for(self, expr: ForExpr, around: Surroundings, bound: Bound) -> Timing:
        over = self.timing(expr.collection, around, bound)
        if isinstance(over, AfterApply):
            return AfterApply(over.cause, DYNAMIC)
        values: dict[str, Timing] = {}
        for i, (key, name, element) in enumerate(entries(over)):
            names = expr.names
            inside = {**bound, names[-1]: element}
            if len(names) > 1:
                inside[names[0]] = key
            if expr.condition is not None:
                chosen = self.timing(expr.condition, around, inside)
                if isinstance(chosen, AfterApply):
                    return AfterApply(chosen.cause, DYNAMIC)
                continue
            if expr.key is not None:
                made = self.timing(expr.key, around, inside)
                if isinstance(made, AfterApply):
                    return AfterApply(made.cause, DYNAMIC)
            same = isinstance(expr.key, Name) and expr.key.name == names[0] and len(names) > 1
            label = name if same and name is not None else f"\0{i}"
            values[label] = self.timing(expr.value, around, inside)
        return self._collected(expr, over, values)

    def _collected(self, expr: ForExpr, over: Timing, values: dict[str, Timing]) -> Timing:
        """The result of a ``for`` over a collection with those values."""
        if expr.condition is not None or expr.grouping or isinstance(over, Several):
            late = [value for value in values.values() if late_part(value)]
            if late and expr.key is None:
                return Several(late[0])
            return PERHAPS
        if not isinstance(over, Items | Members):
            return PERHAPS
        if expr.key is None:
            if isinstance(over, Items) and over.is_set and late_part(over):
                return PERHAPS  # equal elements of a set count once
            return Items(tuple(values.values()))
        return Members(values, synthetic=any(name.startswith("\0") for name in values))

    def _conditional(self, expr: Conditional, around: Surroundings, bound: Bound) -> Timing:
        condition = self.timing(expr.condition, around, bound)
        yes = self.timing(expr.yes, around, bound)
        no = self.timing(expr.no, around, bound)
        if isinstance(condition, AfterApply):
            values = around.value(expr.yes), around.value(expr.no)
            return undecided(condition, (yes, no), values)
        chosen = around.value(expr.condition) if not bound else None
        if chosen is not None and chosen.data is True:
            return yes
        if chosen is not None and chosen.data is False:
            return no
        if isinstance(yes, AfterApply) and isinstance(no, AfterApply):
            return AfterApply(yes.cause)
        return PERHAPS

    def _binary(self, expr: Binary, around: Surroundings, bound: Bound) -> Timing:
        left = self.timing(expr.left, around, bound)
        right = self.timing(expr.right, around, bound)
        late = left if isinstance(left, AfterApply) else right
        if not isinstance(late, AfterApply):
            return PERHAPS
        if expr.op in _ARITHMETIC:
            return AfterApply(late.cause, NUMBER)
        if expr.op in ("&&", "||"):
            return self._logical(expr, around, bound, left, right)
        if late.length:
            return compared_length(expr, late, left is late)
        if late.plain and isinstance(late.type, PrimitiveType):
            other = expr.right if left is late else expr.left
            return compared(expr.op, late, other)
        return PERHAPS

    @staticmethod
    def _logical(
        expr: Binary, around: Surroundings, bound: Bound, left: Timing, right: Timing
    ) -> Timing:
        """``x && unknown`` is unknown where x is true."""
        if isinstance(left, AfterApply) and isinstance(right, AfterApply):
            return left
        late, other = left, expr.right
        if isinstance(right, AfterApply):
            late, other = right, expr.left
        known = around.value(other) if not bound else None
        if known is not None and known.data is (expr.op == "&&"):
            return _late(late)
        return PERHAPS

    def _call(self, expr: Call, around: Surroundings, bound: Bound) -> Timing:
        if expr.expand:
            return self._expanded(expr, around, bound)
        if expr.name == "try":
            return self._try(expr, around, bound)
        arguments = [self.timing(argument, around, bound) for argument in expr.args]
        return functions.call(expr.name, arguments)

    def _expanded(self, expr: Call, around: Surroundings, bound: Bound) -> Timing:
        arguments = [self.timing(argument, around, bound) for argument in expr.args]
        last = arguments.pop()
        if isinstance(last, AfterApply):
            return AfterApply(last.cause)
        if not isinstance(last, Items):
            return PERHAPS
        return functions.call(expr.name, [*arguments, *parts(last)])

    def _try(self, expr: Call, around: Surroundings, bound: Bound) -> Timing:
        """``try`` takes its first argument unless it fails, and waits for all that is unknown."""
        sure, self.sure = self.sure, True
        try:
            late = late_part(self.timing(expr.args[0], around, bound)) if expr.args else None
        finally:
            self.sure = sure
        if late:
            return AfterApply(late.cause)
        return PERHAPS


def _late(timing: Timing) -> Timing:
    if isinstance(timing, AfterApply):
        return AfterApply(timing.cause)
    return PERHAPS

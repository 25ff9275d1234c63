"""Evaluating expressions as far as their values are known: HCL's own rules, unknown values included.

The result of anything that fails is ``ANYTHING``, and what failed is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from tfgen.diagnostics import nearest
from tfgen.hcl.syntax import (
    Binary,
    Call,
    Conditional,
    Directive,
    Expr,
    ForExpr,
    GetAttr,
    Index,
    Interpolation,
    Literal,
    Name,
    Object,
    Parens,
    Part,
    Splat,
    Template,
    Tuple,
    Unary,
)
from tfgen.hcl.walk import ELEMENT, Step, plain_string
from tfgen.source import Range
from tfgen.types import access, operations
from tfgen.types.access import AccessError
from tfgen.types.conversion import ConversionError, article, convert
from tfgen.types.describe import branches
from tfgen.types.functions import LAZY, Context, Function, FunctionError, call, find, names, parameter
from tfgen.types.model import BOOL, DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, SetType, TupleType, Type
from tfgen.types.trouble import Kind, Trouble
from tfgen.types.unify import unify
from tfgen.types.value import (
    ANYTHING,
    FALSE,
    NO_MARKS,
    NULL,
    TRUE,
    Marks,
    Value,
    number,
    object_of,
    string,
    tuple_of,
    unknown,
)

Names = Mapping[str, Value]
"""The names that ``for`` binds, a ``dynamic`` block's iterators, and ``ELEMENT`` inside a splat."""

NO_NAMES: Names = {}


class Scope(Protocol):
    """Where references lead."""

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """The value that a reference begins with, and how many of its steps that takes; None if unknown."""


@dataclass
class Evaluator:
    """Evaluates expressions in a scope; ``found`` gathers what is wrong with them.

    ``deep``: look into the body of a ``for`` over what is unknown too, with elements of the right type. Terraform does
    not before it knows them.
    """

    scope: Scope
    context: Context
    deep: bool = False
    found: list[Trouble] = field(default_factory=list)
    unjudged: int = 0

    def value(self, expr: Expr, bound: Names = NO_NAMES) -> Value:
        """The value of an expression."""
        return _EVALUATE[expr.__class__](self, expr, bound)

    def converted(self, expr: Expr, want: Type, kind: Kind, summary: str, bound: Names = NO_NAMES) -> Value:
        """The value as one of the type wanted; a value that does not convert is a trouble of ``kind``."""
        value = self.value(expr, bound)
        try:
            return convert(value, want)
        except ConversionError as error:
            self._tell(kind, expr.range, summary, f"{_capital(str(error))}.")
            return unknown(want)

    def tried(self, expr: Expr, bound: Names = NO_NAMES) -> tuple[Value, list[Trouble]]:
        """The value and what is wrong, without telling it."""
        with self._apart() as found:
            value = self.value(expr, bound)
        return value, found

    @contextmanager
    def _apart(self) -> Iterator[list[Trouble]]:
        outer, self.found = self.found, []
        try:
            yield self.found
        finally:
            self.found = outer

    def _tell(self, kind: Kind, place: Range, summary: str, detail: str, help_: str = "", static: bool = False) -> None:
        self.found.append(Trouble(kind, place, summary, detail, help_, static))

    # literals and templates

    def _literal(self, expr: Literal, _: Names) -> Value:
        if expr.value is None:
            return NULL
        if isinstance(expr.value, bool):
            return TRUE if expr.value else FALSE
        return number(expr.value)

    def _template(self, expr: Template, bound: Names) -> Value:
        text = plain_string(expr)
        if text is not None:
            return string(text)
        only = expr.parts[0]
        if len(expr.parts) == 1 and isinstance(only, Interpolation):
            return self.value(only.expr, bound)
        return self._parts(expr.parts, bound)

    def _parts(self, parts: Sequence[Part], bound: Names) -> Value:
        texts: list[str] = []
        marks: Marks = NO_MARKS
        known = True
        for part in parts:
            if isinstance(part, str):
                texts.append(part)
                continue
            value = self._part(part, bound)
            marks = marks | value.marks
            text = self._text(value, part.expr.range if isinstance(part, Interpolation) else part.range)
            known = known and text is not None
            texts.append(text or "")
        return Value(STRING, "".join(texts), marks) if known else unknown(STRING, certain=True, marks=marks)

    def _part(self, part: Interpolation | Directive, bound: Names) -> Value:
        if isinstance(part, Interpolation):
            return self.value(part.expr, bound)
        if part.kind == "if":
            return self._choose(
                part.subject,
                lambda: self._parts(part.body, bound),
                lambda: self._parts(part.otherwise, bound),
                part.range,
                bound,
            )
        looped = self._loop(part.names, part.subject, bound)
        if looped is None:
            return unknown(STRING, certain=True)
        values = [self._parts(part.body, inner) for inner, _ in looped]
        marks = NO_MARKS.union(*(v.marks for v in values))
        if not all(v.known for v in values):
            return unknown(STRING, certain=True, marks=marks)
        return Value(STRING, "".join(str(v.data) for v in values), marks)

    def _text(self, value: Value, place: Range) -> str | None:
        """The value inside a text; None where it is unknown or cannot stand there."""
        if value.null:
            self._tell(Kind.TEMPLATE, place, "Null in a template", "A null value has no text.")
            return None
        if not value.known:
            return None
        try:
            return str(convert(value, STRING).data)
        except ConversionError:
            detail = f"{article(value.type).capitalize()} has no text."
            help_ = 'Encode it, for instance with jsonencode(...) or join(",", ...).'
            self._tell(Kind.TEMPLATE, place, "Invalid template value", detail, help_)
            return None

    # references

    def _reference(self, expr: Expr, bound: Names) -> Value:
        """A name, attribute or index: static steps are taken together, since the scope knows what they lead to."""
        steps: list[GetAttr | Index] = []
        current = expr
        while isinstance(current, GetAttr) or (isinstance(current, Index) and _static_key(current.key) is not None):
            steps.append(current)
            current = current.of
        steps.reverse()
        if isinstance(current, Name):
            value, taken = self._root(current, steps, bound)
        elif isinstance(current, Index):
            value, taken = self._index(current, bound), 0
        else:
            value, taken = self.value(current, bound), 0
        for step in steps[taken:]:
            value = self._step(value, step)
        return value

    def _root(self, name: Name, steps: Sequence[GetAttr | Index], bound: Names) -> tuple[Value, int]:
        if name.name in bound:
            return bound[name.name], 0
        if name.name == ELEMENT:
            return ANYTHING, len(steps)
        found = self.scope.resolve(name.name, [_as_step(step) for step in steps])
        if found is None:
            self.unjudged += 1
            return ANYTHING, len(steps)
        return found

    def _step(self, value: Value, step: GetAttr | Index) -> Value:
        if isinstance(step, GetAttr):
            return self._accessed(lambda: access.attribute(value, step.name), Kind.ATTRIBUTE, step.name_range)
        key = _static_key(step.key)
        as_value = string(key) if isinstance(key, str) else number(key if key is not None else 0)
        return self._accessed(lambda: access.index(value, as_value), Kind.INDEX, step.key.range)

    def _index(self, expr: Index, bound: Names) -> Value:
        of, key = self.value(expr.of, bound), self.value(expr.key, bound)
        return self._accessed(lambda: access.index(of, key), Kind.INDEX, expr.key.range)

    def _accessed(self, read: Callable[[], Value], kind: Kind, place: Range) -> Value:
        try:
            return read()
        except AccessError as error:
            self._tell(kind, place, error.summary, str(error), error.help)
            return ANYTHING

    def _splat(self, expr: Splat, bound: Names) -> Value:
        with self._apart() as found:
            of = self.value(expr.of, bound)
        self.found += found
        if found:
            return ANYTHING
        sequence = isinstance(of.type, TupleType | ListType | SetType)
        if of.null:
            if not sequence:
                return tuple_of(())
            self._tell(Kind.ITERATION, expr.of.range, "Splat of a null value", "A null value has no elements.")
            return ANYTHING
        if of.type == DYNAMIC:
            return ANYTHING
        maybe_null = not sequence and not of.known and not of.certain
        if not sequence:
            of = tuple_of((of,))
        result = self._each(of, expr, bound)
        return ANYTHING if maybe_null else result

    def _each(self, of: Value, expr: Splat, bound: Names) -> Value:
        def one(element: Value) -> Value:
            return self.value(expr.each, {**bound, ELEMENT: element})

        if of.known:
            return tuple_of(one(e) for e in of.elements).marked(of.marks)
        match of.type:
            case ListType() | SetType():
                return unknown(ListType(one(unknown(of.type.element)).type), certain=True, marks=of.marks)
            case TupleType():
                types = tuple(one(unknown(e)).type for e in of.type.elements)
                return unknown(TupleType(types), certain=True, marks=of.marks)
        return ANYTHING

    # constructors

    def _tuple(self, expr: Tuple, bound: Names) -> Value:
        return tuple_of([self.value(item, bound) for item in expr.items])

    def _object(self, expr: Object, bound: Names) -> Value:
        items: dict[str, Value] = {}
        marks: Marks = NO_MARKS
        known = True
        for item in expr.items:
            key = self._key(item.key, bound)
            value = self.value(item.value, bound)
            if key is None or not isinstance(key.data, str):
                known = False
                continue
            marks = marks | key.marks
            items[key.data] = value
        return object_of(items).marked(marks) if known else ANYTHING

    def _key(self, expr: Expr, bound: Names) -> Value | None:
        if isinstance(expr, GetAttr | Index) and _rooted(expr):
            detail = "A name with dots is neither a word nor a reference here."
            self._tell(
                Kind.KEY, expr.range, "Ambiguous key", detail, "A reference stands in (), a text in quotes.", True
            )
            return None
        value, found = self.tried(expr, bound)
        self.found += found
        return None if found else self._as_key(value, expr.range)

    def _as_key(self, value: Value, place: Range) -> Value | None:
        if value.null:
            self._tell(Kind.KEY, place, "Null as key", "A null value cannot be a key.")
            return None
        try:
            return convert(value, STRING)
        except ConversionError as error:
            self._tell(Kind.KEY, place, "Invalid key", f"{_capital(str(error))}.")
            return None

    # for

    def _for(self, expr: ForExpr, bound: Names) -> Value:
        looped = self._loop(expr.names, expr.collection, bound, expr.condition)
        if looped is None:
            if self.deep:
                self._look_into(expr, bound)
            return ANYTHING
        if expr.key is None:
            return self._for_tuple(expr, looped)
        return self._for_object(expr, looped)

    def _loop(
        self, names: tuple[str, ...], subject: Expr, bound: Names, condition: Expr | None = None
    ) -> list[tuple[Names, Marks]] | None:
        """The names bound in each round, and the marks of the collection; None where the rounds cannot be known."""
        with self._apart() as found:
            of = self.value(subject, bound)
        self.found += found
        if of.null and not found:
            self._tell(Kind.ITERATION, subject.range, "Iteration over null", "A null value has no elements.")
            return None
        if of.type == DYNAMIC:
            return None
        if not isinstance(of.type, ListType | SetType | TupleType | MapType | ObjectType):
            detail = f"{article(of.type).capitalize()} has no elements to go over."
            self._tell(Kind.ITERATION, subject.range, "Nothing to iterate over", detail)
            return None
        if not of.known:
            return None
        if condition and not self._early(condition, {**bound, **dict.fromkeys(names, ANYTHING)}):
            return None
        return [({**bound, **_bind(names, k, v)}, of.marks) for k, v in pairs(of)]

    def _early(self, condition: Expr, bound: Names) -> bool:
        """Whether the condition can be right at all: told once, not for every element."""
        value, found = self.tried(condition, bound)
        if found:
            self.found += found
            return False
        return value.type == DYNAMIC or self._truth(value, condition.range, "for") is not None

    def _kept(self, expr: ForExpr, bound: Names) -> Value | None:
        """The condition for one element, a bool or unknown; None where it failed."""
        if expr.condition is None:
            return TRUE
        value, found = self.tried(expr.condition, bound)
        self.found += found
        return None if found else self._truth(value, expr.condition.range, "for")

    def _for_tuple(self, expr: ForExpr, looped: list[tuple[Names, Marks]]) -> Value:
        values: list[Value] = []
        marks: Marks = NO_MARKS
        known = True
        for inner, outer_marks in looped:
            kept = self._kept(expr, inner)
            marks = marks | outer_marks | (kept.marks if kept else NO_MARKS)
            if kept is None or not kept.known:
                known = False
            elif kept.data:
                values.append(self.value(expr.value, inner))
            if len(self.found) > _ENOUGH:
                return ANYTHING
        return tuple_of(values).marked(marks) if known else ANYTHING

    def _for_object(self, expr: ForExpr, looped: list[tuple[Names, Marks]]) -> Value:
        assert expr.key is not None
        groups: dict[str, list[Value]] = {}
        marks: Marks = NO_MARKS
        known = True
        for inner, outer_marks in looped:
            kept = self._kept(expr, inner)
            marks = marks | outer_marks | (kept.marks if kept else NO_MARKS)
            if kept is None or not kept.known:
                known = False
                continue
            if not kept.data:
                continue
            raw, found = self.tried(expr.key, inner)
            self.found += found
            key = self._as_key(raw, expr.key.range) if not found else None
            if key is None or not isinstance(key.data, str):
                known = False
                continue
            value = self.value(expr.value, inner)
            marks = marks | key.marks
            self._put(groups, key.data, value, expr)
            if len(self.found) > _ENOUGH:
                return ANYTHING
        if not known:
            return ANYTHING
        made = {k: tuple_of(v) if expr.grouping else v[0] for k, v in groups.items()}
        return object_of(made).marked(marks)

    def _put(self, groups: dict[str, list[Value]], key: str, value: Value, expr: ForExpr) -> None:
        assert expr.key is not None
        if key in groups and not expr.grouping:
            detail = f'Two elements give the key "{key}".'
            help_ = "Make the keys differ, or group the values: value... with three dots."
            self._tell(Kind.KEY, expr.key.range, "Duplicate key in a for expression", detail, help_)
            return
        groups.setdefault(key, []).append(value)

    def _look_into(self, expr: ForExpr, bound: Names) -> None:
        """What is wrong with the body for every element of the collection's type."""
        of, found = self.tried(expr.collection, bound)
        if found or not isinstance(of.type, ListType | SetType | MapType):
            return
        key = unknown(NUMBER if isinstance(of.type, ListType) else STRING, certain=True)
        element = unknown(of.type.element)
        inner = {**bound, **_bind(expr.names, element if isinstance(of.type, SetType) else key, element)}
        for part in (expr.condition, expr.key, expr.value):
            if part is not None:
                self.value(part, inner)

    # choices and operators

    def _conditional(self, expr: Conditional, bound: Names) -> Value:
        place = Range(expr.yes.range.start, expr.no.range.end)
        return self._choose(
            expr.condition, lambda: self.value(expr.yes, bound), lambda: self.value(expr.no, bound), place, bound
        )

    def _choose(
        self, condition: Expr, yes: Callable[[], Value], no: Callable[[], Value], place: Range, bound: Names
    ) -> Value:
        """Only what is wrong in the branch that is taken is told, as far as it is known which one that is."""
        with self._apart() as yes_found:
            yes_value = yes()
        with self._apart() as no_found:
            no_value = no()
        result = _common(yes_value, no_value)
        if result is None:
            self.found += [t for t in (*yes_found, *no_found) if t.static]
            self._tell(Kind.BRANCHES, place, "Inconsistent conditional", branches(yes_value.type, no_value.type))
            return ANYTHING
        chosen, failed = self.tried(condition, bound)
        self.found += failed
        truth = None if failed else self._truth(chosen, condition.range, "conditional")
        if truth is None or not truth.known:
            self.found += [t for t in (*yes_found, *no_found) if t.static]
            certain = all((v.known and not v.null) or v.certain for v in (yes_value, no_value))
            marks = chosen.marks.union(yes_value.marks, no_value.marks)
            return unknown(result, certain=certain and truth is not None, marks=marks)
        taken, found = (yes_value, yes_found) if truth.data else (no_value, no_found)
        self.found += found
        try:
            return convert(taken, result)
        except ConversionError as error:
            detail = f"The {'true' if truth.data else 'false'} result does not fit: {error}."
            self._tell(Kind.BRANCHES, place, "Inconsistent conditional", detail)
            return unknown(result)

    def _truth(self, value: Value, place: Range, where: str) -> Value | None:
        """A condition as a bool, perhaps unknown; None when it is told that it is none."""
        if value.null:
            self._tell(Kind.CONDITION, place, "Null as condition", "A condition is true or false.")
            return None
        if not value.known and where == "conditional":
            return unknown(BOOL, certain=True, marks=value.marks)
        try:
            return convert(value, BOOL)
        except ConversionError:
            detail = f"A condition is a bool, not {article(value.type)}."
            self._tell(Kind.CONDITION, place, "Invalid condition", detail)
            return None

    def _binary(self, expr: Binary, bound: Names) -> Value:
        with self._apart() as left_found:
            left = self.value(expr.left, bound)
        with self._apart() as right_found:
            right = self.value(expr.right, bound)
        operator = operations.OPERATORS[expr.op]
        with self._apart() as misfits:
            left = self._operand(left, operator.operand, expr.left, expr.op)
            right = self._operand(right, operator.operand, expr.right, expr.op)
        if misfits:
            self.found += [*misfits, *left_found, *right_found]
            return unknown(operator.result)
        marks = left.marks | right.marks
        short = operations.short_circuit(expr.op, left, right, bool(left_found))
        if short is not None:
            value, side = short
            kept = left_found if side == "left" else right_found
            dropped = right_found if side == "left" else left_found
            self.found += [*kept, *(t for t in dropped if t.static)]
            return value.marked(marks)
        self.found += [*left_found, *right_found]
        if left_found or right_found:
            return unknown(operator.result, marks=marks)
        return self._operated(
            lambda: operator.apply(left.unmarked(), right.unmarked()), expr.range, operator.result
        ).marked(marks)

    def _unary(self, expr: Unary, bound: Names) -> Value:
        value, found = self.tried(expr.operand, bound)
        self.found += found
        kind = NUMBER if expr.op == "-" else BOOL
        with self._apart() as misfits:
            operand = self._operand(value, kind, expr.operand, expr.op)
        self.found += misfits
        if found or misfits:
            return unknown(kind)
        return self._operated(lambda: operations.unary(expr.op, operand.unmarked()), expr.range, kind).marked(
            operand.marks
        )

    def _operand(self, value: Value, want: Type, expr: Expr, operator: str) -> Value:
        try:
            return convert(value, want)
        except ConversionError as error:
            detail = f'The operator "{operator}" does not take it: {error}.'
            self._tell(Kind.OPERAND, expr.range, "Invalid operand", detail)
            return unknown(want)

    def _operated(self, apply: Callable[[], Value], place: Range, kind: Type) -> Value:
        try:
            return apply()
        except operations.OperationError as error:
            self._tell(Kind.OPERATION, place, "Operation failed", f"{_capital(str(error))}.")
            return unknown(kind)

    # functions

    def _call(self, expr: Call, bound: Names) -> Value:
        function = find(expr.name)
        if function is None:
            return self._no_function(expr, bound)
        if expr.name.removeprefix("core::") in LAZY:
            return self._lazy(expr, bound)
        arguments = self._arguments(expr, bound)
        if arguments is None or not self._counted(expr, function, len(arguments)):
            return ANYTHING
        with self._apart() as found:
            values = [self._argument(function, i, value, place) for i, (value, place) in enumerate(arguments)]
        self.found += found
        if found or any(value is None for value in values):
            return ANYTHING
        return self._called(function, [v for v in values if v is not None], arguments, expr)

    def _no_function(self, expr: Call, bound: Names) -> Value:
        for argument in expr.args:
            self.value(argument, bound)
        if expr.name.startswith("provider::"):
            self.unjudged += 1
            return ANYTHING
        near = nearest(expr.name, names())
        help_ = f'Did you mean "{near}"?' if near else ""
        detail = f'Terraform has no function "{expr.name}".'
        self._tell(Kind.UNKNOWN_FUNCTION, expr.name_range, f"Unknown function {expr.name}", detail, help_, True)
        return ANYTHING

    def _arguments(self, expr: Call, bound: Names) -> list[tuple[Value | None, Range]] | None:
        """Values and places, None for one that failed; None as a whole where the number of arguments is not known."""
        given: list[tuple[Value | None, Range]] = []
        for argument in expr.args[:-1] if expr.expand else expr.args:
            value, found = self.tried(argument, bound)
            self.found += found
            given.append((None if found else value, argument.range))
        if not expr.expand:
            return given
        last = expr.args[-1]
        value, found = self.tried(last, bound)
        self.found += found
        if found:
            return None
        if value.null or not (value.type == DYNAMIC or isinstance(value.type, TupleType | ListType | SetType)):
            what = "null" if value.null else article(value.type)
            detail = f"What is expanded with ... is a list, set or tuple, not {what}."
            self._tell(Kind.FUNCTION, last.range, "Invalid expansion", detail)
            return None
        if not value.known:
            return None
        return [*given, *((e.marked(value.marks), last.range) for e in value.elements)]

    def _counted(self, expr: Call, function: Function, count: int) -> bool:
        wanted = len(function.parameters)
        if count < wanted:
            least = "at least " if function.variadic else ""
            missing = function.parameters[count].name
            detail = f'{expr.name} takes {least}{_arguments(wanted)}; "{missing}" is missing.'
            end = Range(expr.range.end, expr.range.end)
            self._tell(Kind.ARGUMENT_COUNT, end, f"Too few arguments for {expr.name}", detail, "", not expr.expand)
            return False
        if count > wanted and not function.variadic:
            detail = f"{expr.name} takes {_arguments(wanted)}, not {count}."
            place = expr.args[min(wanted, len(expr.args) - 1)].range
            self._tell(Kind.ARGUMENT_COUNT, place, f"Too many arguments for {expr.name}", detail, "", not expr.expand)
            return False
        return True

    def _argument(self, function: Function, at: int, value: Value | None, place: Range) -> Value | None:
        wanted = parameter(function, at)
        if value is None or wanted is None:
            return value
        try:
            return convert(value, wanted.type)
        except ConversionError as error:
            detail = f'The argument "{wanted.name}" of {function.name} does not fit: {error}.'
            self._tell(Kind.FUNCTION, place, "Invalid function argument", detail)
            return None

    def _called(
        self, function: Function, values: list[Value], arguments: list[tuple[Value | None, Range]], expr: Call
    ) -> Value:
        try:
            return call(function, values, self.context)
        except FunctionError as error:
            at = error.index
            place = arguments[at][1] if at is not None and at < len(arguments) else expr.range
            self._tell(Kind.FUNCTION, place, f"{function.name} fails", f"{_capital(str(error))}.")
            return ANYTHING

    def _lazy(self, expr: Call, bound: Names) -> Value:
        """``try`` and ``can`` look at their arguments' troubles themselves."""
        name = expr.name.removeprefix("core::")
        function = find(name)
        if function is None or (not expr.expand and not self._counted(expr, function, len(expr.args))):
            return ANYTHING
        failures: list[Trouble] = []
        for argument in expr.args:
            value, found = self.tried(argument, bound)
            if name == "can":
                return FALSE if found else TRUE if value.wholly_known else unknown(BOOL, certain=True)
            if not found:
                return value if value.wholly_known else ANYTHING
            failures += found
        if name == "try" and expr.args:
            detail = (
                f"Every argument fails; the last one: {failures[-1].detail}" if failures else "Every argument fails."
            )
            self._tell(Kind.FUNCTION, expr.range, "try fails", detail)
        return ANYTHING

    def _parens(self, expr: Parens, bound: Names) -> Value:
        return self.value(expr.inner, bound)


_ENOUGH = 20
"""More findings from the rounds of one loop tell nothing new."""

_EVALUATE: Mapping[type, Callable[[Evaluator, Any, Names], Value]] = {
    Literal: Evaluator._literal,
    Template: Evaluator._template,
    Name: Evaluator._reference,
    GetAttr: Evaluator._reference,
    Index: Evaluator._reference,
    Splat: Evaluator._splat,
    Tuple: Evaluator._tuple,
    Object: Evaluator._object,
    ForExpr: Evaluator._for,
    Conditional: Evaluator._conditional,
    Binary: Evaluator._binary,
    Unary: Evaluator._unary,
    Call: Evaluator._call,
    Parens: Evaluator._parens,
}


def pairs(of: Value) -> Iterator[tuple[Value, Value]]:
    """Keys and elements of a known collection, in Terraform's order."""
    data = of.data
    if isinstance(data, Mapping):
        yield from ((string(name), data[name]) for name in sorted(data))
    elif isinstance(data, tuple):
        is_set = isinstance(of.type, SetType)
        yield from ((element if is_set else number(i), element) for i, element in enumerate(data))


def _bind(names: tuple[str, ...], key: Value, value: Value) -> Names:
    return {names[-1]: value} if len(names) == 1 else {names[0]: key, names[1]: value}


def _common(yes: Value, no: Value) -> Type | None:
    """The type of a conditional, None where there is none."""
    if yes.null and yes.type == DYNAMIC:
        return no.type
    if no.null and no.type == DYNAMIC:
        return yes.type
    return DYNAMIC if DYNAMIC in (yes.type, no.type) else unify((yes.type, no.type))


def _static_key(key: Expr) -> str | int | Decimal | float | None:
    if isinstance(key, Literal) and isinstance(key.value, int | float) and not isinstance(key.value, bool):
        return key.value
    return plain_string(key)


def _as_step(step: GetAttr | Index) -> Step:
    if isinstance(step, GetAttr):
        return Step(step.name, step.name_range)
    key = _static_key(step.key)
    assert isinstance(key, str | int | float)
    return Step(key, step.key.range, index=True)


def _rooted(expr: Expr) -> bool:
    while isinstance(expr, GetAttr | Index):
        expr = expr.of
    return isinstance(expr, Name)


def _arguments(count: int) -> str:
    return {0: "no arguments", 1: "1 argument"}.get(count, f"{count} arguments")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

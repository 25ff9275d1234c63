"""Questions of every reader of HCL: its expressions, their references, plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tfgen.source import Range
from tfgen.terraform.hcl.syntax import (
    Binary,
    Body,
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

ELEMENT = "*"
"""The name of the pseudo reference that a splat's ``each`` starts from; no reference to anything.
"""


class Step(Struct, frozen=True):
    """One step of a reference: ``.key``, or with ``index`` ``[0]``, ``.0`` or ``["key"]``.

    ``range`` is the name's or the index key's.
    """

    key: str | int | float
    range: Range
    index: bool = False


class Reference(Struct, frozen=True):
    """A static traversal: ``aws_vpc.this[0].id`` has the root ``aws_vpc`` and three steps."""

    root: str
    steps: tuple[Step, ...]
    range: Range
    root_range: Range

    @property
    def path(self) -> tuple[str | int | float, ...]:
        """The keys of the steps."""
        return tuple(step.key for step in self.steps)

    @property
    def names(self) -> tuple[str, ...]:
        """Root and steps up to the first index: ``("aws_vpc", "this")`` for ``aws_vpc.this[0].id``."""
        names = [self.root]
        for step in self.steps:
            if step.index or not isinstance(step.key, str):
                break
            names.append(step.key)
        return tuple(names)


def expressions(body: Body) -> Iterator[Expr]:
    """Every expression in ``body`` and its blocks, an outer one before its parts."""
    for attribute in body.attributes:
        yield from nested(attribute.expr)
    for block in body.blocks:
        yield from expressions(block.body)


def nested(expr: Expr) -> Iterator[Expr]:
    """``expr`` and every expression inside it, in source order, an outer one before its parts."""
    pending = [expr]
    while pending:
        current = pending.pop()
        yield current
        pending += reversed(children(current))


def children(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside ``expr``, in source order.

    A splat's ``each`` is one of them.
    """
    match expr:
        case Literal() | Name():
            return ()
        case Template():
            return tuple(_of_parts(expr.parts))
        case GetAttr():
            return (expr.of,)
        case Index():
            return (expr.of, expr.key)
        case Splat():
            return (expr.of, expr.each)
        case Call():
            return expr.args
        case Tuple():
            return expr.items
        case Object():
            members: list[Expr] = []
            for item in expr.items:
                members += (item.key, item.value)
            return tuple(members)
        case ForExpr():
            parts = (expr.collection, expr.key, expr.value, expr.condition)
            return tuple([part for part in parts if part is not None])
        case Conditional():
            return (expr.condition, expr.yes, expr.no)
        case Binary():
            return (expr.left, expr.right)
        case Unary():
            return (expr.operand,)
        case Parens():
            return (expr.inner,)


def traversal(expr: Expr) -> tuple[str, tuple[Step, ...]] | None:
    """Root and steps of a static reference; None for any other expression.

    ``aws_vpc.this.id`` has the root ``aws_vpc`` and the steps ``this`` and ``id``.
    """
    found = reference(expr)
    if found is None:
        return None
    return found.root, found.steps


def reference(expr: Expr) -> Reference | None:
    """The reference that ``expr`` is as a whole, if it is one."""
    steps: list[Step] = []
    current = expr
    while not isinstance(current, Name):
        if isinstance(current, GetAttr):
            steps.append(Step(current.name, current.name_range))
        elif isinstance(current, Index) and (key := _literal_key(current.key)) is not None:
            steps.append(Step(key, current.key.range, index=True))
        else:
            return None
        current = current.of
    if current.name == ELEMENT:
        return None
    return Reference(current.name, tuple(reversed(steps)), expr.range, current.range)


def references(expr: Expr, bound: frozenset[str] = frozenset()) -> Iterator[Reference]:
    """Each longest static traversal in ``expr``, in source order.

    Names bound by ``for`` (and those in ``bound``, such as a dynamic block's iterator) are no
    references. In ``local.a[var.key].b`` there are two: ``local.a`` and ``var.key``.
    """
    found = reference(expr)
    if found is not None:
        if found.root not in bound:
            yield found
    elif isinstance(expr, ForExpr):
        yield from references(expr.collection, bound)
        inner = bound | set(expr.names)
        for part in children(expr)[1:]:
            yield from references(part, inner)
    elif isinstance(expr, Template):
        yield from _part_references(expr.parts, bound)
    else:
        for part in children(expr):
            yield from references(part, bound)


def plain_string(expr: Expr) -> str | None:
    """The text of a string without interpolations or directives; None for any other expression."""
    if not isinstance(expr, Template):
        return None
    if not expr.parts:
        return ""
    if len(expr.parts) == 1 and isinstance(only := expr.parts[0], str):
        return only
    return None


def deeper_than(body: Body, limit: int) -> Range | None:
    """The place of something that stands more than ``limit`` levels deep in ``body``.

    Expressions and blocks count. Does not recurse, so any depth will do.
    """
    pending: list[tuple[Body | Expr, int]] = [(body, 0)]
    while pending:
        node, level = pending.pop()
        if level > limit:
            return node.range
        if isinstance(node, Body):
            for attribute in node.attributes:
                pending.append((attribute.expr, level + 1))
            for block in node.blocks:
                pending.append((block.body, level + 1))
        elif isinstance(node, Template):
            pending += _deep_parts(node.parts, level + 1)
        else:
            for child in children(node):
                pending.append((child, level + 1))
    return None


def _deep_parts(parts: Iterable[Part], level: int) -> Iterator[tuple[Expr, int]]:
    todo = [(part, level) for part in parts]
    while todo:
        part, at = todo.pop()
        if isinstance(part, Interpolation):
            yield part.expr, at
        elif isinstance(part, Directive):
            yield part.subject, at
            for inner in (*part.body, *part.otherwise):
                todo.append((inner, at + 1))


def _literal_key(key: Expr) -> str | int | float | None:
    if not isinstance(key, Literal):
        return plain_string(key)
    if isinstance(key.value, bool):
        return None
    return key.value


def _of_parts(parts: Iterable[Part]) -> Iterator[Expr]:
    for part in parts:
        if isinstance(part, Interpolation):
            yield part.expr
        elif isinstance(part, Directive):
            yield part.subject
            yield from _of_parts(part.body)
            yield from _of_parts(part.otherwise)


def _part_references(parts: Iterable[Part], bound: frozenset[str]) -> Iterator[Reference]:
    for part in parts:
        if isinstance(part, Interpolation):
            yield from references(part.expr, bound)
        elif isinstance(part, Directive):
            yield from references(part.subject, bound)
            yield from _part_references(part.body, bound | set(part.names))
            yield from _part_references(part.otherwise, bound)

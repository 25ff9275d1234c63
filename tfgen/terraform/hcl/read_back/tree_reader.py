"""The outline of tfgen's own tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from tfgen.terraform.hcl.read_back import plain
from tfgen.terraform.hcl.read_back.outline import (
    Outline,
    OutlineArgument,
    OutlineBlock,
    OutlineItem,
)
from tfgen.terraform.hcl.syntax import (
    Attribute,
    Binary,
    Block,
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
from tfgen.terraform.hcl.walk import ELEMENT

_start = attrgetter("range.start.offset")
_WORDS = {True: "true", False: "false", None: "null"}


def outline_of_tree(body: Body) -> Outline:
    """What ``body`` says; arguments and blocks as they follow each other in the text."""
    statements: list[Attribute | Block] = [*body.attributes, *body.blocks]
    statements.sort(key=_start)
    return tuple(_item(statement) for statement in statements)


def _item(statement: Attribute | Block) -> OutlineItem:
    start, end = statement.range.start.offset, statement.range.end.offset
    if isinstance(statement, Attribute):
        return OutlineArgument(statement.name, value_text(statement.expr), start, end)
    labels = tuple(label.value for label in statement.labels)
    return OutlineBlock(statement.type, labels, outline_of_tree(statement.body), start, end)


def value_text(expr: Expr) -> str:
    """An expression as plain text."""
    match expr:
        case Literal():
            return _literal(expr.value)
        case Template():
            return plain.string_text(_pieces(expr.parts))
        case Name():
            return "" if expr.name == ELEMENT else expr.name
        case Tuple():
            return plain.list_text(_all(expr.items))
        case Object():
            return plain.object_text(
                (value_text(item.key), value_text(item.value)) for item in expr.items
            )
        case Call():
            return plain.call_text(expr.name, _all(expr.args), expr.expand)
        case ForExpr():
            return _for(expr)
        case GetAttr() | Index() | Splat():
            return _access(expr)
        case _:
            return _operation(expr)


def _all(expressions: Sequence[Expr]) -> list[str]:
    return [value_text(expr) for expr in expressions]


def _literal(value: int | float | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    return plain.number_of(value)


def _access(expr: GetAttr | Index | Splat) -> str:
    of = value_text(expr.of)
    if isinstance(expr, GetAttr):
        return f"{of}.{expr.name}"
    if isinstance(expr, Index):
        return f"{of}[{value_text(expr.key)}]"
    return f"{of}{'[*]' if expr.full else '.*'}{value_text(expr.each)}"


def _operation(expr: Parens | Unary | Binary | Conditional) -> str:
    match expr:
        case Parens():
            return plain.parens_text(value_text(expr.inner))
        case Unary():
            operand = value_text(expr.operand)
            return (
                plain.negative_text(operand)
                if expr.op == "-"
                else plain.operation_text(expr.op + operand)
            )
        case Binary():
            return plain.operation_text(value_text(expr.left), expr.op, value_text(expr.right))
        case Conditional():
            yes, no = value_text(expr.yes), value_text(expr.no)
            return plain.operation_text(value_text(expr.condition), "?", yes, ":", no)


def _for(expr: ForExpr) -> str:
    key = None if expr.key is None else value_text(expr.key)
    condition = None if expr.condition is None else value_text(expr.condition)
    collection, value = value_text(expr.collection), value_text(expr.value)
    return plain.for_text(expr.names, collection, key, value, expr.grouping, condition)


def _pieces(parts: Sequence[Part]) -> Iterator[plain.Piece]:
    for part in parts:
        if isinstance(part, str):
            yield True, part
        elif isinstance(part, Interpolation):
            yield False, f"${{{value_text(part.expr)}}}"
        else:
            yield from _directive(part)


def _directive(part: Directive) -> Iterator[plain.Piece]:
    subject = value_text(part.subject)
    words = f"for {', '.join(part.names)} in {subject}" if part.kind == "for" else f"if {subject}"
    yield False, f"%{{{words}}}"
    yield from _pieces(part.body)
    if part.otherwise:
        yield False, "%{else}"
        yield from _pieces(part.otherwise)
    yield False, f"%{{end{part.kind}}}"

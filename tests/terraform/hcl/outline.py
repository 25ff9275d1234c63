"""A tree as text, to compare at a glance: one line a node, with the very text that its range covers."""

from collections.abc import Iterator

from tfgen.source import Range, SourceFile
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import (
    Binary,
    Body,
    Call,
    Directive,
    Expr,
    ForExpr,
    GetAttr,
    Interpolation,
    Literal,
    Name,
    Object,
    Part,
    Splat,
    Template,
    Unary,
)
from tfgen.terraform.hcl.walk import children


def body_of(text: str) -> Body:
    """The body of ``text``, in which nothing is wrong."""
    body, found = parse(SourceFile("main.tf", text))
    assert body is not None, found
    assert found == ()
    return body


def expression(text: str) -> Expr:
    """The expression in ``a = <text>``."""
    return body_of(f"a = {text}\n").attributes[0].expr


def outline(hcl: str) -> str:
    """The expression ``hcl`` as an indented tree: what each node is, what its range covers."""
    text = f"a = {hcl}\n"
    return "\n".join(_lines(body_of(text).attributes[0].expr, text, ""))


def covered(text: str, place: Range) -> str:
    """What ``place`` covers in ``text``; fails where line and column do not belong to the offsets."""
    for pos in (place.start, place.end):
        before = text[: pos.offset]
        assert (pos.line, pos.column) == (before.count("\n") + 1, pos.offset - (before.rfind("\n") + 1) + 1)
    return text[place.start.offset : place.end.offset]


def _lines(expr: Expr, text: str, indent: str) -> Iterator[str]:
    yield f"{indent}{_title(expr, text)}: {_shown(text, expr.range)}"
    if isinstance(expr, Template):
        for part in expr.parts:
            yield from _part_lines(part, text, indent + "  ")
    elif isinstance(expr, Object):
        for item in expr.items:
            yield f"{indent}  item: {_shown(text, item.range)}"
            yield from _lines(item.key, text, indent + "    ")
            yield from _lines(item.value, text, indent + "    ")
    else:
        for child in children(expr):
            yield from _lines(child, text, indent + "  ")


def _part_lines(part: Part, text: str, indent: str) -> Iterator[str]:
    if isinstance(part, str):
        yield f"{indent}text {part!r}"
    elif isinstance(part, Interpolation):
        yield f"{indent}interpolation: {_shown(text, part.range)}"
        yield from _lines(part.expr, text, indent + "  ")
    else:
        yield from _directive_lines(part, text, indent)


def _directive_lines(part: Directive, text: str, indent: str) -> Iterator[str]:
    yield " ".join([f"{indent}{part.kind}", *part.names]) + f": {_shown(text, part.range)}"
    yield from _lines(part.subject, text, indent + "  ")
    for inner in part.body:
        yield from _part_lines(inner, text, indent + "  ")
    if part.otherwise:
        yield f"{indent}else"
        for inner in part.otherwise:
            yield from _part_lines(inner, text, indent + "  ")


def _title(expr: Expr, text: str) -> str:
    kind = type(expr).__name__
    match expr:
        case Literal(value):
            return f"{kind} {value!r}"
        case Name(name):
            return f"{kind} {name}"
        case GetAttr(_, name):
            assert covered(text, expr.name_range) == name
            return f"{kind} .{name}"
        case Call(name, _, expand):
            assert covered(text, expr.name_range).replace(" ", "") == name
            return f"{kind} {name}{'...' if expand else ''}"
        case Binary(op) | Unary(op):
            return f"{kind} {op}"
        case Splat():
            return f"{kind} {'[*]' if expr.full else '.*'}"
        case ForExpr():
            extras = [*expr.names, *(["grouping"] if expr.grouping else []), *(["if"] if expr.condition else [])]
            return " ".join([kind, *extras])
        case Template():
            return "Heredoc" if expr.heredoc else kind
    return kind


def _shown(text: str, place: Range) -> str:
    return covered(text, place).replace("\n", "⏎")

"""Literals and templates."""

from __future__ import annotations

from collections.abc import Sequence

from tfgen.source import Range
from tfgen.terraform.evaluate.expressions.choices import choose
from tfgen.terraform.evaluate.expressions.core import MAX_TEXT, Evaluation, Names
from tfgen.terraform.evaluate.expressions.loops import loop
from tfgen.terraform.hcl.syntax import (
    Directive,
    Interpolation,
    Literal,
    Part,
    Template,
)
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import STRING
from tfgen.terraform.types.type_conversion import article
from tfgen.terraform.types.value import (
    FALSE,
    NO_MARKS,
    NULL,
    TRUE,
    Marks,
    Value,
    number,
    string,
    unknown,
)
from tfgen.terraform.types.value_conversion import ConversionError, convert


def literal(ev: Evaluation, expr: Literal, _: Names) -> Value:
    """A number, bool or null."""
    if expr.value is None:
        return NULL
    if isinstance(expr.value, bool):
        return TRUE if expr.value else FALSE
    return number(expr.value)


def template(ev: Evaluation, expr: Template, bound: Names) -> Value:
    """A string with its interpolations: what stands alone in one keeps its type."""
    text = plain_string(expr)
    if text is not None:
        return string(text)
    only = expr.parts[0]
    if len(expr.parts) == 1 and isinstance(only, Interpolation):
        return ev.value(only.expr, bound)
    return joined(ev, expr.parts, bound)


def joined(ev: Evaluation, parts: Sequence[Part], bound: Names) -> Value:
    """The text of a template's parts."""
    texts: list[str] = []
    marks: Marks = NO_MARKS
    known = True
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        value = _part(ev, part, bound)
        marks = marks | value.marks
        text = _text(ev, value, part.expr.range if isinstance(part, Interpolation) else part.range)
        known = known and text is not None
        texts.append(text or "")
    if not known:
        return unknown(STRING, not_null=True, marks=marks)
    if sum(map(len, texts)) > MAX_TEXT:
        ev.skipped += 1
        return unknown(STRING, not_null=True, marks=marks)
    return Value(STRING, "".join(texts), marks)


def _part(ev: Evaluation, part: Interpolation | Directive, bound: Names) -> Value:
    if isinstance(part, Interpolation):
        return ev.value(part.expr, bound)
    if part.kind == "if":
        return choose(
            ev,
            part.subject,
            lambda: joined(ev, part.body, bound),
            lambda: joined(ev, part.otherwise, bound),
            part.range,
            bound,
        )
    looped = loop(ev, part.names, part.subject, bound)
    if looped is None:
        return unknown(STRING, not_null=True)
    values = []
    length = 0
    for inner, _ in looped:
        values.append(joined(ev, part.body, inner))
        length += len(values[-1].data) if isinstance(values[-1].data, str) else 0
        if length > MAX_TEXT or ev.exhausted:
            ev.skipped += 1
            return unknown(STRING, not_null=True)
    marks = NO_MARKS.union(*(v.marks for v in values))
    if not all(v.known for v in values):
        return unknown(STRING, not_null=True, marks=marks)
    return Value(STRING, "".join(str(v.data) for v in values), marks)


def _text(ev: Evaluation, value: Value, place: Range) -> str | None:
    """The value inside a text; None where it is unknown or cannot stand there."""
    if value.null:
        ev.tell(ErrorKind.TEMPLATE, place, "Null in a template", "A null value has no text.")
        return None
    if not value.known:
        return None
    try:
        return str(convert(value, STRING).data)
    except ConversionError:
        detail = f"{article(value.type).capitalize()} has no text."
        help_ = 'Encode it, for instance with jsonencode(...) or join(",", ...).'
        ev.tell(ErrorKind.TEMPLATE, place, "Invalid template value", detail, help_)
        return None

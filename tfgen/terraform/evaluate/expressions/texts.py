"""Literals and templates."""

from __future__ import annotations

from collections.abc import Sequence

from tfgen.source import Range
from tfgen.terraform.evaluate.expressions.choices import choose
from tfgen.terraform.evaluate.expressions.core import MAX_TEXT, Evaluation, Names
from tfgen.terraform.evaluate.expressions.loops import loop
from tfgen.terraform.hcl.syntax import Directive, Interpolation, Literal, Part, Template
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
    """A string with its interpolations: an interpolation that stands alone in it keeps its type."""
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
        if text is None:
            known = False
        else:
            texts.append(text)
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
        yes = ev.attempt_part(lambda: joined(ev, part.body, bound))
        no = ev.attempt_part(lambda: joined(ev, part.otherwise, bound))
        return choose(ev, part.subject, bound, yes=yes, no=no, range_=part.range)
    return _for(ev, part, bound)


def _for(ev: Evaluation, part: Directive, bound: Names) -> Value:
    """``%{ for ... }``: the texts of all rounds."""
    rounds = loop(ev, part.names, part.subject, bound)
    if rounds is None:
        return unknown(STRING, not_null=True)
    texts: list[str] = []
    marks: Marks = NO_MARKS
    known = True
    length = 0
    for names in rounds:
        value = joined(ev, part.body, names)
        marks = marks | value.marks
        if isinstance(value.data, str):
            texts.append(value.data)
            length += len(value.data)
        else:
            known = False
        if length > MAX_TEXT or ev.exhausted:
            ev.skipped += 1
            return unknown(STRING, not_null=True)
    if not known:
        return unknown(STRING, not_null=True, marks=marks)
    return Value(STRING, "".join(texts), marks)


def _text(ev: Evaluation, value: Value, range_: Range) -> str | None:
    """The value as text; None where it is unknown, or is reported because it has no text."""
    if value.null:
        ev.report(ErrorKind.TEMPLATE, range_, "Null in a template", "A null value has no text.")
        return None
    if not value.known:
        return None
    try:
        return str(convert(value, STRING).data)
    except ConversionError:
        detail = f"{article(value.type).capitalize()} has no text."
        help_ = 'Encode it, for instance with jsonencode(...) or join(",", ...).'
        ev.report(ErrorKind.TEMPLATE, range_, "Invalid template value", detail, help_=help_)
        return None

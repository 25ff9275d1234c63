"""Literals against a type: they fit exactly, after a conversion, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from tfgen.terraform.hcl.literal import escape, literal
from tfgen.terraform.hcl.numbers import exact
from tfgen.terraform.hcl.syntax import Expr, Literal, Object, Parens, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
    Type,
)
from tfgen.terraform.types.value_conversion import NUMBER_TEXT

_BOOLS = {"true": "true", "false": "false", "1": "true", "0": "false"}
_MAX_QUOTED = 40
"""A string is shortened in a message from so many characters on."""


class Fit(Enum):
    """``CONVERTS``: Terraform takes it; ``NEVER``: Terraform refuses it."""

    CONVERTS = "converts"
    NEVER = "never"


class Misfit(Struct, frozen=True):
    """A literal of another type than the one ``expected``.

    ``actual`` names the literal; ``exact`` is the same value in the right type.
    """

    expr: Expr
    expected: Type
    fit: Fit
    actual: str
    exact: str | None = None


class _Scalar(Struct, frozen=True):
    """A string, number or bool: its type, None where no type is wrong for it;
    its name in a message; its text.
    """

    type: Type | None
    description: str
    text: str = ""


def misfits(expr: Expr, expected: Type) -> Iterator[Misfit]:
    """Every literal in ``expr`` that is not exactly of its type; other expressions are passed over."""
    match expr:
        case Parens():
            yield from misfits(expr.inner, expected)
        case Literal():
            yield from _scalar_misfit(expr, _scalar(expr), expected)
        case Template() if (text := plain_string(expr)) is not None:
            yield from _scalar_misfit(expr, _Scalar(STRING, _quoted(text), text), expected)
        case Tuple():
            yield from _tuple_misfits(expr, expected)
        case Object():
            yield from _object_misfits(expr, expected)


def _scalar(expr: Literal) -> _Scalar:
    if expr.value is None:
        return _Scalar(None, "null")
    if isinstance(expr.value, bool):
        word = "true" if expr.value else "false"
        return _Scalar(BOOL, f"the bool {word}", word)
    if isinstance(expr.value, float) and not exact(expr.value):
        return _Scalar(None, "a number")
    text = literal(expr.value)
    return _Scalar(NUMBER, f"the number {text}", text)


def _scalar_misfit(expr: Expr, actual: _Scalar, expected: Type) -> Iterator[Misfit]:
    if actual.type is None or actual.type == expected or expected == DYNAMIC:
        return
    exact = _exact(actual, expected)
    if exact:
        yield Misfit(expr, expected, Fit.CONVERTS, actual.description, exact=exact)
    else:
        yield Misfit(expr, expected, Fit.NEVER, actual.description)


def _exact(actual: _Scalar, expected: Type) -> str | None:
    """The literal of the type expected that Terraform makes of it, or None where it makes none."""
    if expected == STRING:
        return f'"{escape(actual.text)}"'
    if actual.type == STRING and expected == BOOL:
        return _BOOLS.get(actual.text)
    if actual.type == STRING and expected == NUMBER and NUMBER_TEXT.fullmatch(actual.text):
        return _number(actual.text)
    return None


def _number(text: str) -> str:
    """The number as HCL writes it: it has neither ``+5`` nor ``.5`` nor ``5.``."""
    with_digit_first = re.sub(r"^(-?)\.", r"\g<1>0.", text.removeprefix("+"))
    return re.sub(r"\.(?=[eE]|$)", "", with_digit_first)


def _tuple_misfits(expr: Tuple, expected: Type) -> Iterator[Misfit]:
    match expected:
        case ListType() | SetType():
            for item in expr.items:
                yield from misfits(item, expected.element)
        case TupleType() if len(expected.elements) == len(expr.items):
            for item, element in zip(expr.items, expected.elements, strict=True):
                yield from misfits(item, element)
        case _ if expected != DYNAMIC:
            yield Misfit(expr, expected, Fit.NEVER, "a list")


def _object_misfits(expr: Object, expected: Type) -> Iterator[Misfit]:
    match expected:
        case MapType():
            for item in expr.items:
                yield from misfits(item.value, expected.element)
        case ObjectType():
            yield from _missing_attribute(expr, expected)
            yield from _attribute_misfits(expr, expected)
        case _ if expected != DYNAMIC:
            yield Misfit(expr, expected, Fit.NEVER, "a map")


def _attribute_misfits(expr: Object, expected: ObjectType) -> Iterator[Misfit]:
    for item in expr.items:
        key = plain_string(item.key)
        field = expected.get(key) if key is not None else None
        if field:
            yield from misfits(item.value, field)


def _missing_attribute(expr: Object, expected: ObjectType) -> Iterator[Misfit]:
    """The first attribute that is missing;
    none where a key is no literal, since it may be that one.
    """
    present = {plain_string(item.key) for item in expr.items}
    if None in present:
        return
    for name, _ in expected.fields:
        if name not in present and name not in expected.optional:
            yield Misfit(expr, expected, Fit.NEVER, f'a map without "{name}"')
            return


def _quoted(text: str) -> str:
    short = text if len(text) < _MAX_QUOTED else f"{text[: _MAX_QUOTED - 3]}..."
    return f'the string "{short}"'

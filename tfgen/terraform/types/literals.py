"""How a literal expression fits a type: exactly, after a conversion, or not at all."""

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

# What Terraform reads as a number when it converts a string (cty's ParseNumberVal).
_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_BOOLS = {"true": "true", "false": "false", "1": "true", "0": "false"}


class Fit(Enum):
    """``CONVERTS``: Terraform takes it; ``NEVER``: Terraform refuses it."""

    CONVERTS = "converts"
    NEVER = "never"


class Misfit(Struct, frozen=True):
    """A literal that is not of the type wanted. ``have`` names it; ``exact`` is the same value in the right type."""

    expr: Expr
    want: Type
    fit: Fit
    have: str
    exact: str | None


def misfits(expr: Expr, want: Type) -> Iterator[Misfit]:
    """Every literal in ``expr`` that is not exactly of its type; what is no literal is not judged here."""
    match expr:
        case Parens():
            yield from misfits(expr.inner, want)
        case Literal():
            yield from _scalar(expr, want, *_described(expr))
        case Template() if (text := plain_string(expr)) is not None:
            yield from _scalar(expr, want, STRING, _quoted(text), text)
        case Tuple():
            yield from _tuple(expr, want)
        case Object():
            yield from _object(expr, want)


def _described(expr: Literal) -> tuple[Type | None, str, str]:
    if expr.value is None:
        return None, "null", ""
    if isinstance(expr.value, bool):
        word = "true" if expr.value else "false"
        return BOOL, f"the bool {word}", word
    if isinstance(expr.value, float) and not exact(expr.value):
        return None, "a number", ""
    text = literal(expr.value)
    return NUMBER, f"the number {text}", text


def _scalar(expr: Expr, want: Type, have: Type | None, described: str, text: str) -> Iterator[Misfit]:
    if have is None or have == want or want == DYNAMIC:
        return
    exact = _exact(have, want, text)
    fit = Fit.CONVERTS if exact else Fit.NEVER
    yield Misfit(expr, want, fit, described, exact)


def _exact(have: Type, want: Type, text: str) -> str | None:
    """The literal of the wanted type that Terraform would make of it, or None where it makes none."""
    if want == STRING:
        return f'"{escape(text)}"'
    if have == STRING and want == BOOL:
        return _BOOLS.get(text)
    if have == STRING and want == NUMBER and _NUMBER.fullmatch(text):
        return _number(text)
    return None


def _number(text: str) -> str:
    """HCL writes neither ``+5`` nor ``.5`` nor ``5.``."""
    return re.sub(r"\.(?=[eE]|$)", "", re.sub(r"^(-?)\.", r"\g<1>0.", text.removeprefix("+")))


def _tuple(expr: Tuple, want: Type) -> Iterator[Misfit]:
    match want:
        case ListType() | SetType():
            for item in expr.items:
                yield from misfits(item, want.element)
        case TupleType() if len(want.elements) == len(expr.items):
            for item, element in zip(expr.items, want.elements, strict=True):
                yield from misfits(item, element)
        case _ if want != DYNAMIC:
            yield Misfit(expr, want, Fit.NEVER, "a list", None)


def _object(expr: Object, want: Type) -> Iterator[Misfit]:
    match want:
        case MapType():
            for item in expr.items:
                yield from misfits(item.value, want.element)
        case ObjectType():
            yield from _incomplete(expr, want)
            for item in expr.items:
                key = plain_string(item.key)
                field = want.get(key) if key is not None else None
                if field:
                    yield from misfits(item.value, field)
        case _ if want != DYNAMIC:
            yield Misfit(expr, want, Fit.NEVER, "a map", None)


def _incomplete(expr: Object, want: ObjectType) -> Iterator[Misfit]:
    given = {plain_string(item.key) for item in expr.items}
    missing = [name for name, _ in want.fields if name not in given and name not in want.optional]
    if missing and None not in given:
        yield Misfit(expr, want, Fit.NEVER, f'a map without "{missing[0]}"', None)


def _quoted(text: str) -> str:
    return f'the string "{text if len(text) < 40 else text[:37] + "..."}"'

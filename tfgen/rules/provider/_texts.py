"""The texts and numbers that Terraform sends for an argument, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from tfgen.aws.refusals.accept import takes_number, takes_text
from tfgen.aws.refusals.model import RefusalKind
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._knowledge import known
from tfgen.rules.provider._refusals import JudgedArgument, judged_arguments
from tfgen.terraform.hcl.syntax import Expr, Parens, Tuple
from tfgen.terraform.types.model import NUMBER, STRING, ListType, SetType, Type
from tfgen.terraform.types.value import Value


class RefusedText(Struct, frozen=True):
    """A value, as Terraform sends it, that the provider refuses; ``expr`` is where it stands."""

    judged: JudgedArgument
    expr: Expr
    text: str
    planned: bool


def refused_texts(context: RuleContext, *kinds: RefusalKind) -> Iterator[RefusedText]:
    """The values that break constraints of some kinds, each once."""
    for judged in judged_arguments(context, *kinds):
        attribute = judged.judged.block.schema.attributes.get(judged.argument.name)
        found = known(context, judged.argument.expr)
        if attribute is None or found is None:
            continue
        for expr, value, type_ in _elements(judged.argument.expr, found.value, attribute.type):
            text = as_text(value)
            if text is not None and _refused(judged, text, type_):
                yield RefusedText(judged, expr, text, found.planned)


def _elements(expr: Expr, value: Value, type_: Type) -> Iterator[tuple[Expr, Value, Type]]:
    """The value itself, or each element of a list with its expression."""
    if not isinstance(type_, ListType | SetType):
        yield expr, value, type_
        return
    while isinstance(expr, Parens):
        expr = expr.inner
    elements = value.elements if isinstance(value.data, tuple) else ()
    exprs = expr.items if isinstance(expr, Tuple) else (expr,) * len(elements)
    for place, element in zip(exprs, elements, strict=False):
        yield place, element, type_.element


def as_text(value: Value) -> str | None:
    """A primitive value as Terraform converts it to a string; None for any other."""
    data = value.data
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, int | Decimal):
        return f"{data:f}" if isinstance(data, Decimal) else str(data)
    return data if isinstance(data, str) else None


def _refused(judged: JudgedArgument, text: str, type_: Type) -> bool:
    if type_ == STRING:
        return not takes_text(judged.refusal, text)
    if type_ != NUMBER:
        return False
    try:
        return not takes_number(judged.refusal, float(text))
    except ValueError:
        return False

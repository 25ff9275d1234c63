"""Functions that read a text of another language: ``jsondecode`` and ``yamldecode``."""

from __future__ import annotations

from collections.abc import Callable

from tfgen.terraform.functions.arguments import text_at
from tfgen.terraform.functions.spec import FunctionCall, FunctionSpec
from tfgen.terraform.types.model import DYNAMIC, Type
from tfgen.terraform.types.value import Value


def decoder(read: Callable[[str], Value]) -> FunctionSpec:
    """A function of one text; its type is that of what ``read`` finds, where the text is known."""

    def type_of(call: FunctionCall) -> Type:
        given = call.arguments[0].data
        if isinstance(given, str):
            return read(given).type
        return DYNAMIC

    def decode(call: FunctionCall) -> Value:
        return read(text_at(call, 0))

    return FunctionSpec(decode, type_of)

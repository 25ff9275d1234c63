"""The specification of a function: what gives its result's type, and what gives its value."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from tfgen.terraform.functions.context import FunctionContext
from tfgen.terraform.types.model import Type
from tfgen.terraform.types.value import Value


class FunctionError(ValueError):
    """Terraform refuses the call. ``index`` is the argument to blame, from 0, or None."""

    def __init__(self, message: str, index: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.index = index


class NotComputable(Exception):  # noqa: N818 - not an error
    """The result is unknown: it cannot be told here what Terraform would give, or not cheaply."""


class FunctionCall(Struct, frozen=True):
    """One call: the arguments as the function sees them, and the result's type as far as known."""

    arguments: tuple[Value, ...]
    returns: Type
    context: FunctionContext


class FunctionSpec(Struct, frozen=True):
    """The two parts of a function.

    ``value`` gives the result; ``type`` its type before that, also for unknown arguments (None: the
    signature's). Both raise ``FunctionError``; ``value`` also raises ``NotComputable``.
    """

    value: Callable[[FunctionCall], Value]
    type: Callable[[FunctionCall], Type] | None = None

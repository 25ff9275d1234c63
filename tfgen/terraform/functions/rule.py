"""How a function is written down: a rule for its result's type and one for its value."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from tfgen.terraform.functions.context import Context
from tfgen.terraform.types.model import Type
from tfgen.terraform.types.value import Value


class FunctionError(ValueError):
    """Terraform refuses the call. ``index`` is the argument to blame, from 0, or None."""

    def __init__(self, message: str, index: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.index = index


class Unsure(Exception):  # noqa: N818 - not an error: the result is unknown
    """What Terraform would give cannot be told here, or not cheaply: the result is unknown."""


class Call(Struct, frozen=True):
    """One call: the arguments as the function sees them, and the type of the result (as far as that is known)."""

    arguments: tuple[Value, ...]
    returns: Type
    context: Context


class Rule(Struct, frozen=True):
    """``value`` gives the result; ``type`` its type before that, also for unknown arguments (None: the signature's).

    Both raise ``FunctionError``; ``value`` also raises ``Unsure``.
    """

    value: Callable[[Call], Value]
    type: Callable[[Call], Type] | None = None

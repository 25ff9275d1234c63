"""Instances of a resource or module, as far as their number is certain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tfgen.terraform.config.configuration import Declared, argument_of
from tfgen.terraform.evaluate.apply_time.timing import (
    PERHAPS,
    Instance,
    Items,
    Members,
    Several,
    Timing,
)
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.types.model import SetType
from tfgen.terraform.types.value import Value

_MAX_INSTANCES = 200


class _Values(Protocol):
    def value(self, expr: Expr) -> Value | None:
        """The value of an expression; None where it is not known."""


def instances_of(
    declared: Declared, one: Instance, around: _Values, *, sure: bool, index: bool
) -> Timing:
    """All instances, or the one where there is no ``count`` and no ``for_each``.

    ``index``: one instance is picked, so that it exists or Terraform fails, unless something
    else is taken then (``sure``).
    """
    count, for_each = argument_of(declared, "count"), argument_of(declared, "for_each")
    repeats = count if count is not None else for_each
    if repeats is None:
        return one
    value = around.value(repeats)
    known: Timing = PERHAPS
    if value is not None and count is not None:
        known = _counted(value, one)
    elif value is not None:
        known = _keyed(value, one)
    if known is PERHAPS and index and not sure:
        return Several(one)
    return known


def _counted(count: Value, one: Instance) -> Timing:
    number = count.data
    if isinstance(number, bool) or not isinstance(number, int):
        return PERHAPS
    if not 0 <= number <= _MAX_INSTANCES:
        return PERHAPS
    return Items((one,) * number)


def _keyed(for_each: Value, one: Instance) -> Timing:
    data = for_each.data
    if isinstance(data, Mapping):
        return Members(dict.fromkeys(data, one))
    if isinstance(data, tuple) and isinstance(for_each.type, SetType):
        keys = [element.data for element in data]
        names = [key for key in keys if isinstance(key, str)]
        if len(names) == len(keys):
            return Members(dict.fromkeys(names, one))
    return PERHAPS

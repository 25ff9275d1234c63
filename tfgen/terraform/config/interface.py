"""The outside of a module, as callers see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from tfgen.terraform.types.model import Type


class Interface(Struct, frozen=True):
    """A module's inputs (True where required), its outputs, and the inputs' types where known.

    ``never_null``: required inputs that must not be null.
    """

    inputs: Mapping[str, bool]
    outputs: frozenset[str]
    types: Mapping[str, Type] = field(default_factory=dict)
    never_null: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()

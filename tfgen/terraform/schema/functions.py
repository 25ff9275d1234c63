"""Functions of a provider, as bundles and built facts hold them: one row of JSON each."""

from __future__ import annotations

import json

from tfgen.terraform.schema.model import FunctionParameter, FunctionSchema
from tfgen.terraform.types.model import from_json

FUNCTION = "F"
"""The kind of functions in an index."""

FUNCTIONS_KNOWN = "K"
"""The kind of the one entry that says that a bundle's functions are all that there are."""


def read_function(name: str, row: str) -> FunctionSchema:
    """The function of a row; its version is left to the caller."""
    _, parameters, returns, *more = json.loads(row)
    typed: list[FunctionParameter] = [_parameter(each) for each in parameters]
    variadic = _parameter(more[0]) if more and more[0] else None
    return FunctionSchema(name, tuple(typed), from_json(returns), variadic)


def _parameter(row: list[object]) -> FunctionParameter:
    name, type_, *nullable = row
    return FunctionParameter(str(name), from_json(type_), nullable=bool(nullable and nullable[0]))

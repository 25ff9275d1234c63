"""Functions of providers: which a directory can call, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping

from tfgen.terraform.config.providers import Required, source_of
from tfgen.terraform.functions import Function, Parameter
from tfgen.terraform.schema import ProviderSchema

PREFIX = "provider::"


def provided(name: str, required: Mapping[str, Required], schema: ProviderSchema | None) -> Function | None:
    """The function of that full name, where the schema's provider is known to have it."""
    plain = judged_function(name, required, schema)
    found = schema.function(plain) if schema is not None and plain is not None else None
    if found is None:
        return None
    parameters = tuple(Parameter(parameter, type_) for parameter, type_ in found.parameters)
    return Function(name, parameters, None, found.returns, not_null=False)


def judged_function(name: str, required: Mapping[str, Required], schema: ProviderSchema | None) -> str | None:
    """``arn_parse`` of ``provider::aws::arn_parse``, where that is a function of the schema's provider, or would be."""
    local, _, plain = name.removeprefix(PREFIX).partition("::")
    if schema is None or not name.startswith(PREFIX) or not plain or "::" in plain or local not in required:
        return None
    return plain if local == schema.provider and source_of(local, required) == schema.source else None

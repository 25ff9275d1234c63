"""Functions of providers that a directory can call."""

from __future__ import annotations

from collections.abc import Mapping

from tfgen.terraform.config.provider_names import Required, source_of
from tfgen.terraform.functions import Function, Parameter
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.schema.model import FunctionParameter

PREFIX = "provider::"


def local_name(name: str) -> str | None:
    """``aws`` of ``provider::aws::arn_parse``: what the provider is called."""
    parts = name.split("::")
    if len(parts) == 3 and name.startswith(PREFIX):
        return parts[1]
    return None


def provided(
    name: str, required: Mapping[str, Required], schema: ProviderSchema | None
) -> Function | None:
    """The function of that full name, where the schema's provider is known to have it."""
    plain = checked_function(name, required, schema)
    if schema is None or plain is None:
        return None
    function = schema.function(plain)
    if function is None:
        return None
    parameters = tuple(map(_parameter, function.parameters))
    variadic = _parameter(function.variadic) if function.variadic else None
    return Function(name, parameters, variadic, function.returns, not_null=False)


def _parameter(parameter: FunctionParameter) -> Parameter:
    allows = frozenset({"null"}) if parameter.nullable else frozenset[str]()
    return Parameter(parameter.name, parameter.type, allows)


def checked_function(
    name: str, required: Mapping[str, Required], schema: ProviderSchema | None
) -> str | None:
    """``arn_parse`` of ``provider::aws::arn_parse``, where the schema's provider must have it."""
    local, _, plain = name.removeprefix(PREFIX).partition("::")
    if schema is None or not name.startswith(PREFIX) or not plain or "::" in plain:
        return None
    if local not in required or source_of(local, required) != schema.source:
        return None
    return plain

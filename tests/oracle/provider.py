"""A terraform-provider-aws that knows the schema and nothing else: what it answers to each call of core's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property

from tests.oracle.checks import check_block
from tests.oracle.encode import provider_schema
from tests.oracle.functions import call_function
from tests.oracle.mocks import mock
from tests.oracle.values import UNKNOWN, Value, decode, encode, rebuild
from tests.oracle.wire import message, number, parse
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.schema.model import AttributeSchema, BlockSchema

Call = Callable[[bytes], bytes]
"""The answer to a call: request -> response, both protobuf."""


class SchemaProvider:
    """Answers for one version of a provider."""

    def __init__(self, schema: ProviderSchema) -> None:
        self._schema = schema

    def calls(self) -> dict[str, Call]:
        """The methods of ``tfplugin5.Provider`` that init, validate and plan need."""
        return {
            "GetSchema": lambda _: self._response,
            "PrepareProviderConfig": lambda request: message(1, parse(request)[1]),
            "ValidateResourceTypeConfig": self._validate_resource,
            "ValidateDataSourceConfig": self._validate_data_source,
            "Configure": lambda _: b"",
            "PlanResourceChange": self._plan,
            "ReadDataSource": self._read_data_source,
            "ValidateEphemeralResourceConfig": self._validate_ephemeral,
            "OpenEphemeralResource": self._open,
            "CloseEphemeralResource": lambda _: b"",
            "CallFunction": call_function,
            "Stop": lambda _: b"",
        }

    @cached_property
    def _response(self) -> bytes:
        return provider_schema(self._schema)

    def _resource(self, name: str) -> BlockSchema:
        return _found(name, self._schema.resource(name))

    def _data_source(self, name: str) -> BlockSchema:
        return _found(name, self._schema.data_source(name))

    def _validate_resource(self, request: bytes) -> bytes:
        fields = parse(request)
        return b"".join(check_block(self._resource(fields[1].decode()), decode(fields.get(2, b""))))

    def _validate_data_source(self, request: bytes) -> bytes:
        fields = parse(request)
        return b"".join(check_block(self._data_source(fields[1].decode()), decode(fields.get(2, b""))))

    def _ephemeral(self, name: str) -> BlockSchema:
        return _found(name, self._schema.ephemeral(name))

    def _validate_ephemeral(self, request: bytes) -> bytes:
        fields = parse(request)
        return b"".join(check_block(self._ephemeral(fields[1].decode()), decode(fields.get(2, b""))))

    def _open(self, request: bytes) -> bytes:
        fields = parse(request)
        kind, seed = fields[1].decode(), hashlib.sha256(fields[2]).hexdigest()

        def change(name: str, a: AttributeSchema, value: Value) -> Value:
            return mock(f"ephemeral.{kind}.{name}", a.type, seed) if value is None and a.computed else value

        return message(3, encode(rebuild(self._ephemeral(kind), decode(fields[2]), change)))

    def _plan(self, request: bytes) -> bytes:
        """A resource to create: what it computes is unknown. (Nothing is ever applied: there is no prior state.)"""
        fields = parse(request)

        def change(_: str, a: AttributeSchema, value: Value) -> Value:
            if a.write_only:
                return None
            return UNKNOWN if value is None and a.computed else value

        planned = rebuild(self._resource(fields[1].decode()), decode(fields.get(3, b"")), change)
        return message(1, encode(planned)) + number(5, 1)  # legacy_type_system, as the real one

    def _read_data_source(self, request: bytes) -> bytes:
        fields = parse(request)
        kind, seed = fields[1].decode(), hashlib.sha256(fields[2]).hexdigest()

        def change(name: str, a: AttributeSchema, value: Value) -> Value:
            return mock(f"data.{kind}.{name}", a.type, seed) if value is None and a.computed else value

        return message(1, encode(rebuild(self._data_source(kind), decode(fields[2]), change)))


def _found(name: str, block: BlockSchema | None) -> BlockSchema:
    if block is None:
        raise LookupError(f"core asks for {name}, which it was never told of")
    return block

"""The types of the provider that is part of Terraform itself, by the table ``data/builtin.json``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from tfgen.terraform.schema import BlockSchema
from tfgen.terraform.schema.model import AttributeSchema
from tfgen.terraform.types.model import from_json

_DATA = Path(__file__).parent / "data" / "builtin.json"

PREFIX = "terraform_"
"""The beginning of the names of all these types."""


class _BuiltinAttribute(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    type: str
    kind: Literal["required", "optional", "computed"] = msgspec.field(name="is")


class _BuiltinType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    attributes: dict[str, _BuiltinAttribute]


class _BuiltinTypesTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    types: dict[str, _BuiltinType]


@cache
def builtin_types() -> Mapping[str, BlockSchema]:
    """Schemas by ``resource.terraform_data``, ``data.terraform_remote_state``."""
    table = msgspec.json.decode(_DATA.read_bytes(), type=_BuiltinTypesTable)
    return {name: BlockSchema(_attributes(builtin), {}) for name, builtin in table.types.items()}


def _attributes(builtin: _BuiltinType) -> Mapping[str, AttributeSchema]:
    schemas: dict[str, AttributeSchema] = {}
    for name, attribute in builtin.attributes.items():
        schemas[name] = AttributeSchema(
            name,
            from_json(attribute.type),
            required=attribute.kind == "required",
            optional=attribute.kind == "optional",
            computed=attribute.kind == "computed",
        )
    return schemas

"""Small provider documents for the tests."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.load import DATA, bundle_name, load_schema
from tfgen.terraform.schema.provider import ProviderSchema
from tools.schema.build import build_document
from tools.schema.export import to_document

ADDRESS = "registry.terraform.io/acme/toy"

Json = dict[str, object]


def document(
    resources: Mapping[str, Json], data: Mapping[str, Json] | None = None, address: str = ADDRESS, **more: object
) -> Json:
    """A document of one provider; resources and data sources are given as blocks."""
    provider: Json = {
        "provider": {"version": 0, "block": {"description_kind": "plain"}},
        **({"resource_schemas": schemas(resources)} if resources else {}),
        **({"data_source_schemas": schemas(data)} if data else {}),
        **more,
    }
    return {"format_version": "1.0", "provider_schemas": {address: provider}}


def schemas(blocks: Mapping[str, Json]) -> Json:
    return {name: {"version": 0, "block": block} for name, block in blocks.items()}


def attribute(type_: object = "string", **flags: object) -> Json:
    return {"type": type_, "description_kind": "plain", **(flags or {"optional": True})}


def block(attributes: Json | None = None, block_types: Json | None = None, **more: object) -> Json:
    parts = {"attributes": attributes, "block_types": block_types}
    return {**{name: part for name, part in parts.items() if part}, "description_kind": "plain", **more}


def nested(content: Json, nesting: str = "list", **limits: int) -> Json:
    return {"nesting_mode": nesting, "block": content, **limits}


def bundle(doc: Json, folder: Path) -> Bundle:
    """The document as a bundle on disk: provider ``toy``, version 1.2.3."""
    path = folder / bundle_name("toy", "1.2.3")
    path.write_bytes(build_document(json.dumps(doc).encode(), "toy", "1.2.3", exact=True, note="a test"))
    return Bundle.open(path)


@cache
def aws_document(version: str) -> str:
    """The document of a bundled version, as JSON; making the largest takes a second."""
    return json.dumps(to_document(Bundle.open(DATA / bundle_name("aws", version))))


def provider(doc: Json, folder: Path) -> ProviderSchema:
    """The same, loaded."""
    bundle(doc, folder)
    return load_schema("toy", "1.2.3", folder)

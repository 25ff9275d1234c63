"""From a bundle back to the document that ``terraform providers schema -json`` prints."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.decode import FLAGS, Decoder
from tfgen.terraform.schema.document import SECTIONS
from tfgen.terraform.schema.model import AttributeSchema, BlockSchema, NestedBlock
from tfgen.terraform.types.model import to_json

Texts = Mapping[str, Mapping[str, str]]
"""Descriptions and their kinds, by path."""


def to_document(bundle: Bundle) -> dict[str, object]:
    """The document's content, equal to what the bundle was built from; facts are no part of it.

    Raises ``BundleError``. For tests, for rebuilding, and for serving the schema to Terraform.
    """
    extras = json.loads(bundle.extras) if bundle.extras else {"types": {}, "kept": {}}
    types = _Types(bundle, extras["types"])
    provider: dict[str, object] = {"provider": types.schema("p", "provider")}
    for kind, section in SECTIONS.items():
        schemas = {name: types.schema(kind, name) for name in bundle.names(kind)}
        if schemas:
            provider[section] = schemas
    return {
        "format_version": "1.0",
        "provider_schemas": {bundle.meta["address"]: provider | extras["kept"]},
    }


class _Types:
    """Writes one type after the other."""

    def __init__(self, bundle: Bundle, extras: Mapping[str, Mapping[str, object]]) -> None:
        self._bundle = bundle
        self._extras = extras
        self._decoder = Decoder()

    def schema(self, kind: str, name: str) -> dict[str, object]:
        entry = self._bundle.find(kind, name)
        assert entry is not None, f"{name} is in the index"
        extra = self._extras.get(f"{kind} {name}", {})
        texts = extra.get("at", {})
        assert isinstance(texts, dict)
        return {
            "version": extra.get("version", 0),
            "block": _block(self._decoder.block(entry), texts, ""),
        }


def _block(block: BlockSchema, texts: Texts, path: str) -> dict[str, object]:
    document: dict[str, object] = {}
    if block.attributes:
        document["attributes"] = _attributes(block.attributes, texts, path)
    if block.blocks:
        document["block_types"] = _blocks(block.blocks, texts, path)
    if block.deprecated:
        document["deprecated"] = True
    return {**document, "description_kind": "plain", **texts.get(path, {})}


def _blocks(blocks: Mapping[str, NestedBlock], texts: Texts, path: str) -> dict[str, object]:
    return {name: _nested(nested, texts, f"{path}.{name}") for name, nested in blocks.items()}


def _nested(nested: NestedBlock, texts: Texts, path: str) -> dict[str, object]:
    document: dict[str, object] = {
        "nesting_mode": nested.nesting,
        "block": _block(nested.block, texts, path),
    }
    if nested.min_items:
        document["min_items"] = nested.min_items
    if nested.max_items:
        document["max_items"] = nested.max_items
    return document


def _attributes(
    attributes: Mapping[str, AttributeSchema], texts: Texts, path: str
) -> dict[str, object]:
    return {
        name: _attribute(attribute, texts, f"{path}.{name}")
        for name, attribute in attributes.items()
    }


def _attribute(attribute: AttributeSchema, texts: Texts, path: str) -> dict[str, object]:
    document: dict[str, object] = {}
    if attribute.nested is not None:
        members = _attributes(attribute.nested.attributes, texts, path)
        document["nested_type"] = {"attributes": members, "nesting_mode": attribute.nested.nesting}
    else:
        document["type"] = to_json(attribute.type)
    for flag in FLAGS.values():
        if getattr(attribute, flag):
            document[flag] = True
    return {**document, "description_kind": "plain", **texts.get(path, {})}

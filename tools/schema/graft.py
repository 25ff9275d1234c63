"""Blocks of a derived schema that were copied from another type, mended with an exact schema's.

``python -m tools.schema.graft`` mends the bundled derived schemas in place, as ``data/schema_facts/copied.json``
lists them. Names of either side are kept, since a newer version may have more; what both know is as the
exact schema says, but required only where both agree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from tfgen.terraform.schema.build import build_bundle
from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.document import (
    AttributeDocument,
    BlockDocument,
    BlockType,
    Provider,
    read_document,
    read_provider,
)
from tfgen.terraform.schema.load import DATA, bundle_name
from tools.schema.export import to_document
from tools.schema.fact_files import FACTS, read_copied

EXACT, DERIVED = "5.100.0", "6.62.0"


def grafted(derived: Provider, exact: Provider, paths: tuple[tuple[str, ...], ...]) -> Provider:
    """The derived schema with the blocks at these paths of resources mended."""
    resources = dict(derived.resource_schemas)
    for name, *rest in paths:
        schema = resources[name]
        block = _mended(schema.block, exact.resource_schemas[name].block, rest)
        resources[name] = replace(schema, block=block)
    return replace(derived, resource_schemas=resources)


def _mended(derived: BlockDocument, exact: BlockDocument, path: list[str]) -> BlockDocument:
    """The block with the one at the path merged."""
    name, *rest = path
    mine, theirs = derived.block_types[name], exact.block_types[name]
    content = _mended(mine.block, theirs.block, rest) if rest else merged(mine.block, theirs.block)
    limits = mine if rest else replace(theirs, min_items=min(mine.min_items, theirs.min_items))
    return replace(
        derived, block_types={**derived.block_types, name: replace(limits, block=content)}
    )


def merged(derived: BlockDocument, exact: BlockDocument) -> BlockDocument:
    """The names of both blocks; see the module's description for what they share."""
    attributes = dict(derived.attributes)
    for name, attribute in exact.attributes.items():
        attributes[name] = _attribute(derived.attributes.get(name), attribute)
    blocks = dict(derived.block_types)
    for name, nested in exact.block_types.items():
        if name not in derived.attributes:
            blocks[name] = _block(derived.block_types.get(name), nested)
    return replace(exact, attributes=_optional(attributes, exact), block_types=blocks)


def _attribute(derived: AttributeDocument | None, exact: AttributeDocument) -> AttributeDocument:
    if exact.required and (derived is None or not derived.required):
        return replace(exact, required=False, optional=True)
    return exact


def _optional(
    attributes: Mapping[str, AttributeDocument], exact: BlockDocument
) -> dict[str, AttributeDocument]:
    """The attributes; one that only the copy has is not required."""
    return {
        name: attribute if name in exact.attributes else _attribute(None, attribute)
        for name, attribute in attributes.items()
    }


def _block(derived: BlockType | None, exact: BlockType) -> BlockType:
    """The exact block; limits above one are left out, since AWS raises them."""
    content, least = exact.block, 0
    if derived is not None:
        content = merged(derived.block, exact.block)
        least = min(derived.min_items, exact.min_items, 1)
    most = exact.max_items if exact.max_items == 1 else 0
    return replace(exact, block=content, min_items=least, max_items=most)


def main() -> None:
    """Mend the bundle in place; to do it twice changes nothing."""
    exact, derived = _content(EXACT), _content(DERIVED)
    path = DATA / bundle_name("aws", DERIVED)
    provider = grafted(derived, exact, read_copied(FACTS))
    path.write_bytes(build_bundle(provider, Bundle.open(path).meta))


def _content(version: str) -> Provider:
    bundle = Bundle.open(DATA / bundle_name("aws", version))
    document = json.dumps(to_document(bundle)).encode()
    [raw] = read_document(document).values()
    return read_provider(msgspec.Raw(raw))


if __name__ == "__main__":
    main()

"""Makes bundles: ``python -m tfgen.terraform.schema.build [SOURCE_DIR]`` rebuilds the files in ``schema/data``.

The facts are always rebuilt, from ``data/schema_facts``. With SOURCE_DIR, so is each version that
``facts/versions.json`` lists, from ``SOURCE_DIR/<provider>-<version>.json.gz``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tfgen.terraform.schema.bundle import Key, pack
from tfgen.terraform.schema.document import (
    TOO_DEEP,
    Attribute,
    Block,
    DocumentError,
    Provider,
    read_document,
    read_provider,
)
from tfgen.terraform.schema.encode import ChunkWriter, checked_name
from tfgen.terraform.schema.facts import EPHEMERAL, FUNCTION
from tfgen.terraform.schema.load import DATA, bundle_name, facts_name
from tools.schema.fact_files import facts_by_type, read_versions
from tools.schema.lacking import Lacking, facts_meta, read_lacking

FACTS = Path(__file__).parents[3] / "data" / "schema_facts"
"""The facts as people edit them."""

CHUNK_SIZE = 8_000
"""Characters after which a chunk ends with the service it holds; it may grow to four times that within a service."""


def build_bundle(provider: Provider, meta: Mapping[str, str]) -> bytes:
    """The bundle of one provider; ``meta`` has provider, version, address, exact and note. Raises ``DocumentError``."""
    chunks, keys, service = [ChunkWriter()], [], ""
    for kind, name, schema in provider.schemas():
        if service != _service(name) or chunks[-1].size > 4 * CHUNK_SIZE:
            service = _service(name)
            if chunks[-1].size > CHUNK_SIZE:
                chunks.append(ChunkWriter())
        line = _line(chunks[-1], schema.block, name)
        keys.append(Key(kind, name, len(chunks) - 1, line))
    return pack(meta, keys, _extras(provider), [chunk.lines for chunk in chunks])


def _line(chunk: ChunkWriter, block: Block, name: str) -> int:
    try:
        return chunk.block(block, checked_name(name, "types"))
    except RecursionError:
        raise DocumentError(f"{name}: {TOO_DEEP}") from None


def build_facts(folder: Path, source: str) -> bytes:
    """The built facts about the provider ``source`` (``hashicorp/aws``); raises ``ValueError`` for a bad entry."""
    chunks, keys = [ChunkWriter()], []
    for (kind, name), groups in sorted(facts_by_type(folder, source).items()):
        line = json.dumps(groups, separators=(",", ":"))
        if chunks[-1].size > CHUNK_SIZE:
            chunks.append(ChunkWriter())
        keys.append(Key(kind, name, len(chunks) - 1, chunks[-1].add(line)))
    ephemeral = read_lacking(folder / "ephemeral.json", source)
    functions = read_lacking(folder / "functions.json", source)
    chunks.append(ChunkWriter())  # Types lie in one chunk: their lines refer to each other.
    keys += _lacking(chunks[-1], len(chunks) - 1, ephemeral, functions)
    meta = {"source": source, **facts_meta(ephemeral, functions)}
    return pack(meta, keys, "", [chunk.lines for chunk in chunks])


def _lacking(chunk: ChunkWriter, number: int, ephemeral: Lacking | None, functions: Lacking | None) -> Iterator[Key]:
    for name, type_ in sorted(ephemeral.types.items()) if ephemeral else ():
        ranges = [[since, before, _line(chunk, block, name)] for since, before, block in type_.blocks()]
        yield Key(EPHEMERAL, name, number, chunk.add(json.dumps(ranges, separators=(",", ":"))))
    for name, function in sorted(functions.functions.items()) if functions else ():
        yield Key(FUNCTION, name, number, chunk.add(json.dumps(function.row(), separators=(",", ":"))))


def build_document(data: bytes, provider: str, version: str, exact: bool, note: str) -> bytes:
    """The bundle for a document that holds one provider; raises ``DocumentError``."""
    [(address, raw)] = read_document(data).items()
    meta = bundle_meta(provider, version, address, exact, note)
    return build_bundle(read_provider(raw), meta)


def bundle_meta(provider: str, version: str, address: str, exact: bool, note: str) -> dict[str, str]:
    """The meta of a provider's bundle."""
    return {
        "provider": provider,
        "version": version,
        "address": address,
        "exact": "yes" if exact else "no",
        "note": note,
    }


def _service(name: str) -> str:
    """``aws_efs`` of ``aws_efs_mount_target``: types of a service repeat each other's blocks."""
    return "_".join(name.split("_", 2)[:2])


def _extras(provider: Provider) -> str:
    """What ``to_document`` needs and nothing else does: versions, descriptions, sections that are only kept."""
    types: dict[str, object] = {}
    for kind, name, schema in provider.schemas():
        at = dict(_descriptions(schema.block, ""))
        if at or schema.version:
            types[f"{kind} {name}"] = {"version": schema.version, "at": at}
    kept = provider.kept()
    if not types and not kept:
        return ""
    return json.dumps({"types": types, "kept": kept}, separators=(",", ":"), sort_keys=True)


def _descriptions(block: Block, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Description and its kind of the block and of all in it, by path, where they are not empty and plain."""
    yield from _described(block, path)
    for name, attribute in block.attributes.items():
        yield from _member_descriptions(attribute, f"{path}.{name}")
    for name, nested in block.block_types.items():
        yield from _descriptions(nested.block, f"{path}.{name}")


def _member_descriptions(attribute: Attribute, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    yield from _described(attribute, path)
    if attribute.nested_type is not None:
        for name, member in attribute.nested_type.attributes.items():
            yield from _member_descriptions(member, f"{path}.{name}")


def _described(item: Attribute | Block, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    found = {"description": item.description} if item.description else {}
    if item.description_kind != "plain":
        found["description_kind"] = item.description_kind
    if found:
        yield path, found


def main(arguments: list[str]) -> None:
    """Writes the files; see the module's description."""
    DATA.mkdir(exist_ok=True)
    versions = read_versions(FACTS)
    for source in sorted({version.source for version in versions}):
        (DATA / facts_name(source)).write_bytes(build_facts(FACTS, source))
    for version in versions if arguments else ():
        document = Path(arguments[0]) / f"{version.provider}-{version.version}.json.gz"
        data = build_document(document.read_bytes(), version.provider, version.version, version.exact, version.note)
        (DATA / bundle_name(version.provider, version.version)).write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1:])

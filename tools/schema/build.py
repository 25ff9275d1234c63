"""Builds the shipped schemas and facts: ``python -m tools.schema.build [SOURCE_DIR]`` rebuilds them in ``schema/data``.

The facts are always rebuilt, from ``data/schema_facts``. With SOURCE_DIR, so is each version that
``data/schema_facts/versions.json`` lists, if ``SOURCE_DIR/<provider>-<version>.json.gz`` is there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tfgen.terraform.schema.build import CHUNK_SIZE, add_block, build_bundle, bundle_meta
from tfgen.terraform.schema.bundle import IndexKey, pack
from tfgen.terraform.schema.document import read_document, read_provider
from tfgen.terraform.schema.encode import ChunkWriter
from tfgen.terraform.schema.facts import EPHEMERAL
from tfgen.terraform.schema.functions import FUNCTION
from tfgen.terraform.schema.load import DATA, bundle_name, facts_name
from tools.schema.fact_files import FACTS, Version, facts_by_type, read_versions
from tools.schema.lacking import Lacking, facts_meta, read_lacking


def build_facts(folder: Path, source: str) -> bytes:
    """The built facts about the provider ``source`` (``hashicorp/aws``); raises ``ValueError`` for a bad entry."""
    chunks = [ChunkWriter()]
    keys: list[IndexKey] = []
    for (kind, name), groups in sorted(facts_by_type(folder, source).items()):
        line = json.dumps(groups, separators=(",", ":"))
        if chunks[-1].size > CHUNK_SIZE:
            chunks.append(ChunkWriter())
        keys.append(IndexKey(kind, name, len(chunks) - 1, chunks[-1].add(line)))
    ephemeral = read_lacking(folder / "ephemeral.json", source)
    functions = read_lacking(folder / "functions.json", source)
    chunks.append(ChunkWriter())  # Types lie in one chunk: their lines refer to each other.
    keys += _ephemeral_keys(chunks[-1], len(chunks) - 1, ephemeral)
    keys += _function_keys(chunks[-1], len(chunks) - 1, functions)
    meta = {"source": source, **facts_meta(ephemeral, functions)}
    return pack(meta, keys, "", [chunk.lines for chunk in chunks])


def _ephemeral_keys(
    chunk: ChunkWriter, number: int, ephemeral: Lacking | None
) -> Iterator[IndexKey]:
    """The keys of ephemeral resource types, whose lines are added to the chunk with that number."""
    if ephemeral is None:
        return
    for name, type_ in sorted(ephemeral.types.items()):
        ranges = [
            [since, before, add_block(chunk, block, name)]
            for since, before, block in type_.blocks()
        ]
        yield IndexKey(
            EPHEMERAL, name, number, chunk.add(json.dumps(ranges, separators=(",", ":")))
        )


def _function_keys(
    chunk: ChunkWriter, number: int, functions: Lacking | None
) -> Iterator[IndexKey]:
    """The keys of functions, whose lines are added to the chunk with that number."""
    if functions is None:
        return
    for name, function in sorted(functions.functions.items()):
        yield IndexKey(
            FUNCTION, name, number, chunk.add(json.dumps(function.row(), separators=(",", ":")))
        )


def build_document(data: bytes, provider: str, version: str, *, exact: bool, note: str) -> bytes:
    """The bundle for a document that holds one provider; raises ``DocumentError``."""
    [(address, raw)] = read_document(data).items()
    meta = bundle_meta(provider, version, address, exact=exact, note=note)
    return build_bundle(read_provider(raw), meta)


def main(arguments: list[str]) -> None:
    """Writes the files; see the module's description."""
    DATA.mkdir(exist_ok=True)
    versions = read_versions(FACTS)
    for source in sorted({version.source for version in versions}):
        if source == "hashicorp/aws" or (FACTS / source.replace("/", "-")).is_dir():
            (DATA / facts_name(source)).write_bytes(build_facts(FACTS, source))
    if arguments:
        for version in versions:
            document = Path(arguments[0]) / f"{version.provider}-{version.version}.json.gz"
            if document.is_file():
                _write_bundle(version, document)


def _write_bundle(version: Version, document: Path) -> None:
    data = build_document(
        document.read_bytes(),
        version.provider,
        version.version,
        exact=version.exact,
        note=version.note,
    )
    (DATA / bundle_name(version.provider, version.version)).write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1:])

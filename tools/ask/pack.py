"""Packs the answers for the program: ``tfgen/aws/refusals/data/hashicorp-aws.refusals``."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tfgen.aws.refusals.load import DATA, REFUSALS
from tfgen.terraform.schema.bundle import IndexKey, pack
from tfgen.terraform.schema.facts import version_key
from tools.ask.store import ANSWERS, read_answers

CHUNK_SIZE = 24_000
"""Characters after which a chunk ends."""


def build(folder: Path = ANSWERS) -> bytes:
    """The bundle's bytes."""
    names = [path.name.removesuffix(".jsonl.gz") for path in folder.glob("*.jsonl.gz")]
    versions = sorted(names, key=version_key)
    keys: list[IndexKey] = []
    chunks: list[list[str]] = []
    for version in versions:
        chunks.append([])
        for learned in sorted(read_answers(version, folder), key=lambda one: (one.kind, one.type)):
            if sum(map(len, chunks[-1])) > CHUNK_SIZE:
                chunks.append([])
            kind = f"{version}:{learned.kind}"
            keys.append(IndexKey(kind, learned.type, len(chunks) - 1, len(chunks[-1])))
            chunks[-1].append(msgspec.json.encode(learned.refusals).decode())
    return pack({"source": "hashicorp/aws", "versions": " ".join(versions)}, keys, "", chunks)


def write_bundle(folder: Path = ANSWERS, target: Path = DATA) -> int:
    """Write the bundle; its size in bytes."""
    target.mkdir(exist_ok=True)
    return (target / REFUSALS).write_bytes(build(folder))

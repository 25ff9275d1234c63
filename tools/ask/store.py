"""The answers as files: ``data/provider_refusals/VERSION.jsonl.gz``, one type a line."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from tools.ask.learn import Learned

ANSWERS = Path(__file__).parents[2] / "data" / "provider_refusals"


def write_answers(
    version: str, learned: Iterable[Learned], unexplained: Sequence[str], folder: Path = ANSWERS
) -> None:
    """Write what was learned, and beside it which refusals are not understood."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in learned)
    (folder / f"{version}.jsonl.gz").write_bytes(gzip.compress(lines, 9, mtime=0))
    text = "".join(f"{line}\n" for line in unexplained)
    (folder / f"{version}.unexplained.txt").write_text(text, encoding="utf-8")


def read_answers(version: str, folder: Path = ANSWERS) -> list[Learned]:
    """What was learned of a version."""
    lines = gzip.decompress((folder / f"{version}.jsonl.gz").read_bytes()).splitlines()
    return [msgspec.json.decode(line, type=Learned) for line in lines]

"""The answers as files: ``data/provider_refusals/VERSION.jsonl.gz``, one type a line."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
from msgspec.structs import replace

from tools.ask.learn import Learned

ANSWERS = Path(__file__).parents[2] / "data" / "provider_refusals"


def read_part(version: str, folder: Path) -> list[Learned]:
    """What an interrupted run has learned already."""
    path = _part(version, folder)
    if not path.is_file():
        return []
    return [msgspec.json.decode(line, type=Learned) for line in path.read_bytes().splitlines()]


def add_to_part(version: str, learned: Learned, folder: Path) -> None:
    """Keep what was learned of a type, so that a run may be continued."""
    folder.mkdir(parents=True, exist_ok=True)
    with _part(version, folder).open("ab") as file:
        file.write(msgspec.json.encode(learned) + b"\n")


def finish(version: str, folder: Path) -> list[Learned]:
    """Make the answers of what was learned, and the list of refusals that are not understood."""
    learned = sorted(read_part(version, folder), key=lambda one: (one.kind, one.type))
    plain = [
        replace(one, unexplained=())
        for one in learned
        if one.refusals.values or one.refusals.relations
    ]
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in plain)
    (folder / f"{version}.jsonl.gz").write_bytes(gzip.compress(lines, 9, mtime=0))
    unexplained = [line for one in learned for line in one.unexplained]
    text = "".join(f"{line}\n" for line in unexplained)
    (folder / f"{version}.unexplained.txt").write_text(text, encoding="utf-8")
    _part(version, folder).unlink(missing_ok=True)
    return plain


def _part(version: str, folder: Path) -> Path:
    return folder / f"{version}.part.jsonl"


def read_answers(version: str, folder: Path = ANSWERS) -> list[Learned]:
    """What was learned of a version."""
    lines = gzip.decompress((folder / f"{version}.jsonl.gz").read_bytes()).splitlines()
    return [msgspec.json.decode(line, type=Learned) for line in lines]

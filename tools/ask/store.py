"""The answers as files: ``data/provider_refusals/VERSION.jsonl.gz``, one type a line."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
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
    """Add what was learned to the answers, to the list of types that were asked about,
    and to the list of refusals that are not understood.
    """
    part = read_part(version, folder)
    types = {(one.kind, one.type) for one in part}
    old = [one for one in read_answers(version, folder) if (one.kind, one.type) not in types]
    plain = [
        replace(one, unexplained=())
        for one in part
        if one.refusals.values or one.refusals.relations
    ]
    learned = sorted([*old, *plain], key=lambda one: (one.kind, one.type))
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in learned)
    (folder / f"{version}.jsonl.gz").write_bytes(gzip.compress(lines, 9, mtime=0))
    _add_lines(
        folder / f"{version}.unexplained.txt", (line for one in part for line in one.unexplained)
    )
    _add_lines(folder / f"{version}.asked.txt", (f"{one.kind}.{one.type}" for one in part))
    _part(version, folder).unlink(missing_ok=True)
    return learned


def asked_types(version: str, folder: Path = ANSWERS) -> frozenset[str]:
    """The types that were asked about, ``resource.aws_vpc`` and so on."""
    return frozenset(_lines(folder / f"{version}.asked.txt"))


def _add_lines(path: Path, lines: Iterable[str]) -> None:
    text = "".join(f"{line}\n" for line in sorted({*_lines(path), *lines}))
    path.write_text(text, encoding="utf-8")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _part(version: str, folder: Path) -> Path:
    return folder / f"{version}.part.jsonl"


def read_answers(version: str, folder: Path = ANSWERS) -> list[Learned]:
    """What was learned of a version; nothing if it was not asked."""
    path = folder / f"{version}.jsonl.gz"
    lines = gzip.decompress(path.read_bytes()).splitlines() if path.is_file() else []
    return [msgspec.json.decode(line, type=Learned) for line in lines]

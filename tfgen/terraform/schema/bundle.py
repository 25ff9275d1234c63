"""Bundles: many small texts in one compressed file, any of them readable without the rest.

A file is a line that names the format, a line of JSON (``meta``: strings; ``pieces``: sizes in
bytes), then the pieces one after the other, each deflated: the index, the extras, then the chunks.
A chunk is a text of some kilobytes. A line of the index, ``kind name chunk line``, says in which
line (from 0) of which chunk (from 0) an entry lies.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

MAX_PIECE_BYTES = 64 << 20
"""The largest piece that is inflated."""

_MAGIC = b"tfgen-bundle 1\n"


class BundleError(Exception):
    """A file is not a bundle, is damaged, or was written by a later tfgen.
    ``path`` and ``reason`` say what and why.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class BundleEntry(Struct, frozen=True):
    """One entry: the lines of its chunk and the number of its line.
    Lines may refer to other lines of the chunk.
    """

    lines: tuple[str, ...]
    line: int


class Bundle:
    """An open bundle. Decompresses what is asked for, once; every method may raise ``BundleError``."""

    __slots__ = ("_chunks", "_index", "_pieces", "data", "meta", "path")

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.data = data
        self.meta, self._pieces = _header(path, data)
        self._index: str | None = None
        self._chunks: dict[int, tuple[str, ...]] = {}

    @classmethod
    def open(cls, path: Path) -> Bundle:
        """Reads the file; raises ``OSError`` too."""
        return cls(path, path.read_bytes())

    def find(self, kind: str, name: str) -> BundleEntry | None:
        """The entry, or None."""
        if " " in name or "\n" in name:
            return None
        index = self._index_text()
        key = f"\n{kind} {name} "
        at = index.find(key)
        if at < 0:
            return None
        chunk, line = index[at + len(key) : index.index("\n", at + 1)].split(" ")
        return BundleEntry(self._chunk(int(chunk)), int(line))

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of all entries of a kind, sorted."""
        names = []
        for row in self._index_text().split("\n"):
            if row.startswith(f"{kind} "):
                names.append(row.split(" ", 2)[1])
        return tuple(sorted(names))

    @property
    def extras(self) -> str:
        """The text that belongs to no entry."""
        return self._unpack(1)

    def texts(self) -> tuple[str, ...]:
        """All pieces decompressed,
        for comparing bundles (deflated bytes differ between versions of zlib).
        """
        return tuple(map(self._unpack, range(len(self._pieces))))

    def _index_text(self) -> str:
        if self._index is None:
            self._index = self._unpack(0)
        return self._index

    def _chunk(self, number: int) -> tuple[str, ...]:
        if number not in self._chunks:
            self._chunks[number] = tuple(self._unpack(2 + number).split("\n"))
        return self._chunks[number]

    def _unpack(self, number: int) -> str:
        start, end = self._pieces[number]
        inflating = zlib.decompressobj()
        try:
            text = inflating.decompress(self.data[start:end], MAX_PIECE_BYTES).decode()
        except (zlib.error, UnicodeDecodeError):
            raise BundleError(self.path, "the file is damaged") from None
        if not inflating.eof:
            raise BundleError(self.path, "the file is damaged, or a part of it is too large")
        return text


def _header(path: Path, data: bytes) -> tuple[Mapping[str, str], tuple[tuple[int, int], ...]]:
    """Meta, and start and end of each piece."""
    if not data.startswith(_MAGIC):
        if data.startswith(_MAGIC.partition(b" ")[0]):
            raise BundleError(path, "written by another version of tfgen")
        raise BundleError(path, "not a tfgen bundle")
    end = data.find(b"\n", len(_MAGIC)) + 1
    try:
        header = json.loads(data[len(_MAGIC) : end])
        meta = {str(key): str(value) for key, value in header["meta"].items()}
        pieces = _ranges(end, [int(size) for size in header["pieces"]])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BundleError(path, "the file is damaged") from None
    if len(pieces) < 2 or pieces[-1][1] != len(data):
        raise BundleError(path, "the file is cut off or damaged")
    return meta, pieces


def _ranges(start: int, sizes: Iterable[int]) -> tuple[tuple[int, int], ...]:
    ranges = []
    for size in sizes:
        ranges.append((start, start + size))
        start += size
    return tuple(ranges)


class IndexKey(Struct, frozen=True):
    """The place of an entry: see the module's description of the index."""

    kind: str
    name: str
    chunk: int
    line: int


def pack(
    meta: Mapping[str, str], keys: Sequence[IndexKey], extras: str, chunks: Sequence[Sequence[str]]
) -> bytes:
    """The bytes of a bundle; the same input gives the same bytes (with the same zlib)."""
    index = "\n" + "".join(f"{key.kind} {key.name} {key.chunk} {key.line}\n" for key in keys)
    texts = [index, extras, *("\n".join(lines) for lines in chunks)]
    pieces = [zlib.compress(text.encode(), 9) for text in texts]
    header = {"meta": dict(sorted(meta.items())), "pieces": [len(piece) for piece in pieces]}
    line = json.dumps(header, separators=(",", ":")).encode() + b"\n"
    return b"".join((_MAGIC, line, *pieces))

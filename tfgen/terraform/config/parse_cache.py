"""Parsed bodies kept from earlier runs, each under the digest of the text that it is the tree of.

Where a verdict cannot be found again because one file changed, the other files of its case need not be parsed again:
to decode a tree takes a tenth of what parsing takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from msgspec import DecodeError, Struct, ValidationError
from msgspec.msgpack import Decoder, Encoder

from tfgen.cache.fingerprint import code_digest
from tfgen.cache.store import CacheStore
from tfgen.terraform.hcl.syntax import Body

MIN_CACHED_BYTES = 300
"""Fewer bytes than this are parsed as soon as a file is found and opened."""

_SUFFIX = ".body"


class ParseCache(Struct, frozen=True):
    """Bodies on ``store``, None to keep nothing; ``held`` has some, encoded, by their files' bytes."""

    store: CacheStore | None = None
    held: Mapping[bytes, bytes] = {}

    def get(self, content: bytes) -> Body | None:
        """The body of a file's bytes, when it was kept and is whole."""
        encoded = self.held.get(content) or self._on_shelf(content)
        return None if encoded is None else decode(encoded)

    def _on_shelf(self, content: bytes) -> bytes | None:
        if self.store is None or len(content) < MIN_CACHED_BYTES:
            return None
        return self.store.get(_key(content), _SUFFIX)

    def put(self, content: bytes, body: Body) -> None:
        """Keep the body that a file's bytes were parsed to."""
        if self.store is not None and len(content) >= MIN_CACHED_BYTES and (encoded := encode(body)) is not None:
            self.store.put(_key(content), _SUFFIX, encoded)


def encode(body: Body) -> bytes | None:
    """A body in few bytes; None for one with numbers that do not fit into eight of them, or that nests too deep."""
    try:
        return Encoder().encode(body)
    except (OverflowError, RecursionError):
        return None


def decode(encoded: bytes) -> Body | None:
    """The body that ``encode`` was given; None for any other bytes."""
    try:
        return _decoder().decode(encoded)
    except (DecodeError, ValidationError, RecursionError):
        return None


@cache
def _decoder() -> Decoder[Body]:
    return Decoder(Body)


def _key(content: bytes) -> bytes:
    return sha256(code_digest().encode() + content).digest()

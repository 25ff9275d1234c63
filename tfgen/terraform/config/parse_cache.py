"""Parsed bodies cached from earlier runs, each under the digest of its text.

When a directory is checked again because one file changed, its other files need not be parsed
again: decoding a tree takes a tenth of the time of parsing it.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from msgspec import DecodeError, Struct, ValidationError
from msgspec.msgpack import Decoder, Encoder

from tfgen.cache.fingerprint import code_digest
from tfgen.cache.store import CacheStore
from tfgen.terraform.config.known_bodies import NOTHING_KNOWN, KnownBodies
from tfgen.terraform.hcl.syntax import Body

MIN_CACHED_BYTES = 300
"""Fewer bytes than this are parsed as fast as a cache file is found and opened."""

_SUFFIX = ".body"


class ParseCache(Struct, frozen=True):
    """Bodies in ``store``, None to cache nothing; ``known`` has some more."""

    store: CacheStore | None = None
    known: KnownBodies = NOTHING_KNOWN

    def get(self, content: bytes) -> Body | None:
        """The body of a file's bytes, when it is cached and whole."""
        if content in self.known.parsed:
            return self.known.parsed[content]
        encoded = self.known.encoded.get(content) or self._stored(content)
        if encoded is None:
            return None
        return decode(encoded)

    def _stored(self, content: bytes) -> bytes | None:
        if self.store is None or len(content) < MIN_CACHED_BYTES:
            return None
        return self.store.get(_key(content), _SUFFIX)

    def put(self, content: bytes, body: Body) -> None:
        """Caches the body that a file's bytes were parsed to."""
        if self.store is None or len(content) < MIN_CACHED_BYTES:
            return
        encoded = encode(body)
        if encoded is not None:
            self.store.put(_key(content), _SUFFIX, encoded)


def encode(body: Body) -> bytes | None:
    """A body in few bytes; None for one with numbers that do not fit into eight of them,
    or that nests too deep.
    """
    try:
        return Encoder().encode(body)
    except (OverflowError, RecursionError):
        return None


def decode(encoded: bytes) -> Body | None:
    """The body that ``encode`` encoded; None for any other bytes."""
    try:
        return _decoder().decode(encoded)
    except (DecodeError, ValidationError, RecursionError):
        return None


@cache
def _decoder() -> Decoder[Body]:
    return Decoder(Body)


def _key(content: bytes) -> bytes:
    return sha256(code_digest().encode() + content).digest()

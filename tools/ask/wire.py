"""The part of the protobuf wire format that a client of the plugin protocol needs."""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_FIXED_SIZES = {_FIXED64: 8, _FIXED32: 4}

Field = int | bytes
"""The value of a field: a number, or the bytes of a text or message."""


def varint(n: int) -> bytes:
    """``n`` (not negative) as a base-128 number."""
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def message(field: int, payload: bytes) -> bytes:
    """A field with bytes, a text or an embedded message."""
    return varint(field << 3 | _LENGTH) + varint(len(payload)) + payload


def flag(field: int) -> bytes:
    """A field that is true."""
    return varint(field << 3 | _VARINT) + b"\x01"


def fields(data: bytes) -> Iterator[tuple[int, Field]]:
    """All fields with their numbers, in order; those of fixed size are passed over."""
    at = 0
    while at < len(data):
        tag, at = _read_varint(data, at)
        kind = tag & 7
        if kind == _VARINT:
            number, at = _read_varint(data, at)
            yield tag >> 3, number
        elif kind == _LENGTH:
            size, at = _read_varint(data, at)
            yield tag >> 3, data[at : at + size]
            at += size
        else:
            at += _FIXED_SIZES[kind]


def texts(data: bytes, field: int) -> Iterator[bytes]:
    """The values of a repeated field of bytes, texts or messages."""
    for number, value in fields(data):
        if number == field and isinstance(value, bytes):
            yield value


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    """The number at ``at`` and where it ends."""
    result = shift = 0
    while True:
        byte = data[at]
        result |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return result, at

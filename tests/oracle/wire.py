"""The few lines of the protobuf wire format that the plugin protocol needs; no generated code, no ``.proto`` files."""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5


def varint(n: int) -> bytes:
    """``n`` (not negative) as a base-128 number."""
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def message(field: int, payload: bytes) -> bytes:
    """A length-delimited field: bytes, string or embedded message."""
    return varint(field << 3 | _LENGTH) + varint(len(payload)) + payload


def text(field: int, value: str) -> bytes:
    """A string field; the empty string is the default and is left out."""
    return message(field, value.encode()) if value else b""


def number(field: int, value: int) -> bytes:
    """An int or bool field; zero is the default and is left out."""
    return varint(field << 3 | _VARINT) + varint(int(value)) if value else b""


def parse(data: bytes) -> dict[int, bytes]:
    """The last value of each length-delimited field; fields of other kinds are passed over."""
    return dict(fields(data))


def fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """All length-delimited fields, those that are there several times too."""
    at = 0
    while at < len(data):
        tag, at = _read_varint(data, at)
        kind = tag & 7
        if kind == _VARINT:
            _, at = _read_varint(data, at)
            continue
        size, at = _read_varint(data, at) if kind == _LENGTH else ({_FIXED64: 8, _FIXED32: 4}[kind], at)
        if kind == _LENGTH:
            yield tag >> 3, data[at : at + size]
        at += size


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    """The number at ``at`` and where it ends."""
    result = shift = 0
    while True:
        byte = data[at]
        result |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return result, at

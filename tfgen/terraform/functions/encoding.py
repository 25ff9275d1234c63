"""Base64, URL encoding, CSV."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from tfgen.terraform.functions.arguments import text, text_at
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import DYNAMIC, STRING, ListType, ObjectType, Type
from tfgen.terraform.types.value import Value, list_of, object_of, string

_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "latin-1",
    "latin1": "latin-1",
    "windows-1252": "cp1252",
}
"""Encodings that Go and Python have alike; of others nothing is said."""


def _encode(call: FunctionCall) -> Value:
    return string(b64encode(text_at(call, 0).encode("utf-8", "surrogatepass")).decode())


def _bytes(call: FunctionCall, message: str) -> bytes:
    plain = text_at(call, 0).replace("\n", "").replace("\r", "")
    if not _BASE64.fullmatch(plain):
        raise FunctionError(message, 0)
    return b64decode(plain)


def _decode(call: FunctionCall) -> Value:
    try:
        return text(_bytes(call, f'failed to decode base64 data "{text_at(call, 0)}"').decode())
    except UnicodeDecodeError:
        raise FunctionError(
            "the result of decoding the provided string is not valid UTF-8", 0
        ) from None


def _encoding(call: FunctionCall) -> str:
    found = _ENCODINGS.get(text_at(call, 1).lower())
    if found is None:
        raise NotComputable
    return found


def _textencodebase64(call: FunctionCall) -> Value:
    name = _encoding(call)
    try:
        return string(b64encode(text_at(call, 0).encode(name)).decode())
    except UnicodeEncodeError:
        raise FunctionError(
            f"the given string contains characters that cannot be represented in {text_at(call, 1)}",
            0,
        ) from None


def _textdecodebase64(call: FunctionCall) -> Value:
    name = _encoding(call)
    data = _bytes(call, "the given value is has an invalid base64 symbol")
    try:
        return text(data.decode(name))
    except UnicodeDecodeError:
        raise FunctionError(
            f"the given string contains symbols that are not defined for {text_at(call, 1)}", 0
        ) from None


def _urlencode(call: FunctionCall) -> Value:
    from urllib.parse import quote_plus

    return string(quote_plus(text_at(call, 0), safe="", errors="replace"))


def _base64gzip(call: FunctionCall) -> Value:
    raise NotComputable


def _rows(given: str) -> list[list[str]]:
    """The records of a CSV text, as Go reads them: no bare quotes, no empty lines."""
    import csv

    if "\r" in given.replace("\r\n", ""):
        raise NotComputable
    if '"' in given and not _is_plainly_quoted(given):
        raise FunctionError('CSV parse error: bare or extraneous " in field', 0)
    try:
        return list(filter(None, csv.reader(given.splitlines(keepends=True), strict=True)))
    except csv.Error as error:
        raise FunctionError(f"CSV parse error: {error}", 0) from None


_FIELD = r'(?:"(?:[^"]|"")*"|[^",\n]*)'
_QUOTED = re.compile(rf"(?:{_FIELD}(?:,{_FIELD})*\r?\n)*{_FIELD}(?:,{_FIELD})*\r?")


def _is_plainly_quoted(given: str) -> bool:
    if len(given) > 20_000:
        raise NotComputable
    return _QUOTED.fullmatch(given) is not None


def _csv_type(call: FunctionCall) -> Type:
    given = call.arguments[0].data
    if not isinstance(given, str):
        return DYNAMIC
    rows = _rows(given)
    if not rows:
        raise FunctionError("missing header line", 0)
    for i, name in enumerate(rows[0]):
        if name in rows[0][:i]:
            raise FunctionError(f'duplicate column name "{name}"', 0)
    return ListType(ObjectType.of(dict.fromkeys(rows[0], STRING)))


def _csv(call: FunctionCall) -> Value:
    names, *rows = _rows(text_at(call, 0))
    assert isinstance(call.returns, ListType)
    records: list[Value] = []
    for i, row in enumerate(rows, 2):
        if len(row) != len(names):
            raise FunctionError(f"CSV parse error on line {i}: wrong number of fields", 0)
        records.append(object_of(dict(zip(names, map(text, row), strict=True))))
    return list_of(records, call.returns.element)


def _rsadecrypt(call: FunctionCall) -> Value:
    _bytes(call, "failed to decode input: cipher text must be base64-encoded")
    raise NotComputable


FUNCTIONS = {
    "base64decode": FunctionSpec(_decode),
    "base64encode": FunctionSpec(_encode),
    "base64gzip": FunctionSpec(_base64gzip),
    "csvdecode": FunctionSpec(_csv, _csv_type),
    "rsadecrypt": FunctionSpec(_rsadecrypt),
    "textdecodebase64": FunctionSpec(_textdecodebase64),
    "textencodebase64": FunctionSpec(_textencodebase64),
    "urlencode": FunctionSpec(_urlencode),
}

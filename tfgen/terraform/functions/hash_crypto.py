"""Hashes of strings and of files."""

from __future__ import annotations

import hashlib
import uuid
from base64 import b64encode
from collections.abc import Callable

from tfgen.terraform.functions.arguments import text_at
from tfgen.terraform.functions.filesystem import content
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec
from tfgen.terraform.types.value import Value, string

Hash = Callable[[bytes], str]
_NAMESPACES = {
    "dns": "NAMESPACE_DNS",
    "url": "NAMESPACE_URL",
    "oid": "NAMESPACE_OID",
    "x500": "NAMESPACE_X500",
}


def _hexadecimal(name: str) -> Hash:
    return lambda data: hashlib.new(name, data, usedforsecurity=False).hexdigest()


def _base64(name: str) -> Hash:
    return lambda data: b64encode(hashlib.new(name, data, usedforsecurity=False).digest()).decode()


def _of_text(hashed: Hash) -> FunctionSpec:
    return FunctionSpec(lambda call: string(hashed(text_at(call, 0).encode("utf-8", "replace"))))


def _of_file(hashed: Hash) -> FunctionSpec:
    return FunctionSpec(lambda call: string(hashed(content(call))))


def _uuidv5(call: FunctionCall) -> Value:
    namespace, name = text_at(call, 0), text_at(call, 1)
    if namespace in _NAMESPACES:
        space: uuid.UUID = getattr(uuid, _NAMESPACES[namespace])
    else:
        space = _parsed(namespace)
    return string(str(uuid.uuid5(space, name)))


def _parsed(namespace: str) -> uuid.UUID:
    plain = namespace.removeprefix("urn:uuid:").strip("{}")
    try:
        return uuid.UUID(plain)
    except ValueError:
        raise FunctionError(f"uuidv5() doesn't support namespace {namespace}") from None


FUNCTIONS = {
    "base64sha256": _of_text(_base64("sha256")),
    "base64sha512": _of_text(_base64("sha512")),
    "filebase64sha256": _of_file(_base64("sha256")),
    "filebase64sha512": _of_file(_base64("sha512")),
    "filemd5": _of_file(_hexadecimal("md5")),
    "filesha1": _of_file(_hexadecimal("sha1")),
    "filesha256": _of_file(_hexadecimal("sha256")),
    "filesha512": _of_file(_hexadecimal("sha512")),
    "md5": _of_text(_hexadecimal("md5")),
    "sha1": _of_text(_hexadecimal("sha1")),
    "sha256": _of_text(_hexadecimal("sha256")),
    "sha512": _of_text(_hexadecimal("sha512")),
    "uuidv5": FunctionSpec(_uuidv5),
}

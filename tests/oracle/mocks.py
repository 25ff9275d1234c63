"""Made-up values for what a data source computes, so that a plan has something to go on with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.oracle.values import Value
from tfgen.terraform.types.model import BOOL, NUMBER, STRING, ListType, MapType, ObjectType, SetType, Type

_ACCOUNT, _REGION = "123456789012", "us-east-1"


@dataclass(frozen=True, slots=True)
class _Table:
    """``mocks.json``: values for whole paths, then for names of attributes."""

    paths: dict[str, Value]
    names: dict[str, Value]


@cache
def _table() -> _Table:
    return _Table(**json.loads(Path(__file__).with_name("mocks.json").read_text(encoding="utf-8")))


def mock(path: str, of: Type, seed: str) -> Value:
    """A plausible value of type ``of`` for the attribute at ``path`` (``data.aws_vpc.id``); same seed, same value."""
    if path in _table().paths:
        return _table().paths[path]
    if of == STRING:
        return _string(path, seed)
    if of in (BOOL, NUMBER):
        return False if of == BOOL else 0
    if isinstance(of, ObjectType):
        return {name: mock(f"{path}.{name}", inner, seed) for name, inner in of.fields}
    if isinstance(of, MapType):
        return {}
    if isinstance(of, ListType | SetType):
        return [mock(path, of.element, f"{seed}{i}") for i in range(3)]
    return [b'"string"', "mock"]  # a dynamic value travels with its type


def _string(path: str, seed: str) -> Value:
    name = path.rpartition(".")[2]
    kind = path.split(".")[1].removeprefix("aws_")
    digest = hashlib.sha256((path + seed).encode()).hexdigest()
    if name == "arn" or name.endswith("_arn"):
        return f"arn:aws:{kind.split('_')[0]}:{_REGION}:{_ACCOUNT}:{kind}/{digest[:12]}"
    if name == "id" or name.endswith("_id"):
        return _table().names.get(name) or f"{name.removesuffix('id') or kind}-{digest[:17]}".replace("_", "-")
    return _table().names.get(name) or f"mock-{name}-{digest[:6]}"

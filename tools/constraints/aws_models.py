"""AWS's API models as the builder reads them: what an operation takes, member by member.

The models are data files of the PyPI package botocore; no code of it runs.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct

VERBS = (
    "Create", "Put", "Register", "Request", "Allocate", "Set", "Update", "Modify", "Enable", "Publish",
)  # fmt: skip
"""How the operation begins that makes what a resource type stands for; the first that exists counts."""


class Ref(msgspec.Struct, frozen=True):
    """A use of a shape."""

    shape: str


class Shape(msgspec.Struct, frozen=True, rename={"least": "min", "most": "max"}):
    """A shape of a service; which members it has depends on its type."""

    type: str
    members: dict[str, Ref] = {}
    member: Ref | None = None
    enum: tuple[str, ...] = ()
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    document: bool = False


class _Operation(msgspec.Struct, frozen=True):
    input: Ref | None = None


class _Metadata(msgspec.Struct, frozen=True, rename="camel"):
    api_version: str


class Service(msgspec.Struct, frozen=True):
    """One API: its operations and shapes."""

    metadata: _Metadata
    operations: dict[str, _Operation]
    shapes: dict[str, Shape]


class _Partition(msgspec.Struct, frozen=True):
    regions: dict[str, object]


class _Endpoints(msgspec.Struct, frozen=True):
    partitions: tuple[_Partition, ...]


class Member(Struct, frozen=True):
    """A member of a structure that an operation takes; ``path`` is ``CreateKey.KeySpec``."""

    name: str
    path: str
    shape: str


def plain(name: str) -> str:
    """A name as names are compared: ``DBInstanceClass`` and ``db_instance_class`` are both ``dbinstanceclass``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def models_version() -> str:
    """The version of botocore that the models are from."""
    return version("botocore")


class Models:
    """The models of all services, each read when first asked for."""

    def __init__(self) -> None:
        spec = find_spec("botocore")
        if spec is None or not spec.submodule_search_locations:
            raise FileNotFoundError("botocore is not installed; the builder needs its data files")
        self._folder = Path(spec.submodule_search_locations[0]) / "data"
        self.service = cache(self._service)
        self._operations = cache(self._named)

    def services(self) -> frozenset[str]:
        """The names of all services."""
        return frozenset(path.name for path in self._folder.iterdir() if path.is_dir())

    def regions(self) -> tuple[str, ...]:
        """The names of all regions of all partitions."""
        document = msgspec.json.decode((self._folder / "endpoints.json").read_bytes(), type=_Endpoints)
        return tuple(sorted({region for partition in document.partitions for region in partition.regions}))

    def _service(self, name: str) -> Service:
        newest = max((self._folder / name).glob("*/service-2.json.gz"))
        return msgspec.json.decode(gzip.decompress(newest.read_bytes()), type=Service)

    def _named(self, service: str) -> Mapping[str, str]:
        return {plain(name): name for name in self.service(service).operations}

    def operation(self, service: str, parts: tuple[str, ...]) -> str | None:
        """The operation that makes one of the things that ``parts`` name, the first that exists."""
        known = self._operations(service)
        return next((known[n] for part in parts for verb in VERBS if (n := plain(verb + part)) in known), None)

    def api_version(self, service: str) -> str:
        """The version of a service's API: ``2015-02-01``."""
        return self.service(service).metadata.api_version

    def shape(self, service: str, name: str) -> Shape:
        """A shape by its name."""
        return self.service(service).shapes[name]

    def input(self, service: str, operation: str, root: str = "") -> tuple[Member, ...]:
        """The members of what an operation takes, or of the structure in it at ``root`` (``DistributionConfig``).

        Raises ``ValueError`` when there is no such operation or structure.
        """
        found = self.service(service).operations.get(operation)
        if found is None:
            raise ValueError(f"{service} has no operation {operation}")
        name, path = found.input.shape if found.input else "", operation
        for step in root.split(".") if root else ():
            use = self.shape(service, name).members.get(step)
            if use is None:
                raise ValueError(f"{service} {path} has no member {step}")
            name, path = self.inner(service, use.shape), f"{path}.{step}"
        return tuple(self.members(service, name, path)) if name else ()

    def members(self, service: str, shape: str, path: str) -> Iterator[Member]:
        """The members of a structure; none of any other shape."""
        for name, use in self.shape(service, shape).members.items():
            yield Member(name, f"{path}.{name}", use.shape)

    def inner(self, service: str, name: str) -> str:
        """The element of a list, also where AWS wraps the list (``{Quantity, Items}``); else the shape itself."""
        while True:
            shape = self.shape(service, name)
            if shape.member:
                name = shape.member.shape
            elif "Items" in shape.members and set(shape.members) <= {"Quantity", "Items"}:
                name = shape.members["Items"].shape
            else:
                return name

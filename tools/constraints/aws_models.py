"""AWS's API models as the builder reads them: the input of operations, member by member.

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
"""Verbs of the operations that make the thing of a resource type; the first operation that exists counts."""


class ShapeReference(msgspec.Struct, frozen=True):
    """A use of a shape."""

    shape: str


class AwsShape(msgspec.Struct, frozen=True, rename={"least": "min", "most": "max"}):
    """A shape of a service; which members it has depends on its type."""

    type: str
    members: dict[str, ShapeReference] = {}
    member: ShapeReference | None = None
    value: ShapeReference | None = None
    enum: tuple[str, ...] = ()
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    document: bool = False


class _Operation(msgspec.Struct, frozen=True):
    input: ShapeReference | None = None


class _Metadata(msgspec.Struct, frozen=True, rename="camel"):
    api_version: str


class Service(msgspec.Struct, frozen=True):
    """One API: its operations and shapes."""

    metadata: _Metadata
    operations: dict[str, _Operation]
    shapes: dict[str, AwsShape]


class _Partition(msgspec.Struct, frozen=True):
    regions: dict[str, object]


class _Endpoints(msgspec.Struct, frozen=True):
    partitions: tuple[_Partition, ...]


class OperationMember(Struct, frozen=True):
    """A member of a structure that an operation takes; ``path`` is ``CreateKey.KeySpec``."""

    name: str
    path: str
    shape: str


def plain_name(name: str) -> str:
    """A name without case and signs: ``DBInstanceClass`` and ``db_instance_class`` become ``dbinstanceclass``."""
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
        self._operations = cache(self._operations_by_plain_name)

    def services(self) -> frozenset[str]:
        """The names of all services."""
        return frozenset(path.name for path in self._folder.iterdir() if path.is_dir())

    def regions(self) -> tuple[str, ...]:
        """The names of all regions of all partitions."""
        document = msgspec.json.decode(
            (self._folder / "endpoints.json").read_bytes(), type=_Endpoints
        )
        names: set[str] = set()
        for partition in document.partitions:
            names.update(partition.regions)
        return tuple(sorted(names))

    def _service(self, name: str) -> Service:
        newest = max((self._folder / name).glob("*/service-2.json.gz"))
        return msgspec.json.decode(gzip.decompress(newest.read_bytes()), type=Service)

    def _operations_by_plain_name(self, service: str) -> Mapping[str, str]:
        return {plain_name(name): name for name in self.service(service).operations}

    def operation(self, service: str, things: tuple[str, ...]) -> str | None:
        """The operation that makes one of these things, the first that exists."""
        operations = self._operations(service)
        for thing in things:
            for verb in VERBS:
                name = operations.get(plain_name(verb + thing))
                if name is not None:
                    return name
        return None

    def api_version(self, service: str) -> str:
        """The version of a service's API: ``2015-02-01``."""
        return self.service(service).metadata.api_version

    def shape(self, service: str, name: str) -> AwsShape:
        """A shape by its name."""
        return self.service(service).shapes[name]

    def input(self, service: str, operation: str, root: str = "") -> tuple[OperationMember, ...]:
        """The members of an operation's input, or of the structure in it at ``root`` (``DistributionConfig``).

        Raises ``ValueError`` when there is no such operation or structure.
        """
        model = self.service(service).operations.get(operation)
        if model is None:
            raise ValueError(f"{service} has no operation {operation}")
        if model.input is None:
            if root:
                raise ValueError(f"{service} {operation} has no input")
            return ()
        shape, path = model.input.shape, operation
        for step in root.split(".") if root else ():
            member = self.shape(service, shape).members.get(step)
            if member is None:
                raise ValueError(f"{service} {path} has no member {step}")
            shape, path = self.inner(service, member.shape), f"{path}.{step}"
        return tuple(self.members(service, shape, path))

    def members(self, service: str, shape: str, path: str) -> Iterator[OperationMember]:
        """The members of a structure; none of any other shape."""
        for name, use in self.shape(service, shape).members.items():
            yield OperationMember(name, f"{path}.{name}", use.shape)

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

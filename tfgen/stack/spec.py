"""``stack.yaml`` as its author wrote it. Values that may hold placeholders stay nodes until an environment is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tfgen.document.nodes import ListNode, MapNode, Node, ScalarNode


@dataclass(frozen=True, slots=True)
class BackendSpec:
    """Where the state lives: exactly one of ``s3`` and ``local``."""

    node: MapNode
    s3: MapNode | None = None
    local: MapNode | None = None


@dataclass(frozen=True, slots=True)
class EnvironmentSpec:
    """What one environment changes. ``provider`` is here only to be refused with a better message."""

    node: MapNode
    suffix: str | None = None
    region: str | None = None
    tags: MapNode | None = None
    backend: MapNode | None = None
    services: MapNode | None = None
    provider: Node | None = None


@dataclass(frozen=True, slots=True)
class StackSpec:
    """The whole file."""

    node: MapNode
    stack: str
    region: str
    provider: Mapping[str, str]
    services: MapNode
    environments: Mapping[str, EnvironmentSpec | None]
    tags: MapNode | None = None
    backend: BackendSpec | None = None
    compliance: ListNode | None = None
    modules: str | None = None
    templates: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """One service of one environment, overlays applied; ``inputs`` in the order written."""

    node: MapNode
    name: str
    module: ScalarNode
    inputs: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Environment:
    """One deployment of the stack: the stack file with the environment laid over it."""

    name: str
    suffix: str
    region: str
    node: MapNode
    tags: MapNode | None
    backend: BackendSpec | None
    services: tuple[ServiceSpec, ...]

    def service(self, name: str) -> ServiceSpec | None:
        """The service of that name, or None."""
        return next((s for s in self.services if s.name == name), None)


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack file that makes sense by itself; modules, inputs and references have not been looked at."""

    file: str
    name: str
    provider: str
    version: str
    version_node: ScalarNode
    environments: tuple[Environment, ...]
    modules: str | None
    templates: str | None

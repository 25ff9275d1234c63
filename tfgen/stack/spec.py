"""``stack.yaml`` as its author wrote it;
values with placeholders stay nodes until an environment is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from tfgen.source import START, Range
from tfgen.yaml.nodes import ListNode, MapNode, Node, ScalarNode, is_null
from tfgen.yaml.typed import REQUIRED


def _no_services() -> MapNode:
    return MapNode((), ("services",), START)


@dataclass(frozen=True, slots=True)
class BackendSpec:
    """The backend that holds the state: exactly one of ``s3`` and ``local``."""

    node: MapNode
    s3: MapNode | None = None
    local: MapNode | None = None


@dataclass(frozen=True, slots=True)
class EnvironmentSpec:
    """The changes of one environment.
    ``provider`` is here only to be refused with a better message.
    """

    node: MapNode
    suffix: str | None = None
    region: str | None = None
    tags: MapNode | None = None
    backend: MapNode | None = None
    services: MapNode | None = None
    provider: Node | None = field(default=None, metadata={"hidden": True})


@dataclass(frozen=True, slots=True)
class StackSpec:
    """The whole file. The stand-ins of required keys only serve to find what else is wrong."""

    node: MapNode
    stack: str = field(default="stack", metadata=REQUIRED)
    region: str = field(default="us-east-1", metadata=REQUIRED)
    provider: Mapping[str, Node] = field(default_factory=dict, metadata=REQUIRED)
    services: MapNode = field(default_factory=_no_services, metadata=REQUIRED)
    environments: Mapping[str, EnvironmentSpec | None] = field(
        default_factory=dict, metadata=REQUIRED
    )
    tags: MapNode | None = None
    backend: BackendSpec | None = None
    compliance: tuple[str, ...] | None = None
    modules: str | None = None
    templates: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """One service of one environment, overlays applied;
    ``inputs`` in the order written, ``range`` is the name's.

    ``module`` is None where the file does not say it, which has been reported.
    """

    node: MapNode
    name: str
    range: Range
    module: ScalarNode | None
    inputs: Mapping[str, Node]

    @property
    def module_name(self) -> str:
        """The name of the module, "" where the file does not say it."""
        if self.module is None:
            return ""
        return str(self.module.value)

    def writes(self, name: str | None) -> bool:
        """True when the service gives an input a value that is neither null nor empty."""
        node = self.inputs.get(name) if name else None
        if node is None or is_null(node):
            return False
        return not (isinstance(node, ListNode) and not node.items)


class Environment(Struct, frozen=True):
    """One deployment of the stack: the stack file with the environment laid over it;
    ``node`` is the result.

    ``suffix_node`` is what says its suffix, None where that comes from outside the stack.
    """

    name: str
    suffix: str
    region: str
    node: MapNode
    tags: MapNode | None
    backend: BackendSpec | None
    services: tuple[ServiceSpec, ...]
    suffix_node: Node | None = None

    def service(self, name: str) -> ServiceSpec | None:
        """The service of that name, or None."""
        for service in self.services:
            if service.name == name:
                return service
        return None


class Stack(Struct, frozen=True):
    """A stack file by itself; modules, inputs and references have not been looked at.

    ``version`` is "" where the file does not say it, which has been reported; ``version_node`` is
    the node that says it, None when the version comes from elsewhere.
    """

    file: str
    name: str
    provider: str
    version: str
    version_node: Node | None
    environments: tuple[Environment, ...]
    modules: str | None
    templates: str | None

    @property
    def uses(self) -> frozenset[str]:
        """The names of the modules that its services are of, known or not."""
        names: set[str] = set()
        for environment in self.environments:
            names.update(service.module_name for service in environment.services)
        return frozenset(names)

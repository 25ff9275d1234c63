"""A stack bound to its modules: everything a root configuration prints, nothing left to decide."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tfgen.library.module import Module
from tfgen.source import Range
from tfgen.terraform.hcl.literal import Value
from tfgen.yaml.nodes import Key


class ServiceOutput(Struct, frozen=True):
    """An output of a service, as a reference or a wire reads it;
    ``range`` and ``key`` are the reference's, those of a wire None and empty.
    """

    service: str
    output: str
    range: Range | None = None
    key: Key = ()


class Argument(Struct, frozen=True):
    """One argument of a module call or a backend;
    ``key`` is that of the stack file, None where tfgen fills it in.

    ``reads`` are the outputs in its value, in the order in which they stand there.
    """

    name: str
    value: Value
    key: str | None
    reads: tuple[ServiceOutput, ...] = ()


class ModuleCall(Struct, frozen=True):
    """A service as a module call."""

    service: str
    module: Module
    arguments: tuple[Argument, ...]
    key: str

    def argument(self, name: str) -> Argument | None:
        """The argument of that name, or None."""
        for argument in self.arguments:
            if argument.name == name:
                return argument
        return None


class SecretVariable(Struct, frozen=True):
    """A sensitive root variable that feeds one input; its value comes from ``TF_VAR_<name>``."""

    name: str
    description: str
    type_text: str
    key: str


class RootBackend(Struct, frozen=True):
    """``kind`` is ``s3`` or ``local``."""

    kind: str
    arguments: tuple[Argument, ...]


class RootKeys(Struct, frozen=True):
    """Keys of the stack file that a root's own values come from;
    None where they come from elsewhere.
    """

    region: str
    suffix: str | None
    tags: str | None
    version: str | None
    source: str | None


class RootModule(Struct, frozen=True):
    """One environment's root configuration, as data."""

    stack: str
    environment: str
    suffix: str
    region: str
    provider: str
    version: str
    tags: Mapping[str, Value]
    backend: RootBackend | None
    calls: tuple[ModuleCall, ...]
    secrets: tuple[SecretVariable, ...]
    source: str
    keys: RootKeys

    def source_of(self, module: str) -> str:
        """The ``source`` of the calls of a module."""
        return self.source.replace("${module}", module)

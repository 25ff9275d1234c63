"""A provider's binary as a process, asked over Terraform's plugin protocol (version 5, gRPC)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import msgspec
from msgspec import Struct

from tools.ask.wire import Field, fields, flag, message, texts

# grpcio ships no types: as a module of unknown content it needs no exception in mypy's settings
grpc: Any = import_module("grpc")

_COOKIE = {
    "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"
}
"""What Terraform core sets so that a provider knows who starts it; public in Terraform's source."""

_OPTIONS = (("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1))
_SERVICE = "/tfplugin5.Provider/"
_CAPABILITIES = message(3, flag(1) + flag(2))
"""Deferral and write-only attributes, as Terraform 1.11 and later offer them."""

Kind = Literal["resource", "data", "provider"]
_METHODS: Mapping[Kind, str] = {
    "resource": "ValidateResourceTypeConfig",
    "data": "ValidateDataSourceConfig",
    "provider": "PrepareProviderConfig",
}

UNKNOWN = msgspec.msgpack.Ext(0, b"\0")
"""A value that is not known yet."""

Config = Mapping[str, object]
"""All attributes and blocks of a resource: None, UNKNOWN, or plain values."""


class PluginError(Exception):
    """A binary that is no provider, or that stopped."""


class Refusal(Struct, frozen=True):
    """An error of the provider's: ``path`` holds names, keys and indices, as far as it names a place."""

    path: tuple[str | int, ...]
    summary: str
    detail: str

    @property
    def text(self) -> str:
        """Summary and detail in one."""
        return f"{self.summary}\n{self.detail}"


class Plugin:
    """A running provider; a context manager. ``calls`` counts the questions."""

    def __init__(self, binary: Path) -> None:
        environment = {**os.environ, **_COOKIE, "PLUGIN_PROTOCOL_VERSIONS": "5", "GOMAXPROCS": "1"}
        self._process = subprocess.Popen(
            [binary],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._channel = grpc.insecure_channel(f"unix:{self._socket(binary)}", options=_OPTIONS)
        self._methods = {kind: self._method(name) for kind, name in _METHODS.items()}
        self.calls = 0

    def __enter__(self) -> Plugin:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._channel.close()
        self._process.kill()
        self._process.wait()

    def schema(self) -> bytes:
        """The answer to GetProviderSchema."""
        answer: bytes = self._method("GetSchema")(b"", timeout=120)
        return answer

    def validate(self, kind: Kind, type_: str, config: Config) -> tuple[Refusal, ...]:
        """The provider's errors about a configuration; it is not asked about anything else."""
        value = message(1, msgspec.msgpack.encode(config))
        if kind == "provider":
            request = message(1, value)
        else:
            request = message(1, type_.encode()) + message(2, value) + _CAPABILITIES
        self.calls += 1
        answer = self._methods[kind](request, timeout=60)
        diagnostics = texts(answer, 2 if kind == "provider" else 1)
        refusals = (_refusal(dict(fields(one))) for one in diagnostics)
        return tuple(refusal for refusal in refusals if refusal)

    def _method(self, name: str) -> Any:
        return self._channel.unary_unary(_SERVICE + name)

    def _socket(self, binary: Path) -> str:
        """The address in the line that a plugin prints first: core|protocol|network|address|grpc."""
        line = self._process.stdout.readline() if self._process.stdout else ""
        parts = line.strip().split("|")
        if len(parts) < 5 or (parts[1], parts[2], parts[4]) != ("5", "unix", "grpc"):
            self._process.kill()
            raise PluginError(f"{binary} is no provider of protocol 5: {line.strip()!r}")
        return parts[3]


def _refusal(diagnostic: Mapping[int, Field]) -> Refusal | None:
    if diagnostic.get(1) != 1:
        return None
    return Refusal(_path(diagnostic.get(4)), _text(diagnostic.get(2)), _text(diagnostic.get(3)))


def _text(value: Field | None) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else ""


def _path(value: Field | None) -> tuple[str | int, ...]:
    steps: list[str | int] = []
    for step in texts(value, 1) if isinstance(value, bytes) else ():
        for number, part in fields(step):
            steps.append(part if number == 3 and isinstance(part, int) else _text(part))
    return tuple(steps)

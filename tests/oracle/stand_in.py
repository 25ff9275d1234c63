"""The providers that core attaches to, and what `init` finds of them."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from tests.oracle.model import OracleError
from tfgen.sandbox.engine import terraform_environment
from tfgen.sandbox.mirror import HOSTS, PLATFORM, provider_mirror

_HANDSHAKE = {
    "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    "PLUGIN_PROTOCOL_VERSIONS": "5",
}

_UNTIL_STDIN_ENDS = '"$1" & read -r _; kill "$!"'
"""A provider that nobody manages would outlive us; this ends it even when we are killed."""


def write_mirror(folder: Path, version: str, provider: str = "aws") -> None:
    """A filesystem mirror for ``init -plugin-dir``, so that version constraints are judged.

    The provider in it is an empty file: ``init`` wants its name and checksum, and nothing starts it.
    """
    machine = platform.machine().lower()
    target = f"{platform.system().lower()}_{ ({'x86_64': 'amd64', 'aarch64': 'arm64'}.get(machine, machine)) }"
    place = folder / HOSTS[0] / "hashicorp" / provider / version / target
    place.mkdir(parents=True)
    binary = place / f"terraform-provider-{provider}_v{version}_x5"
    binary.touch(mode=0o755)


def reattach(socket: str, others: Iterable[str] = ()) -> dict[str, str]:
    """The environment that makes core attach to the plugin on ``socket``; others listen on ``SOCKET.NAME``.

    With ``Test`` core does not stop the plugin after a command; it only looks, every second and for ever, whether
    ``Pid`` lives. That is our process group (negative): of a process Go would open a new descriptor at each look.
    """
    plugins = {"hashicorp/aws": _plugin(socket)}
    for name in others:
        plugins[f"hashicorp/{name}"] = _plugin(f"{socket}.{name}")
    return {"TF_REATTACH_PROVIDERS": json.dumps(plugins)}


def _plugin(socket: str) -> dict[str, object]:
    address = {"Network": "unix", "String": socket}
    return {"Protocol": "grpc", "ProtocolVersion": 5, "Pid": -os.getpgrp(), "Test": True, "Addr": address}


def start_real(version: str, home: Path, stack: ExitStack) -> str:
    """Start the real terraform-provider-aws ``version`` until ``stack`` closes; the socket in ``home`` it listens on.

    Raises OracleError when tfgen's mirror has another version, SandboxError when there is no mirror.
    """
    mirror = provider_mirror()
    if mirror.version != version:
        raise OracleError(f"the mirror in {mirror.path} holds the AWS provider {mirror.version}, not {version}")
    folder = mirror.path / HOSTS[0] / "hashicorp" / "aws" / version / PLATFORM
    child = subprocess.Popen(
        ["/bin/sh", "-c", _UNTIL_STDIN_ENDS, "sh", next(folder.glob("terraform-provider-aws_*"))],
        env={**terraform_environment(), **_HANDSHAKE, "TMPDIR": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )
    stack.callback(child.communicate)
    assert child.stdout is not None
    fields = child.stdout.readline().split("|")  # 1|5|unix|SOCKET|grpc|
    if len(fields) < 5:
        raise OracleError(f"the AWS provider {version} did not start")
    return fields[3]

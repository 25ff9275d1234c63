"""The plugin protocol's server: gRPC on a socket of this machine, without TLS (core attaches to it, see worker.py)."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from typing import Any

from tests.oracle.provider import Call

# grpcio ships no types: as a module of unknown content it does not need an exception in the type checker's settings
grpc: Any = import_module("grpc")

_OPTIONS = (
    ("grpc.max_send_message_length", -1),
    ("grpc.max_receive_message_length", -1),
    # core opens a connection for each command and never closes it
    ("grpc.max_connection_idle_ms", 1000),
)


def serve(calls: Mapping[str, Call], socket: str) -> object:
    """Answer ``calls`` (methods of ``tfplugin5.Provider``) on the Unix socket, for as long as the result is kept.

    One call is answered at a time. Methods that are not among them are answered UNIMPLEMENTED, which core copes with.
    """
    handlers = {name: grpc.unary_unary_rpc_method_handler(partial(_answer, call)) for name, call in calls.items()}
    server = grpc.server(ThreadPoolExecutor(max_workers=1), options=_OPTIONS)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("tfplugin5.Provider", handlers),))
    server.add_insecure_port(f"unix:{socket}")
    server.start()
    return server


def _answer(call: Call, request: bytes, _context: object) -> bytes:
    return call(request)

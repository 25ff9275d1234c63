"""The backend of an environment: arguments checked against a table, since no provider schema holds them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tfgen.diagnostics import Diagnostic, Diagnostics, did_you_mean
from tfgen.document.nodes import MapNode, Node, dotted, scalars
from tfgen.hcl.literal import Value
from tfgen.library.values import Resolve, ValueReader
from tfgen.stack.bound import Argument, Backend
from tfgen.stack.interpolate import Reference, pieces
from tfgen.stack.spec import BackendSpec, Environment
from tfgen.types.constraint import parse_constraint
from tfgen.types.model import STRING, Type


@dataclass(frozen=True, slots=True)
class _Parameter:
    name: str
    type: Type
    required: bool
    default: Value
    unless: str | None


def read_backend(spec: BackendSpec, file: str, resolve: Resolve) -> tuple[Backend, Diagnostics]:
    """The backend with its arguments, required ones first and tfgen's defaults filled in.

    Findings: unknown arguments (TFG003), missing ones (TFG006), wrong types (TFG015).
    """
    kind, node = ("s3", spec.s3) if spec.s3 else ("local", spec.local)
    assert node is not None  # load_stack refuses a backend of neither kind
    reader = ValueReader(file, resolve)
    arguments = tuple(_arguments(_parameters(kind), node, reader))
    return Backend(kind, arguments), tuple(reader.found)


def _arguments(parameters: Mapping[str, _Parameter], node: MapNode, reader: ValueReader) -> Iterator[Argument]:
    for entry in node.entries:
        if entry.name not in parameters:
            help_ = did_you_mean(entry.name, parameters) or f"Known: {', '.join(sorted(parameters))}."
            key = dotted((*node.key, entry.name))
            found = Diagnostic("TFG003", f'Unknown key "{entry.name}"', "The backend has no such argument.", help_)
            reader.found.append(_placed(found, reader.file, entry.value, key))
    for parameter in parameters.values():
        given = node.get(parameter.name)
        if given:
            yield Argument(parameter.name, reader.read(given, parameter.type), dotted(given.key))
        elif parameter.required:
            detail = f'"{dotted(node.key)}" needs it.'
            found = Diagnostic("TFG006", f'Missing key "{parameter.name}"', detail, f'Add "{parameter.name}:".')
            reader.found.append(_placed(found, reader.file, node, dotted(node.key)))
        elif parameter.default is not None and not (parameter.unless and node.get(parameter.unless)):
            yield Argument(parameter.name, parameter.default, None)


def shared_states(roots: Iterable[tuple[Environment, Backend]], file: str) -> Diagnostics:
    """TFG026 for every environment whose state another one before it has already."""
    seen: dict[tuple[Any, ...], str] = {}
    found = []
    for environment, backend in roots:
        place = {a.name: a.value for a in backend.arguments if a.name in ("bucket", "key", "region")}
        other = seen.setdefault(tuple(map(str, place.values())), environment.name)
        if backend.kind == "s3" and other != environment.name and environment.backend:
            detail = f"{environment.name} and {other} have the same bucket and key: one would destroy the other."
            found.append(_shared(environment.backend, detail, file))
    return tuple(found)


def suffix_guard(environment: Environment, file: str) -> Diagnostics:
    """TFG026 when ``--suffix`` makes a second deployment and the backend's key cannot tell the two apart."""
    spec = environment.backend
    if spec is None or spec.s3 is None:
        return ()
    roots = {p.root for s in scalars(spec.s3) for p in pieces(s.text) if isinstance(p, Reference)}
    if roots & {"suffix", "environment"}:
        return ()
    detail = "With --suffix this is another deployment, but its state would be the same."
    return (_shared(spec, detail, file),)


def _shared(spec: BackendSpec, detail: str, file: str) -> Diagnostic:
    node = (spec.s3.get("key") if spec.s3 else None) or spec.node
    help_ = 'Put "${suffix}" or "${environment}" into the key.'
    return _placed(Diagnostic("TFG026", "Two deployments would share a state", detail, help_), file, node)


def _placed(found: Diagnostic, file: str, node: Node, key: str | None = None) -> Diagnostic:
    return replace(found, stack_key=key or dotted(node.key)).at(file, node.range)


@cache
def _parameters(kind: str) -> Mapping[str, _Parameter]:
    if kind == "local":
        return {n: _Parameter(n, STRING, False, None, None) for n in ("path", "workspace_dir")}
    data = json.loads((Path(__file__).parent / "data" / "s3_backend.json").read_text(encoding="utf-8"))
    return {name: _parameter(name, entry) for name, entry in data["arguments"].items()}


def _parameter(name: str, entry: Mapping[str, Any]) -> _Parameter:
    required = bool(entry.get("required"))
    return _Parameter(name, parse_constraint(entry["type"]), required, entry.get("default"), entry.get("unless"))

"""The backend of an environment: arguments checked against a table, since no provider schema holds them."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.library.values import Resolve, ValueReader
from tfgen.spelling import did_you_mean, nearest
from tfgen.stack.interpolate import Reference, pieces
from tfgen.stack.root_module import Argument, RootBackend
from tfgen.stack.spec import BackendSpec, Environment
from tfgen.terraform.hcl.literal import Value
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.model import STRING, Type
from tfgen.yaml.nodes import MapNode, Node, beginning, dotted, is_null, scalars


class _Parameter(Struct, frozen=True):
    name: str
    type: Type
    required: bool
    default: Value
    unless: str | None


def read_backend(spec: BackendSpec, file: str, resolve: Resolve) -> tuple[RootBackend, Diagnostics]:
    """The backend with its arguments, required ones first and tfgen's defaults filled in.

    Findings: unknown arguments (TFG003), missing ones (TFG006), wrong types (TFG015).
    """
    kind, node = ("s3", spec.s3) if spec.s3 else ("local", spec.local)
    assert node is not None  # an environment has no backend that is of neither kind
    reader = ValueReader(file, resolve)
    arguments = tuple(_arguments(_parameters(kind), node, reader))
    return RootBackend(kind, arguments), tuple(reader.found)


def _arguments(parameters: Mapping[str, _Parameter], node: MapNode, reader: ValueReader) -> Iterator[Argument]:
    for entry in node.entries:
        if entry.name not in parameters:
            help_ = did_you_mean(entry.name, parameters) or f"Known: {', '.join(sorted(parameters))}."
            found = Diagnostic("TFG003", f'Unknown key "{entry.name}"', "The backend has no such argument.", help_)
            reader.found.append(replace(found, stack_key=dotted(entry.value.key)).at(reader.file, entry.range))
    meant = {nearest(name, parameters) for name in node.names() if name not in parameters}
    for parameter in parameters.values():
        given = node.get(parameter.name)
        if given and not is_null(given):
            yield Argument(parameter.name, reader.read(given, parameter.type), dotted(given.key))
        elif parameter.required and parameter.name in meant:
            continue  # misspelt, which is found above
        elif parameter.required:
            detail, key = f'"{dotted(node.key)}" needs it.', dotted((*node.key, parameter.name))
            found = Diagnostic("TFG006", f'Missing key "{parameter.name}"', detail, f'Add "{parameter.name}:".')
            reader.found.append(replace(found, stack_key=key).at(reader.file, beginning(node)))
        elif parameter.default is not None and not (parameter.unless and node.get(parameter.unless)):
            yield Argument(parameter.name, parameter.default, None)


def shared_states(roots: Iterable[tuple[Environment, RootBackend]], file: str) -> Diagnostics:
    """TFG026 for every place where several environments would keep their state."""
    places: dict[tuple[str, ...], list[Environment]] = {}
    for environment, backend in roots:
        if place := _state(environment, backend):
            places.setdefault(place, []).append(environment)
    return tuple(_shared_by(sharing, file) for sharing in places.values() if len(sharing) > 1)


def _state(environment: Environment, backend: RootBackend) -> tuple[str, ...]:
    """Where the state lies; nothing where it cannot be told, and for what lies in the environment's own folder."""
    given = {a.name: a.value for a in backend.arguments}
    bucket, key, path = (given.get(name) for name in ("bucket", "key", "path"))
    if backend.kind == "s3" and isinstance(bucket, str) and isinstance(key, str):
        return "s3", bucket, key
    if backend.kind == "local" and isinstance(path, str):
        return "local", posixpath.normpath(posixpath.join("envs", environment.name, path))
    return ()


def _shared_by(environments: Sequence[Environment], file: str) -> Diagnostic:
    *most, last = [e.name for e in environments]
    detail = f"{', '.join(most)} and {last} keep their state in the same place: one would destroy the other."
    spec = environments[-1].backend
    assert spec
    return _shared(spec, detail, file)


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
    node = (spec.s3.get("key") if spec.s3 else None) or (spec.local.get("path") if spec.local else None) or spec.node
    help_ = 'Put "${suffix}" or "${environment}" into it.'
    return _placed(Diagnostic("TFG026", "Two deployments would share a state", detail, help_), file, node)


def _placed(found: Diagnostic, file: str, node: Node) -> Diagnostic:
    return replace(found, stack_key=dotted(node.key)).at(file, node.range)


@cache
def _parameters(kind: str) -> Mapping[str, _Parameter]:
    if kind == "local":
        return {n: _Parameter(n, STRING, False, None, None) for n in ("path", "workspace_dir")}
    data = json.loads((Path(__file__).parent / "data" / "s3_backend.json").read_text(encoding="utf-8"))
    return {name: _parameter(name, entry) for name, entry in data["arguments"].items()}


def _parameter(name: str, entry: Mapping[str, Any]) -> _Parameter:
    required = bool(entry.get("required"))
    return _Parameter(name, parse_constraint(entry["type"]), required, entry.get("default"), entry.get("unless"))

"""The backend of an environment:
arguments checked against a table, since no provider schema holds them.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.library.values import Resolve, ValueReader
from tfgen.spelling import did_you_mean, nearest
from tfgen.stack.interpolate import StackReference, pieces
from tfgen.stack.root_module import Argument, RootBackend
from tfgen.stack.spec import BackendSpec, Environment
from tfgen.terraform.hcl.literal import Value
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.model import STRING, Type
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import MapEntry, MapNode, beginning, dotted, is_null, scalars


class _Parameter(Struct, frozen=True):
    """An argument that a backend takes;
    the default is left out where the argument ``unless`` is written.
    """

    name: str
    type: Type
    required: bool = False
    default: Value = None
    unless: str | None = None


def read_backend(spec: BackendSpec, collector: Collector, resolve: Resolve) -> RootBackend:
    """The backend with its arguments, required ones first and tfgen's defaults filled in.

    Findings: unknown arguments (TFG003), missing ones (TFG006), wrong types (TFG015).
    """
    kind, node = ("s3", spec.s3) if spec.s3 else ("local", spec.local)
    assert node is not None  # an environment has no backend that is of neither kind
    parameters = _parameters(kind)
    misspelt = _check_names(node, parameters, collector)
    arguments: list[Argument] = []
    for parameter in parameters.values():
        argument = _argument(parameter, node, ValueReader(collector, resolve))
        if argument:
            arguments.append(argument)
        elif _is_missing(parameter, node) and parameter.name not in misspelt:
            _report_missing(parameter, node, collector)
    return RootBackend(kind, tuple(arguments))


def _check_names(
    node: MapNode, parameters: Mapping[str, _Parameter], collector: Collector
) -> set[str]:
    """Report unknown arguments. Returns the names that were probably meant by them."""
    misspelt: set[str] = set()
    for entry in node.entries:
        if entry.name not in parameters:
            _report_unknown(entry, parameters, collector)
            misspelt.add(nearest(entry.name, parameters) or "")
    return misspelt


def _argument(parameter: _Parameter, node: MapNode, reader: ValueReader) -> Argument | None:
    written = node.get(parameter.name)
    if written and not is_null(written):
        return Argument(parameter.name, reader.read(written, parameter.type), dotted(written.key))
    if parameter.required or parameter.default is None:
        return None
    if parameter.unless and node.get(parameter.unless):
        return None
    return Argument(parameter.name, parameter.default, None)


def _is_missing(parameter: _Parameter, node: MapNode) -> bool:
    written = node.get(parameter.name)
    return parameter.required and (written is None or is_null(written))


def _report_unknown(
    entry: MapEntry, parameters: Mapping[str, _Parameter], collector: Collector
) -> None:
    help_ = did_you_mean(entry.name, parameters) or f"Known: {', '.join(sorted(parameters))}."
    problem = Diagnostic(
        "TFG003", f'Unknown key "{entry.name}"', "The backend has no such argument.", help_
    )
    collector.report_entry(problem, entry)


def _report_missing(parameter: _Parameter, node: MapNode, collector: Collector) -> None:
    summary, detail = f'Missing key "{parameter.name}"', f'"{dotted(node.key)}" needs it.'
    problem = Diagnostic("TFG006", summary, detail, f'Add "{parameter.name}:".')
    collector.report_at(problem, beginning(node), (*node.key, parameter.name))


def shared_states(roots: Iterable[tuple[Environment, RootBackend]], file: str) -> Diagnostics:
    """TFG026 for every address at which several environments would keep their state."""
    by_address: dict[tuple[str, ...], list[Environment]] = {}
    for environment, backend in roots:
        address = _state_address(environment, backend)
        if address:
            by_address.setdefault(address, []).append(environment)
    collector = Collector(file)
    for environments in by_address.values():
        if len(environments) > 1:
            _report_shared_by(environments, collector)
    return tuple(collector.diagnostics)


def _state_address(environment: Environment, backend: RootBackend) -> tuple[str, ...]:
    """The address of the state; empty where it is not known,
    and for states in the environment's own folder.
    """
    values = {argument.name: argument.value for argument in backend.arguments}
    bucket, key, path = values.get("bucket"), values.get("key"), values.get("path")
    if backend.kind == "s3" and isinstance(bucket, str) and isinstance(key, str):
        return "s3", bucket, key
    if backend.kind == "local" and isinstance(path, str):
        return "local", posixpath.normpath(posixpath.join("envs", environment.name, path))
    return ()


def _report_shared_by(environments: Sequence[Environment], collector: Collector) -> None:
    *most, last = [environment.name for environment in environments]
    detail = f"{', '.join(most)} and {last} keep their state in the same place: one would destroy the other."
    spec = environments[-1].backend
    assert spec
    _report_shared(spec, detail, collector)


def suffix_guard(environment: Environment, file: str) -> Diagnostics:
    """TFG026 when ``--suffix`` makes a second deployment
    and the backend's key cannot tell the two apart.
    """
    spec = environment.backend
    if spec is None or spec.s3 is None or _names_deployment(spec.s3):
        return ()
    collector = Collector(file)
    detail = "With --suffix this is another deployment, but its state would be the same."
    _report_shared(spec, detail, collector)
    return tuple(collector.diagnostics)


def _names_deployment(node: MapNode) -> bool:
    """True when ``${suffix}`` or ``${environment}`` stands in one of the strings."""
    for scalar in scalars(node):
        for piece in pieces(scalar.text):
            if isinstance(piece, StackReference) and piece.root in ("suffix", "environment"):
                return True
    return False


def _report_shared(spec: BackendSpec, detail: str, collector: Collector) -> None:
    key = spec.s3.get("key") if spec.s3 else None
    path = spec.local.get("path") if spec.local else None
    help_ = 'Put "${suffix}" or "${environment}" into it.'
    problem = Diagnostic("TFG026", "Two deployments would share a state", detail, help_)
    collector.report(problem, key or path or spec.node)


@cache
def _parameters(kind: str) -> Mapping[str, _Parameter]:
    if kind == "local":
        return {name: _Parameter(name, STRING) for name in ("path", "workspace_dir")}
    data = json.loads(
        (Path(__file__).parent / "data" / "s3_backend.json").read_text(encoding="utf-8")
    )
    return {name: _parameter(name, entry) for name, entry in data["arguments"].items()}


def _parameter(name: str, entry: Mapping[str, Any]) -> _Parameter:
    return _Parameter(
        name=name,
        type=parse_constraint(entry["type"]),
        required=bool(entry.get("required")),
        default=entry.get("default"),
        unless=entry.get("unless"),
    )

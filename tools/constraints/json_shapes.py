"""The shapes of JSON in arguments, for the table ``json_shapes``: from AWS's API models."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tools.constraints.aws_models import Models, Service

_PRIMITIVES = {
    "string": "string",
    "integer": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "boolean": "bool",
}
"""The types of the models as messages call them."""


class _JsonArgument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    at: str
    of: str
    needed: tuple[str, ...] = ()
    needed_source: str = ""


def json_shapes(folder: Path, models: Models) -> dict[str, object]:
    """The table: the shape of each argument, and the shapes that these are made of, by name."""
    text = (folder / "json_shapes.toml").read_text("utf-8")
    rows = msgspec.convert(tomllib.loads(text)["argument"], tuple[_JsonArgument, ...])
    arguments: dict[str, object] = {}
    shapes: dict[str, object] = {}
    for row in rows:
        service_name, operation, member = row.of.split(" ")
        service = models.service(service_name)
        input_ = service.operations[operation].input
        if input_ is None:
            raise ValueError(f"{row.of} takes nothing")
        shape = service.shapes[input_.shape].members[member].shape
        _gather(service, service_name, shape, shapes)
        arguments[row.at] = {"shape": f"{service_name}.{shape}", "needed": list(row.needed)}
    return {"arguments": arguments, "shapes": shapes}


def _gather(service: Service, service_name: str, name: str, shapes: dict[str, object]) -> None:
    """Add a shape and those that it is made of."""
    key = f"{service_name}.{name}"
    if key in shapes:
        return
    shape = service.shapes[name]
    inner: Mapping[str, str] = {}
    if shape.type == "structure":
        inner = {member: of.shape for member, of in shape.members.items()}
        shapes[key] = {"members": {m: f"{service_name}.{of}" for m, of in inner.items()}}
    elif shape.type == "list" and shape.member is not None:
        inner = {"": shape.member.shape}
        shapes[key] = {"element": f"{service_name}.{shape.member.shape}"}
    elif shape.type == "map" and shape.value is not None:
        inner = {"": shape.value.shape}
        shapes[key] = {"value": f"{service_name}.{shape.value.shape}"}
    else:
        shapes[key] = {"kind": _PRIMITIVES.get(shape.type, "any")}
    for part in inner.values():
        _gather(service, service_name, part, shapes)

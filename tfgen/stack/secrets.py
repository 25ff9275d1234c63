"""Secrets: kept out of the stack file, handed to Terraform as sensitive variables."""

from __future__ import annotations

from tfgen.library.module import Input
from tfgen.stack.interpolate import PLACEHOLDERS, BadInterpolation, Reference, pieces
from tfgen.stack.spec import ServiceSpec
from tfgen.yaml.nodes import Node, scalars


def variable(service: ServiceSpec, spec: Input) -> str:
    """The root variable that feeds a sensitive input."""
    return f"{service.name}_{spec.name}".replace("-", "_")


def comes_from_elsewhere(node: Node) -> bool:
    """Whether a value refers to a service, rightly or wrongly: only then can it hold a secret without showing it."""
    strings = [s.text for s in scalars(node) if isinstance(s.value, str)]
    return any(
        isinstance(piece, BadInterpolation) or (isinstance(piece, Reference) and piece.root not in PLACEHOLDERS)
        for text in strings
        for piece in pieces(text)
    )


def remedy(service: ServiceSpec, spec: Input) -> str:
    """What to do with a secret that stands in the stack file."""
    if not spec.required:
        return "Remove the line, or refer to another service's output."
    set_it = f"set TF_VAR_{variable(service, spec)} when Terraform runs"
    return f"Remove the line and {set_it}, or refer to another service's output."

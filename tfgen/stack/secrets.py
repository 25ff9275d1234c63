"""Secrets: kept out of the stack file, handed to Terraform as sensitive variables."""

from __future__ import annotations

from tfgen.library.module import Input
from tfgen.stack.interpolate import PLACEHOLDERS, BadInterpolation, Piece, StackReference, pieces
from tfgen.stack.spec import ServiceSpec
from tfgen.yaml.nodes import Node, scalars


def variable(service: ServiceSpec, spec: Input) -> str:
    """The root variable that feeds a sensitive input."""
    return f"{service.name}_{spec.name}".replace("-", "_")


def comes_from_elsewhere(node: Node) -> bool:
    """True when a value refers to a service, rightly or wrongly:
    only then can it hold a secret without showing it.
    """
    for scalar in scalars(node):
        if isinstance(scalar.value, str) and any(map(_is_reference, pieces(scalar.text))):
            return True
    return False


def _is_reference(piece: Piece) -> bool:
    if isinstance(piece, StackReference):
        return piece.root not in PLACEHOLDERS
    return isinstance(piece, BadInterpolation)


def remedy(service: ServiceSpec, spec: Input) -> str:
    """The help for a secret that stands in the stack file."""
    if not spec.required:
        return "Remove the line, or refer to another service's output."
    name = variable(service, spec)
    return f"Remove the line and set TF_VAR_{name} when Terraform runs, or refer to another service's output."

"""A resource with or without a mistake, and what real Terraform says to it."""

from __future__ import annotations

from msgspec import Struct


class ProviderCase(Struct, frozen=True):
    """One resource: ``label`` is the class of the mistake, ``taken`` for none; ``path`` is where it is.

    ``lines`` are its HCL, with NAME for its name. ``refused`` holds the lines (from 0) that real Terraform names,
    with what it says.
    """

    version: str
    label: str
    type: str
    path: str
    lines: tuple[str, ...]
    refused: tuple[tuple[int, str], ...] = ()

    @property
    def full_type(self) -> str:
        """``resource.aws_vpc`` or ``data.aws_vpc``."""
        kind = "data" if self.lines[0].startswith("data ") else "resource"
        return f"{kind}.{self.type}"

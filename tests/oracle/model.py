"""What goes into the judge and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

Stage = Literal["init", "validate", "plan", "test"]


class OracleError(Exception):
    """There is no verdict: Terraform crashed, hung, or could not be started. Never about the HCL."""


@dataclass(frozen=True, slots=True)
class Case:
    """A configuration to judge.

    ``files`` maps paths with forward slashes to texts; ``root`` is the folder among them to run Terraform in, so
    that modules may lie beside it. ``variables`` are values of the root's input variables, for a plan.
    """

    name: str
    files: Mapping[str, str]
    root: str = "."
    variables: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, order=True)
class OracleDiagnostic:
    """One diagnostic of Terraform's.

    ``file`` is a path among the case's files, ``line`` and ``column`` count from 1; they are "" and 0 where Terraform
    names no place. ``address`` is the thing concerned (``aws_vpc.main``, ``var.name``, ``module.x``), "" if unknown.
    """

    file: str
    line: int
    column: int
    severity: Literal["error", "warning"]
    summary: str
    detail: str
    address: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: " if self.file else ""
        return f"{place}{self.severity}: {self.summary}" + (f"\n  {self.detail}" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Terraform's verdict on the case ``name``.

    ``stage`` is the last one that ran: the one that failed, or the last asked for. ``diagnostics`` are in the order
    of their places, warnings included. After a plan, ``planned`` holds the addresses of the resources to create and
    ``outputs`` the values of the outputs that are known and not sensitive, ``output_types`` their types.
    """

    name: str
    valid: bool
    stage: Stage
    diagnostics: tuple[OracleDiagnostic, ...] = ()
    planned: tuple[str, ...] = ()
    outputs: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    output_types: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def errors(self) -> tuple[OracleDiagnostic, ...]:
        """The diagnostics that are errors."""
        return tuple(d for d in self.diagnostics if d.severity == "error")

    def __str__(self) -> str:
        return "\n".join(
            [f"{self.name}: {'valid' if self.valid else f'failed at {self.stage}'}", *map(str, self.diagnostics)]
        )

"""Kinds of findings, and the stages that make them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

Level = Literal["error", "warning", "note", "off"]
"""A severity; ``off``: it is not reported."""

Fixes = Literal["none", "safe", "unsafe", "safe or unsafe"]
"""Fixes that a finding may carry: safe ones do not change the meaning and are made by ``--fix``."""


class Code(Struct, frozen=True):
    """A kind of finding.

    ``level`` is its severity by default, ``generated_level`` that in files which tfgen wrote.
    ``source`` is who says that it is wrong. ``precedence``: of several findings at one place those
    with the lowest number are reported; one without a number is always reported.
    """

    code: str
    name: str
    stage: str
    source: str
    level: Level = "error"
    generated_level: Level = "error"
    fixes: Fixes = "none"
    precedence: int | None = None


class CodeStage(Struct, frozen=True):
    """A stage of the work and the kinds that it finds, as the table writes them."""

    title: str
    source: str
    rows: tuple[CodeRow, ...]
    precedence: int | None = None

    def codes(self) -> Iterator[Code]:
        """The stage's kinds."""
        for row in self.rows:
            precedence = self.precedence if row.yields else None
            yield Code(
                code=row.code,
                name=row.name,
                stage=self.title,
                source=self.source,
                level=row.level,
                generated_level=row.generated_level or row.level,
                fixes=row.fixes,
                precedence=precedence,
            )


class CodeRow(Struct, frozen=True):
    """One line of the table; ``yields`` False: the stage's precedence does not count for it."""

    code: str
    name: str
    level: Level = "error"
    generated_level: Level | None = None
    fixes: Fixes = "none"
    yields: bool = True

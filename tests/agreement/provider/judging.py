"""Verdicts of real Terraform with the real provider, many resources at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from msgspec.structs import replace

from tests.agreement.provider.model import ProviderCase
from tests.oracle import Case, Judge
from tfgen.sandbox.mirror import BUNDLED_VERSION, MIRROR_VARIABLE
from tools.ask.binaries import find_binary

PER_FILE = 60
"""Resources in one configuration: Terraform names the mistakes of all."""

VARIABLE = 'variable "anything" {\n  type = any\n}\n'


class WrittenCases:
    """Cases in one file, and the line at which each begins."""

    def __init__(self, cases: Sequence[ProviderCase]) -> None:
        lines = VARIABLE.splitlines()
        self.cases, self.begins = cases, list[int]()
        for number, case in enumerate(cases):
            self.begins.append(len(lines) + 1)
            lines += [line.replace('"NAME"', f'"c{number}"') for line in case.lines]
        self.text = "\n".join(lines) + "\n"

    def case_at(self, line: int) -> int | None:
        """The case that a line belongs to; None for none."""
        numbers = [number for number, begin in enumerate(self.begins) if begin <= line]
        return numbers[-1] if numbers else None


def in_files(cases: Sequence[ProviderCase]) -> Iterator[WrittenCases]:
    """The cases, so many to a file."""
    for start in range(0, len(cases), PER_FILE):
        yield WrittenCases(cases[start : start + PER_FILE])


@contextmanager
def real_judge(version: str) -> Iterator[Judge]:
    """Terraform with that version of the real provider. Raises LookupError where this machine has none."""
    binary = find_binary(version)
    if binary is None:
        raise LookupError(f"no provider {version} on this machine")
    mirror = {} if version == BUNDLED_VERSION else {MIRROR_VARIABLE: str(binary.parents[5])}
    with patch.dict(os.environ, mirror), Judge(version, provider="real", jobs=1) as judge:
        yield judge


def judged(cases: Sequence[ProviderCase], judge: Judge) -> list[ProviderCase]:
    """The cases with Terraform's errors. Raises ValueError for an error that belongs to none of them."""
    verdicts: list[ProviderCase] = []
    for written in in_files(cases):
        (verdict,) = judge.judge([Case("provider", {"main.tf": written.text})])
        refused: list[list[tuple[int, str]]] = [[] for _ in written.cases]
        for error in verdict.errors:
            number = written.case_at(error.line)
            if number is None:
                raise ValueError(str(error))
            text = " ".join(f"{error.summary}: {error.detail}".split())[:200]
            refused[number].append((error.line - written.begins[number], text))
        for case, errors in zip(written.cases, refused, strict=True):
            verdicts.append(replace(case, refused=tuple(sorted(errors))))
    return verdicts

"""The cases with their verdicts, in ``cases/VERSION.jsonl``, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from tests.agreement.provider.model import ProviderCase

CASES = Path(__file__).parent / "cases"
VERSIONS = ("3.39.0", "5.100.0")


def read_cases(version: str) -> list[ProviderCase]:
    """The stored cases of a version."""
    path = CASES / f"{version}.jsonl"
    lines = path.read_bytes().splitlines() if path.is_file() else []
    return [msgspec.json.decode(line, type=ProviderCase) for line in lines]


def write_cases(version: str, cases: Iterable[ProviderCase]) -> None:
    """Store cases in a fixed order."""
    CASES.mkdir(exist_ok=True)
    ordered = sorted(cases, key=lambda c: (c.type, c.path, c.label, c.lines))
    lines = b"".join(msgspec.json.encode(case) + b"\n" for case in ordered)
    (CASES / f"{version}.jsonl").write_bytes(lines)

"""Annotated directories (``tests/annotations.py``), written to disk and checked as a user checks them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.annotations import expected, files_of, places, refused
from tests.oracle import Case, Judge, Verdict
from tests.rules.hcl import UNUSED
from tfgen.pipelines.check import Checked, CheckRequest
from tfgen.pipelines.check import check as check_folders

BESIDE = UNUSED | {"TFG312", "TFG313", "TFG314"}
"""What short examples are full of: nothing uses it, or a newer form exists."""


def check(root: Path, text: str) -> Checked:
    """What tfgen says to the files, written below ``root``."""
    for path, content in files_of(text).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8", newline="")
    return check_folders(CheckRequest((root,)))


def expect(root: Path, text: str) -> None:
    """tfgen finds what the marks say, and nothing else but what is ``BESIDE`` the point."""
    found = [d for d in check(root, text).result.diagnostics if d.code not in BESIDE]
    assert places(found, root.as_posix()) == expected(text)


def differing(judge: Judge, cases: Mapping[str, str], plan: bool = False) -> str:
    """Where real Terraform sees it otherwise; ``plan``: it plans, so it refuses what the marks call warnings too."""
    severities = ("error", "warning") if plan else ("error",)
    verdicts = judge.judge([Case(title, files_of(text)) for title, text in cases.items()], plan=plan)
    differences = []
    for text, verdict in zip(cases.values(), verdicts, strict=True):
        wanted = refused(text, severities=severities)
        if not _agrees(text, wanted, verdict):
            differences.append(f"wanted {wanted}, core: {verdict}")
    return "\n".join(differences)


def _agrees(text: str, wanted: list[tuple[str, int]], verdict: Verdict) -> bool:
    lines = sorted({(d.file, d.line) for d in verdict.errors if d.file})
    if "TFG280" in text:  # Terraform goes on reading broken JSON, and reports what that leads to
        return bool(wanted) and set(wanted) <= set(lines)
    return lines == wanted and verdict.valid == (not wanted)

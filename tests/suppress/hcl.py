"""Directories of HCL on disk, judged with the terms of a code base."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tfgen.pipelines.check import Checked, CheckRequest
from tfgen.pipelines.check import check as check_folders
from tfgen.suppress.policy import SuppressionPolicy

WRONG = 'resource "aws_efs_file_system" "files" {\n  encryptd = true\n}\n'
"""TFG301 on line 2."""

FOUND = WRONG.replace("true", "true ⟵ TFG301")
"""The same, annotated."""


def put(root: Path, tree: Mapping[str, str | bytes]) -> None:
    """Write files below ``root``, line ends as they are."""
    for path, content in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def check(
    root: Path, tree: Mapping[str, str | bytes], *folders: str, policy: SuppressionPolicy | None = None
) -> Checked:
    """Write a tree below ``root`` and check folders of it (default: all)."""
    put(root, tree)
    return check_folders(CheckRequest(tuple(root / f for f in folders or (".",)), policy=policy or SuppressionPolicy()))


def codes(checked: Checked) -> list[tuple[str, int]]:
    """Code and line of each finding."""
    return [(d.code, d.range.start.line if d.range else 0) for d in checked.result.diagnostics]


def told(root: Path, checked: Checked) -> list[tuple[str, str, str]]:
    """File, code and severity of each finding."""
    below = f"{root.as_posix()}/"
    return [((d.file or "").removeprefix(below), d.code, d.severity.label) for d in checked.result.diagnostics]

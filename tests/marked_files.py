"""Directories with what is to be found in them written behind each line: ``"cidr_blok": 1 ⟵ TFG301``.

A text holds several files, each behind a line ``== PATH``. A mark is a code, with ``warning`` or ``note`` when it is no
error. Real Terraform has to refuse the lines with errors, and no others, but for ``⟵ tfgen TFG302`` (tfgen alone finds
it there) and ``⟵ core`` (only Terraform names this line). Marks are no part of the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.oracle import Case, Judge, Verdict
from tests.rules.hcl import UNUSED
from tfgen.pipelines.check import Checked, CheckRequest
from tfgen.pipelines.check import check as check_folders

Place = tuple[str, int]

_MARK = re.compile(r"(tfgen )?(TFG\d{3})(?: (error|warning|note))?")


def files_of(text: str) -> dict[str, str]:
    """The files without marks."""
    return {path: "".join(f"{line.partition(' ⟵ ')[0]}\n" for line in lines) for path, lines in _split(text).items()}


def finds(text: str) -> list[tuple[str, int, str, str]]:
    """File, line, code and severity of what tfgen is to find."""
    return sorted(
        (path, number, code, level or "error")
        for path, number, mark in _marks(text)
        for _, code, level in _MARK.findall(mark)
    )


def refused(text: str, levels: Sequence[str] = ("", "error")) -> list[Place]:
    """The lines that Terraform is to refuse."""
    found = set()
    for path, number, mark in _marks(text):
        if mark == "core" or any(not generated and level in levels for generated, _, level in _MARK.findall(mark)):
            found.add((path, number))
    return sorted(found)


def check(root: Path, text: str) -> Checked:
    """What tfgen says to the files, written below ``root``."""
    for path, content in files_of(text).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8", newline="")
    return check_folders(CheckRequest((root,)))


def expect(root: Path, text: str) -> None:
    """tfgen finds what the marks say, and nothing else; examples are full of things that are not used."""
    found = [
        (
            Path(d.file or "").relative_to(root).as_posix(),
            d.range.start.line if d.range else 0,
            d.code,
            d.severity.label,
        )
        for d in check(root, text).result.diagnostics
        if d.code not in UNUSED
    ]
    assert sorted(found) == finds(text)


def differing(judge: Judge, cases: Mapping[str, str], plan: bool = False) -> str:
    """Where real Terraform sees it otherwise; ``plan``: it plans, so it refuses what the marks call warnings too."""
    levels = ("", "error", "warning") if plan else ("", "error")
    verdicts = judge.judge([Case(title, files_of(text)) for title, text in cases.items()], plan=plan)
    pairs = zip(cases.values(), verdicts, strict=True)
    return "\n".join(
        f"wanted {refused(t, levels)}, core: {v}" for t, v in pairs if not _agrees(t, refused(t, levels), v)
    )


def _agrees(text: str, wanted: list[Place], verdict: Verdict) -> bool:
    lines = sorted({(d.file, d.line) for d in verdict.errors if d.file})
    if "TFG280" in text:  # Terraform goes on reading broken JSON, and reports what that leads to
        return bool(wanted) and set(wanted) <= set(lines)
    return lines == wanted and verdict.valid == (not wanted)


def _split(text: str) -> dict[str, list[str]]:
    files: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.strip("\n").split("\n"):
        if line.startswith("== "):
            current = files.setdefault(line[3:], [])
        else:
            current.append(line)
    return files


def _marks(text: str) -> Iterator[tuple[str, int, str]]:
    for path, lines in _split(text).items():
        for number, line in enumerate(lines, 1):
            if " ⟵ " in line:
                yield path, number, line.partition(" ⟵ ")[2].strip()

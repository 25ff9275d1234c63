"""Unified diffs of a plan, for ``--dry-run`` and ``diff``."""

from __future__ import annotations

from difflib import unified_diff

from tfgen.output.model import Plan

_NOTHING = "/dev/null"


def diff(plan: Plan) -> str:
    """The changes that ``apply`` would make, as ``git apply`` reads them; ``""`` for none."""
    return "".join(unified(item.path, item.before, item.after) for item in plan.changes)


def unified(path: str, before: bytes | None, after: bytes | None) -> str:
    """The difference between two versions of a file; None for a version that does not exist."""
    old, new = f"a/{path}", f"b/{path}"
    if before is None:
        old = _NOTHING
    if after is None:
        new = _NOTHING
    lines: list[str] = []
    for line in unified_diff(_lines(before), _lines(after), old, new):
        lines.append(line)
        if not line.endswith("\n"):
            lines.append("\n\\ No newline at end of file\n")
    return "".join(lines)


def excerpt(diff: str, limit: int = 40) -> str:
    """The first lines of a diff, each of at most 200 characters, and how many are left out."""
    lines = diff.removesuffix("\n").split("\n")
    shown = list(map(_shortened, lines[:limit]))
    left_out = len(lines) - limit
    if left_out > 0:
        shown.append(f"... {left_out} more lines")
    return "\n".join(shown)


def _shortened(line: str) -> str:
    return line if len(line) <= 200 else f"{line[:200]}..."


def _lines(data: bytes | None) -> list[str]:
    """The lines with their ends; only the last one may have none."""
    text = (data or b"").decode(errors="replace")
    *whole, rest = text.split("\n")
    lines = [f"{line}\n" for line in whole]
    if rest:
        lines.append(rest)
    return lines

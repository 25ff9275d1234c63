"""Unified diffs of a plan, for ``--dry-run`` and ``diff``."""

from __future__ import annotations

from difflib import unified_diff

from tfgen.output.model import Plan

_NOTHING = "/dev/null"


def diff(plan: Plan) -> str:
    """What ``apply`` would do to the files, as ``git apply`` reads it; ``""`` when nothing."""
    return "".join(unified(i.path, i.before, i.after) for i in plan.changes)


def unified(path: str, before: bytes | None, after: bytes | None) -> str:
    """The difference between two versions of a file; None for a version that does not exist."""
    old = _NOTHING if before is None else f"a/{path}"
    new = _NOTHING if after is None else f"b/{path}"
    lines = unified_diff(_lines(before), _lines(after), old, new)
    return "".join(n if n.endswith("\n") else f"{n}\n\\ No newline at end of file\n" for n in lines)


def excerpt(diff: str, limit: int = 40) -> str:
    """The first lines of a diff, each of at most 200 characters, and how many are left out."""
    lines = [line if len(line) <= 200 else f"{line[:200]}..." for line in diff.removesuffix("\n").split("\n")]
    left = len(lines) - limit
    return "\n".join(lines[:limit]) + (f"\n... {left} more lines" if left > 0 else "")


def _lines(data: bytes | None) -> list[str]:
    text = (data or b"").decode(errors="replace")
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])

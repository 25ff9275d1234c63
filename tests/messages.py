"""What findings say besides their places and codes, which ``tests/annotations.py`` shows."""

from __future__ import annotations

from collections.abc import Iterable

from tfgen.diagnostics import Diagnostic

FILE = "stack.yaml"


def told(found: Iterable[Diagnostic]) -> list[str]:
    """Each finding on a line: stack key, summary, detail, help; before them the code, where it has no place."""
    lines = []
    for d in found:
        code = "" if d.range else f"{d.code} "
        lines.append(f"{code}{d.stack_key or '-'}: {' | '.join(filter(None, (d.summary, d.detail, d.help)))}")
    return lines


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """The codes in the order found."""
    return [d.code for d in found]

"""Tables by repository and by code, and the lists for a person's eyes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from tests.precision.verdicts import WORDS, Compared
from tfgen.diagnostics import Diagnostic, Severity


class Repository(Struct, frozen=True):
    """What ``check`` found in a folder, and the seconds that it took."""

    folder: Path
    files: int
    diagnostics: tuple[Diagnostic, ...]
    seconds: float

    def of(self, severity: Severity) -> list[Diagnostic]:
        """The findings of one severity."""
        return [d for d in self.diagnostics if d.severity is severity]


def by_repository(repositories: Iterable[Repository]) -> Iterator[str]:
    """Files read, findings and seconds of each."""
    yield f"{'repository':60}{'files':>8}{'errors':>8}{'warnings':>10}{'notes':>8}{'seconds':>9}"
    for one in repositories:
        errors, warnings, notes = (len(one.of(s)) for s in sorted(Severity, reverse=True))
        yield f"{one.folder.name:60}{one.files:8}{errors:8}{warnings:10}{notes:8}{one.seconds:9.1f}"


def by_code(repositories: Iterable[Repository], compared: Iterable[Compared]) -> Iterator[str]:
    """How often each code stands, and core's word on the errors."""
    found = Counter((d.code, d.severity) for one in repositories for d in one.diagnostics)
    words = Counter((one.error.code, one.word) for one in compared)
    yield f"{'code':8}{'errors':>8}{'warnings':>10}{'notes':>8}" + "".join(f"{w:>12}" for w in WORDS)
    for code in sorted({code for code, _ in found}):
        errors, warnings, notes = (found[code, s] for s in sorted(Severity, reverse=True))
        said = "".join(f"{words[code, word]:12}" for word in WORDS)
        yield f"{code:8}{errors:8}{warnings:10}{notes:8}{said}"


def to_look_at(compared: Iterable[Compared], most: int) -> Iterator[str]:
    """The errors that core does not make at the same line, so many of each code, the worst word first."""
    groups: dict[tuple[int, str], list[Compared]] = {}
    for one in compared:
        groups.setdefault((-WORDS.index(one.word), one.error.code), []).append(one)
    for (word, code), group in sorted(groups.items()):
        if WORDS[-word] == "same line":
            continue
        yield f"{WORDS[-word]}: {code}, {len(group)}"
        for one in group[:most]:
            yield f"  {_line(one.error)}"
            yield from [f"    core: {one.says}"] if one.says else []


def sample(repositories: Iterable[Repository], size: int, seed: int) -> Iterator[str]:
    """So many warnings, the same with each run: of each code in turn, so that rare ones are among them."""
    warnings = [d for one in repositories for d in one.of(Severity.WARNING)]
    by_code: dict[str, list[Diagnostic]] = {}
    for warning in random.Random(seed).sample(warnings, len(warnings)):
        by_code.setdefault(warning.code, []).append(warning)
    turns = sorted((turn, code) for code, group in by_code.items() for turn in range(len(group)))
    chosen = sorted((by_code[code][turn] for turn, code in turns[:size]), key=_order)
    yield f"{len(chosen)} of {len(warnings)} warnings"
    yield from (f"sample: {_line(d)}" for d in chosen)


def _order(d: Diagnostic) -> tuple[str, str, int]:
    return d.code, d.file or "", d.range.start.line if d.range else 0


def _line(d: Diagnostic) -> str:
    place = f"{d.file}:{d.range.start.line}" if d.range else str(d.file)
    return f"{place} {d.code} {d.summary} | {d.detail}"

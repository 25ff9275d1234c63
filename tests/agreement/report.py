"""The table by class of mutation, and the disagreements one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.agreement.bases import bases
from tests.agreement.compare import Compared

OUTCOMES = ("agreed", "missed", "false alarm", "other line", "crash")


def table(found: Sequence[Compared], neutral: Iterable[str]) -> Iterator[str]:
    """A line for each class: mistakes first, then the changes that are none; the sums last."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for c in found:
        counts[c.case.mutant.kind].update([c.outcome, "valid" if not c.case.errors else "invalid"])
    quiet = set(neutral)
    yield _row("class", ("cases", "valid", *OUTCOMES))
    for name, group in (("mistakes", counts.keys() - quiet), ("neutral", counts.keys() & quiet)):
        yield from (_row(kind, _numbers(counts[kind])) for kind in sorted(group))
        yield _row(f"all {name}", _numbers(sum((counts[kind] for kind in group), Counter())))
    yield _row("all", _numbers(sum(counts.values(), Counter())))


def _numbers(count: Counter[str]) -> tuple[int, ...]:
    return (count["valid"] + count["invalid"], count["valid"], *(count[o] for o in OUTCOMES))


def _row(name: str, cells: Iterable[object]) -> str:
    return f"{name:40}" + "".join(f"{cell!s:>13}" for cell in cells)


def disagreements(found: Iterable[Compared], reasons: Mapping[str, str]) -> Iterator[str]:
    """Each disagreement: what, class and place, the text, what either says, the reason if there is one."""
    for c in sorted(found, key=lambda c: (c.outcome, c.case.mutant.kind, c.case.mutant.id)):
        if c.outcome != "agreed":
            m = c.case.mutant
            reason = reasons.get(m.id)
            yield f"{c.outcome}: {m.kind} at {m.place} [{m.id}]" + (f" ({reason})" if reason else "")
            yield from (f"    | {line}" for line in _changed(c))
            yield "  tfgen: " + (", ".join(f"{f}:{line} {code}" for f, line, code in c.ours) or "valid")
            yield from (f"  core: {e}" for e in c.case.errors[:3])
            if not c.case.errors:
                yield "  core: valid"


def _changed(c: Compared) -> list[str]:
    """The lines that the first edits made."""
    m = c.case.mutant
    files = m.files(bases(m.version)[m.base].files)
    lines = []
    for edit in m.edits[:2]:
        first = files[edit.file].count("\n", 0, edit.at)
        lines += files[edit.file].splitlines()[first : first + edit.new.count("\n") + 2]
    return lines[:8]

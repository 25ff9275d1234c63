"""tfgen's verdict on the cases, and the table by class."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.agreement.provider.judging import in_files
from tests.agreement.provider.model import ProviderCase
from tfgen.diagnostics import Severity
from tfgen.pipelines.check import CheckRequest, check


@dataclass(frozen=True, slots=True)
class ProviderCompared:
    """A case and the errors of tfgen's in it: lines (from 0) and codes."""

    case: ProviderCase
    ours: tuple[tuple[int, str], ...]

    @property
    def outcome(self) -> str:
        """``agreed``, ``missed``, ``other line`` or ``false error``."""
        lines, theirs = {line for line, _ in self.ours}, {line for line, _ in self.case.refused}
        if bool(lines) != bool(theirs):
            return "missed" if theirs else "false error"
        return "agreed" if not theirs or lines & (theirs | self.mistaken) else "other line"

    @property
    def mistaken(self) -> set[int]:
        """The lines of the arguments and blocks that are wrong; of blocks Terraform names the outer one's line."""
        begins = tuple(f"{path.rpartition('.')[2]} " for path in self.case.path.split("+"))
        return {number for number, line in enumerate(self.case.lines) if line.lstrip().startswith(begins)}


def compare(cases: Sequence[ProviderCase], folder: Path) -> list[ProviderCompared]:
    """What ``tfgen check`` says to cases of one version, written into ``folder``."""
    compared: list[ProviderCompared] = []
    for number, written in enumerate(in_files(cases)):
        directory = folder / f"{number}"
        directory.mkdir(parents=True)
        (directory / "main.tf").write_text(written.text, encoding="utf-8")
        found = check(CheckRequest((directory,), version=cases[0].version)).result.diagnostics
        ours: list[set[tuple[int, str]]] = [set() for _ in written.cases]
        for d in found:
            line = d.range.start.line if d.range else 0
            at = written.case_at(line)
            if d.severity is Severity.ERROR and at is not None:
                ours[at].add((line - written.begins[at], d.code))
        for case, errors in zip(written.cases, ours, strict=True):
            compared.append(ProviderCompared(case, tuple(sorted(errors))))
    return compared


def table(compared: Iterable[ProviderCompared]) -> Iterator[str]:
    """A line for each class, the sums last."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in compared:
        for name in (one.case.label, "all" if one.case.refused else "all taken"):
            counts[name][one.outcome] += 1
    names = ("class", "cases", "found", "right line", "missed", "false errors")
    yield f"{names[0]:14}" + "".join(f"{name:>14}" for name in names[1:])
    for label in sorted(counts, key=lambda label: (label.startswith("all"), label)):
        count = counts[label]
        right, other = count["agreed"], count["other line"]
        if label in ("taken", "all taken"):
            right = other = 0
        cells = (count.total(), right + other, right, count["missed"], count["false error"])
        yield f"{label:14}" + "".join(f"{cell:>14}" for cell in cells)


def disagreements(compared: Iterable[ProviderCompared]) -> Iterator[str]:
    """Each disagreement with its lines."""
    for one in compared:
        if one.outcome != "agreed":
            case = one.case
            yield f"{one.outcome}: {case.label} {case.version} {case.type} {case.path}"
            yield from (f"    | {line[:150]}" for line in case.lines)
            yield f"  tfgen: {', '.join(f'{line} {code}' for line, code in one.ours) or 'valid'}"
            yield f"  Terraform: {'; '.join(f'{line} {text}' for line, text in case.refused) or 'valid'}"

"""What is wrong, where, and how to mend it: the one type that every stage reports with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace

from tfgen.source import Range


class Severity(IntEnum):
    """How bad a finding is; comparable, ERROR is the highest."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """``error``, ``warning`` or ``note``."""
        return self.name.lower()


SEVERITIES: Mapping[str, Severity] = {severity.label: severity for severity in sorted(Severity, reverse=True)}
"""Severities by their labels, the highest first."""


class Edit(Struct, frozen=True):
    """Replace the text at ``range`` by ``text``, in ``file``: None for the file of the finding."""

    range: Range
    text: str
    file: str | None = None


class Fix(Struct, frozen=True):
    """A remedy that can be applied by itself. ``safe``: it cannot change what the user meant."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Diagnostic(Struct, frozen=True):
    """One finding.

    ``code`` is a key of ``tfgen.codes.table.CODES``. ``summary`` is one terse line without a full stop, ``detail`` says
    what is wrong with the values concerned, ``help`` how to mend it. ``file`` is the path of the file that
    ``range`` lies in, or None where no file is to blame.
    """

    code: str
    summary: str
    detail: str = ""
    help: str = ""
    severity: Severity = Severity.ERROR
    file: str | None = None
    range: Range | None = None
    template: str | None = None
    template_line: int | None = None
    stack_key: str | None = None
    fix: Fix | None = None

    def at(self, file: str, range: Range) -> Diagnostic:
        """The same finding at another place."""
        return replace(self, file=file, range=range)


Diagnostics = tuple[Diagnostic, ...]


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Whether the next stage must not run."""
    return any(d.severity is Severity.ERROR for d in found)


def once(found: Iterable[Diagnostic]) -> Diagnostics:
    """The findings, each once: those that say the same of the same place again (through a YAML alias) are left out."""
    first: dict[tuple[object, ...], Diagnostic] = {}
    for d in found:
        what = (d.code, d.severity, d.summary, d.file, d.range or d.detail)
        first.setdefault(what, d)
    return tuple(first.values())


def place_of(found: Diagnostic) -> tuple[str, int, str, str, str]:
    """What findings are sorted by."""
    at = found.range.start.offset if found.range else 0
    return found.file or "", at, found.code, found.summary, found.detail


class Skipped(Struct, frozen=True):
    """What no rule could look at: how many of what, and why."""

    count: int
    what: str


SKIPPED = (
    "resources of providers without a schema",
    "calls of modules outside the tree",
    "expressions that need a module or provider that is not known",
    "directories' references, because some of their files could not be read",
)
"""What rules cannot look at, in the order in which it is told."""


def summed_up(parts: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """One entry for each kind that is there."""
    counts = dict.fromkeys(SKIPPED, 0)
    for part in parts:
        counts[part.what] += part.count
    return tuple(Skipped(count, what) for what, count in counts.items() if count)


class Suppressed(Struct, frozen=True):
    """How many findings are not reported: by ignores in the files, by a baseline, because their code is disabled."""

    ignored: int = 0
    baseline: int = 0
    disabled: int = 0

    def __add__(self, other: Suppressed) -> Suppressed:
        return Suppressed(self.ignored + other.ignored, self.baseline + other.baseline, self.disabled + other.disabled)


NOTHING_SUPPRESSED = Suppressed()


class CheckResult(Struct, frozen=True):
    """Result of a check: what was found, what was skipped, and how much is not reported."""

    diagnostics: Diagnostics = ()
    skipped: tuple[Skipped, ...] = ()
    suppressed: Suppressed = NOTHING_SUPPRESSED

    @property
    def has_errors(self) -> bool:
        """Whether one of the diagnostics is an error, so that the next stage must not run."""
        return has_errors(self.diagnostics)

    def adding(self, diagnostics: Iterable[Diagnostic]) -> CheckResult:
        """The same result with more diagnostics after its own."""
        return CheckResult((*self.diagnostics, *diagnostics), self.skipped, self.suppressed)


def joined(results: Iterable[CheckResult]) -> CheckResult:
    """Several results as one, their diagnostics and skipped parts in order, their suppressed ones counted together."""
    diagnostics: list[Diagnostic] = []
    skipped: list[Skipped] = []
    suppressed = NOTHING_SUPPRESSED
    for result in results:
        diagnostics += result.diagnostics
        skipped += result.skipped
        suppressed += result.suppressed
    return CheckResult(tuple(diagnostics), tuple(skipped), suppressed)

"""Diagnostics: the one type that every stage reports with, its fix, and the result of a check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace

from tfgen.source import Range


class Severity(IntEnum):
    """Severity of a finding; comparable, ERROR is the highest."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """``error``, ``warning`` or ``note``."""
        return self.name.lower()


SEVERITIES: Mapping[str, Severity] = {
    severity.label: severity for severity in sorted(Severity, reverse=True)
}
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


class RelatedPlace(Struct, frozen=True):
    """Another place that a finding is about; ``message`` says what stands there."""

    file: str
    range: Range
    message: str


class Diagnostic(Struct, frozen=True):
    """One finding.

    ``code`` is a key of ``tfgen.codes.table.CODES``. ``summary`` is one terse line without a full
    stop, ``detail`` says what is wrong with the values concerned, ``help`` names the remedy.
    ``file`` is the path of the file that ``range`` lies in, or None where no file is to blame.
    ``related`` are the other places that it is about; ``instances`` the addresses of the instances
    of a resource or module that it is about, if not all: ``checker`` puts them into the detail.
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
    related: tuple[RelatedPlace, ...] = ()
    instances: tuple[str, ...] = ()

    def at(self, file: str, range: Range) -> Diagnostic:
        """The same finding at another place."""
        return replace(self, file=file, range=range)


Diagnostics = tuple[Diagnostic, ...]


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """True when one of the diagnostics is an error, so that the next stage must not run."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def once(diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """The findings, each once:
    those that say the same of the same place again (through a YAML alias) are left out.
    """
    first: dict[tuple[object, ...], Diagnostic] = {}
    for d in diagnostics:
        key = (d.code, d.severity, d.summary, d.file, d.range or d.detail)
        first.setdefault(key, d)
    return tuple(first.values())


def place_of(diagnostic: Diagnostic) -> tuple[str, int, str, str, str]:
    """The key that diagnostics are sorted by."""
    start = diagnostic.range.start.offset if diagnostic.range else 0
    return diagnostic.file or "", start, diagnostic.code, diagnostic.summary, diagnostic.detail


class Skipped(Struct, frozen=True):
    """Things that no rule could look at: their number, their kind and the reason."""

    count: int
    what: str


NOT_READ_BACK = (
    "arguments and blocks not read back, because python-hcl2 is known to misread what stands there"
)

UNJUDGED_FILES = "files of queries, state migrations or stacks"
FILES_PASSED_OVER = (
    "files that only OpenTofu reads, or that it passes over for a .tofu file of the same name"
)
DETACHED_TESTS = "test files beside no configuration, of which only the form was judged"

SKIPPED = (
    "resources of providers without a schema",
    "calls of modules outside the tree",
    "expressions that need a module or provider that is not known",
    "directories' references, because some of their files could not be read",
    NOT_READ_BACK,
    UNJUDGED_FILES,
    FILES_PASSED_OVER,
    DETACHED_TESTS,
)
"""Things that rules cannot look at, in the order in which they are reported."""


def summed_up(parts: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """One entry for each kind that is there."""
    counts = dict.fromkeys(SKIPPED, 0)
    for part in parts:
        counts[part.what] += part.count
    return tuple(Skipped(count, what) for what, count in counts.items() if count)


class Suppressed(Struct, frozen=True):
    """Counts of findings not reported:
    by ignores in the files, by a baseline, because their code is disabled.
    """

    ignored: int = 0
    baseline: int = 0
    disabled: int = 0

    def __add__(self, other: Suppressed) -> Suppressed:
        return Suppressed(
            ignored=self.ignored + other.ignored,
            baseline=self.baseline + other.baseline,
            disabled=self.disabled + other.disabled,
        )


NOTHING_SUPPRESSED = Suppressed()


class CheckResult(Struct, frozen=True):
    """Result of a check: its diagnostics, the parts that were skipped,
    and the counts of what is not reported.
    """

    diagnostics: Diagnostics = ()
    skipped: tuple[Skipped, ...] = ()
    suppressed: Suppressed = NOTHING_SUPPRESSED

    @property
    def has_errors(self) -> bool:
        """True when one of the diagnostics is an error, so that the next stage must not run."""
        return has_errors(self.diagnostics)

    def adding(self, diagnostics: Iterable[Diagnostic]) -> CheckResult:
        """The same result with more diagnostics after its own."""
        return CheckResult((*self.diagnostics, *diagnostics), self.skipped, self.suppressed)


NOTHING_FOUND = CheckResult()


def joined(results: Iterable[CheckResult]) -> CheckResult:
    """Several results as one, their diagnostics and skipped parts in order,
    their suppressed ones counted together.
    """
    diagnostics: list[Diagnostic] = []
    skipped: list[Skipped] = []
    suppressed = NOTHING_SUPPRESSED
    for result in results:
        diagnostics += result.diagnostics
        skipped += result.skipped
        suppressed += result.suppressed
    return CheckResult(tuple(diagnostics), tuple(skipped), suppressed)

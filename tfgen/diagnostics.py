"""What is wrong, where, and how to mend it: the one type that every stage reports with."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace

from tfgen.source import Range
from tfgen.spelling import did_you_mean as did_you_mean
from tfgen.spelling import nearest as nearest


class Severity(IntEnum):
    """How bad a finding is; comparable, ERROR is the highest."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """``error``, ``warning`` or ``note``."""
        return self.name.lower()


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

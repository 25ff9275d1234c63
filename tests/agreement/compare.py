"""tfgen's verdict on mutants, and whether it is Terraform's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from unittest.mock import patch

from tests.agreement.bases import Base, bases
from tests.agreement.model import Judged, Mutant
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.pipelines.check import CheckRequest
from tfgen.pipelines.check import check as check_folders
from tfgen.terraform.hcl.parse import parse

BEYOND_TERRAFORM = frozenset({"TFG403"})
"""Errors that Terraform does not make."""

CRASH = "traceback"


@dataclass(frozen=True, slots=True)
class Compared:
    """A case and where tfgen finds errors (file, line, code).

    ``outcome`` is ``agreed``, ``missed``, ``false alarm``, ``other line`` or ``crash``.
    """

    case: Judged
    ours: tuple[tuple[str, int, str], ...]

    @property
    def outcome(self) -> str:
        """Both are valid, or both are not and tfgen finds an error on a line that Terraform names, if it names one."""
        if any(code.startswith(CRASH) for _, _, code in self.ours):
            return "crash"
        lines = {(file, line) for file, line, _ in self.ours}
        theirs = {(e.file, e.line) for e in self.case.errors}
        if bool(lines) != bool(theirs):
            return "missed" if theirs else "false alarm"
        return "agreed" if not theirs or ("", 0) in theirs or lines & theirs else "other line"


def compared(cases: Iterable[Judged], folder: Path) -> list[Compared]:
    """Check every case in ``folder``, where each base is written once."""
    return [one for of_base in by_base(cases) for one in compare_base(of_base, folder)]


def by_base(cases: Iterable[Judged]) -> list[list[Judged]]:
    """The cases of each base of each version."""
    ordered = sorted(cases, key=_base_of)
    return [list(group) for _, group in groupby(ordered, key=_base_of)]


def _base_of(case: Judged) -> tuple[str, str]:
    return case.mutant.version, case.mutant.base


def compare_base(cases: Sequence[Judged], folder: Path) -> list[Compared]:
    """Check cases of one base."""
    version, name = _base_of(cases[0])
    checker = Checker(bases(version)[name], version, folder / version / name)
    return [Compared(case, checker.errors(case.mutant)) for case in cases]


_parsed_once = lru_cache(maxsize=256)(parse)
"""All files of a mutant but one are those of its base."""


class Checker:
    """Checks mutants of one base, written into ``folder``."""

    def __init__(self, base: Base, version: str, folder: Path) -> None:
        self._base, self._version, self._folder = base, version, folder
        for path, text in base.files.items():
            self._write(path, text)

    def errors(self, mutant: Mutant) -> tuple[tuple[str, int, str], ...]:
        """Where tfgen finds errors in HCL that is not its own: what ``tfgen check`` says to the root's folder."""
        files, touched = mutant.files(self._base.files), {edit.file for edit in mutant.edits}
        for path in touched:
            self._write(path, files[path])
        try:
            with patch("tfgen.terraform.config.load.parse", _parsed_once):
                found = check_folders(
                    CheckRequest((self._folder / self._base.root,), version=self._version)
                ).result.diagnostics
        except Exception as error:  # a traceback is a finding of its own, and must not hide the other cases
            return (("", 0, f"{CRASH} {type(error).__name__}"),)
        finally:
            for path in touched:
                self._write(path, self._base.files.get(path))
        wrong = (d for d in found if d.severity is Severity.ERROR and d.code not in BEYOND_TERRAFORM)
        return tuple(sorted({self._place(d) for d in wrong}))

    def _place(self, d: Diagnostic) -> tuple[str, int, str]:
        file = (d.file or "").removeprefix(f"{self._folder.as_posix()}/")
        return file, d.range.start.line if d.range else 0, d.code

    def _write(self, path: str, text: str | None) -> None:
        target = self._folder / path
        if text is None:
            target.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())

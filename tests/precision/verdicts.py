"""Core's verdict on the directories in which tfgen finds an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tests.oracle import Case, Judge, OracleDiagnostic, OracleError, Verdict
from tests.precision.cases import case_of, eased, version_of
from tfgen.diagnostics import Diagnostic
from tfgen.terraform.config.directory_walk import owner
from tfgen.terraform.schema.load import available

Word = Literal["same line", "same file", "elsewhere", "no verdict", "valid"]
WORDS: tuple[Word, ...] = ("same line", "same file", "elsewhere", "no verdict", "valid")
"""Where core refuses the directory, seen from an error of tfgen's."""

_ELSEWHERE = ("was not found in any of the search locations", "Failed to query available provider packages")


class Compared(Struct, frozen=True):
    """An error of tfgen's and core's verdict on its directory; ``says`` is what core says nearest to it."""

    error: Diagnostic
    word: Word
    says: str = ""


class Judges:
    """A judge for each bundled version of the AWS provider, started when first asked."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        known = available()
        self.versions = tuple(item.version for item in known if item.provider == "aws")
        self._others = {item.provider: item.version for item in known if item.provider != "aws"}
        self._judges: dict[str, Judge] = {}

    def compared(self, directory: Path, top: Path, errors: Sequence[Diagnostic]) -> Iterator[Compared]:
        """Every error in ``directory``, with core's word."""
        case = case_of(directory, top)
        judge = self._judge(version_of(case, self.versions))
        said: list[OracleDiagnostic] = []
        judged = valid = False
        for asked in (case, eased(case)):
            verdict = _verdict(judge, asked)
            if verdict is not None:
                judged, valid = True, verdict.valid
                said += [] if verdict.valid else verdict.errors
        for error in errors:
            yield _compared(error, top, said) if said else Compared(error, _word(judged, valid))

    def _judge(self, version: str) -> Judge:
        if version not in self._judges:
            judge = Judge(version, jobs=1, others=self._others)
            self._judges[version] = self._stack.enter_context(judge)
        return self._judges[version]


def by_directory(errors: Iterable[Diagnostic]) -> dict[Path, list[Diagnostic]]:
    """Errors by the directory that core is to be run in."""
    found: dict[Path, list[Diagnostic]] = {}
    for error in errors:
        if error.file:
            found.setdefault(owner(Path(error.file).parent), []).append(error)
    return found


def _verdict(judge: Judge, case: Case) -> Verdict | None:
    """None when core cannot be asked."""
    try:
        verdict = judge.judge([case])[0]
    except (OracleError, ValueError):
        return None
    if any(_is_of_providers(error) for error in verdict.errors):
        return None
    return verdict


def _is_of_providers(error: OracleDiagnostic) -> bool:
    return any(text in error.detail or text in error.summary for text in _ELSEWHERE)


def _word(judged: bool, valid: bool) -> Word:
    return "valid" if judged and valid else "no verdict"


def _compared(error: Diagnostic, top: Path, said: Iterable[OracleDiagnostic]) -> Compared:
    """The error beside the one of core's that is nearest to it."""
    file = Path(error.file or "").resolve().relative_to(top.resolve()).as_posix()
    line = error.range.start.line if error.range else 0
    best: Compared | None = None
    for one in said:
        place = f"{one.file}:{one.line} {one.summary}: {' '.join(one.detail.split())[:160]}"
        word: Word = "elsewhere"
        if one.file == file or not one.file:
            word = "same line" if one.line in (line, 0) else "same file"
        if best is None or WORDS.index(word) < WORDS.index(best.word):
            best = Compared(error, word, place)
    assert best is not None
    return best

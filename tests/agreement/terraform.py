"""Verdicts of real Terraform on mutants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.agreement.bases import VERSIONS, bases
from tests.agreement.model import Judged, Mutant, Said
from tests.oracle import Case, Judge, OracleError, Verdict

_DETAIL = 240
_JOBS = 2
_ELSEWHERE = "was not found in any of the search locations"
_CYCLE = re.compile(r"Cycle: .*", re.DOTALL)


def judge_of(version: str) -> Judge:
    """The judge for a version: the oldest has the real provider behind core, the others its schema only."""
    return Judge(version, provider="real" if version == VERSIONS[0] else "schema")


def judged(mutants: Sequence[Mutant], judge: Judge) -> list[Judged]:
    """The mutants, all of the judge's version, with their verdicts.

    Left out are those without a verdict: core crashes, or they want a provider that only a registry may have.
    """
    with ThreadPoolExecutor(_JOBS) as pool:
        found = pool.map(lambda mutant: _judged(mutant, judge), mutants)
        return [one for one in found if one]


def _judged(mutant: Mutant, judge: Judge) -> Judged | None:
    try:
        errors = said(judge.judge([case(mutant)])[0])
    except OracleError:
        return None
    return None if any(_ELSEWHERE in error.detail for error in errors) else Judged(mutant, errors)


def case(mutant: Mutant) -> Case:
    """The mutant as the judge takes it."""
    base = bases(mutant.version)[mutant.base]
    return Case(mutant.id, mutant.files(base.files), base.root or ".")


def said(verdict: Verdict) -> tuple[Said, ...]:
    """The errors, their details in one short line."""
    found = {Said(d.file, d.line, *_text(d.summary, d.detail)) for d in verdict.errors}
    if not verdict.valid and not found:
        raise ValueError(f"{verdict.name}: neither valid nor an error")
    return tuple(sorted(found))


def _text(summary: str, detail: str) -> tuple[str, str]:
    """Cycles are printed in no fixed order."""
    text = " ".join(detail.split())
    return _CYCLE.sub("Cycle", summary), text if len(text) <= _DETAIL else f"{text[:_DETAIL]}..."

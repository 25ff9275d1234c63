"""tfgen and real Terraform agree on whether HCL is right, and on the line: on the stored cases, for three versions."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.agreement.bases import VERSIONS, bases
from tests.agreement.compare import compared
from tests.agreement.kinds import MISTAKES, NEUTRAL
from tests.agreement.known import read_known
from tests.agreement.report import disagreements
from tests.agreement.store import read
from tests.agreement.terraform import judge_of, judged

pytestmark = pytest.mark.slow

REFRESH = "run `make oracle`, review what changed, then `python -m tests.agreement judge --write`"
SAMPLE = 25

stored = cache(read)
known = cache(read_known)


def cases() -> list[tuple[str, str]]:
    return [(version, name) for version in VERSIONS for name in bases(version)]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_cases_are_of_todays_bases(version: str) -> None:
    hashes, _ = stored(version)
    assert hashes == {name: base.hash for name, base in bases(version).items()}, f"the bases changed: {REFRESH}"


@pytest.mark.parametrize(("version", "name"), cases(), ids="-".join)
def test_agreement(version: str, name: str, tmp_path: Path) -> None:
    found = list(compared((c for c in stored(version)[1] if c.mutant.base == name), tmp_path))
    assert found
    new = [c for c in found if c.outcome != "agreed" and c.case.mutant.id not in known()]
    assert not new, "\n".join(disagreements(new, {}))
    over = [c.case.mutant.id for c in found if c.outcome == "agreed" and c.case.mutant.id in known()]
    assert not over, f"now they agree, run `python -m tests.agreement report --prune`: {over}"


@pytest.mark.terraform
@pytest.mark.parametrize("version", VERSIONS)
def test_the_stored_verdicts_are_terraforms(version: str) -> None:
    sample = random.Random().sample(stored(version)[1], SAMPLE)
    with judge_of(version) as judge:
        now = judged([case.mutant for case in sample], judge)
    assert [(c.mutant.id, c.lines) for c in now] == [(c.mutant.id, c.lines) for c in sample], REFRESH


def test_there_are_enough() -> None:
    all_cases = [case for version in VERSIONS for case in stored(version)[1]]
    wrong = Counter(c.mutant.kind for c in all_cases if c.errors)
    right = Counter(c.mutant.kind for c in all_cases if not c.errors and c.mutant.kind in NEUTRAL)
    assert (wrong.total() >= 1500, len(wrong) >= 40, right.total() >= 400) == (True, True, True)
    assert {c.mutant.kind for c in all_cases} == MISTAKES.keys() | NEUTRAL.keys()


def test_what_is_known_is_stored() -> None:
    ids = {case.mutant.id for version in VERSIONS for case in stored(version)[1]}
    assert known().keys() <= ids, "run `python -m tests.agreement report --prune`"

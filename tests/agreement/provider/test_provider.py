"""tfgen and the real providers agree on what is refused, and on the line; the verdicts are real Terraform's."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.agreement.provider.compare import compare, disagreements
from tests.agreement.provider.judging import judged, real_judge
from tests.agreement.provider.store import VERSIONS, read_cases
from tools.ask.binaries import find_binary
from tools.ask.store import asked_types

FOUND = 0.97
"""Of what the providers refuse; what is missed is of forms that no rule can tell for certain."""

SAMPLE = 60

every_version = pytest.mark.parametrize("version", VERSIONS)


@every_version
def test_a_sample_has_no_false_error(version: str, tmp_path: Path) -> None:
    cases = read_cases(version)
    asked = asked_types(version)
    cases = [case for case in cases if case.full_type in asked]
    found = compare(cases[:: max(1, len(cases) // SAMPLE)], tmp_path)
    false = [one for one in found if one.outcome == "false error"]
    assert not false, "\n".join(disagreements(false))
    assert sum(one.outcome == "agreed" for one in found) >= 0.9 * len(found)


@pytest.mark.slow
@every_version
def test_all_cases(version: str, tmp_path: Path) -> None:
    found = compare(read_cases(version), tmp_path)
    false = [one for one in found if one.outcome == "false error"]
    assert not false, "\n".join(disagreements(false))
    asked = asked_types(version)
    refused = [one for one in found if one.case.refused and one.case.full_type in asked]
    right = sum(one.outcome == "agreed" for one in refused)
    assert right >= FOUND * len(refused) > 300, "\n".join(disagreements(refused))


def test_there_are_enough() -> None:
    cases = [case for version in VERSIONS for case in read_cases(version)]
    count = Counter("refused" if case.refused else "taken" for case in cases)
    assert (count.total() >= 1500, count["taken"] >= 500) == (True, True)
    assert all(bool(case.refused) != (case.label == "taken") for case in cases)


@pytest.mark.terraform
@pytest.mark.slow
@every_version
def test_the_stored_verdicts_are_terraforms(version: str) -> None:
    if find_binary(version) is None:
        pytest.skip(f"this machine has no AWS provider {version}")
    sample = random.Random().sample(read_cases(version), SAMPLE)
    with real_judge(version) as judge:
        assert judged(sample, judge) == sample

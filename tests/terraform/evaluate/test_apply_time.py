"""What is said to be known only after the apply: real Terraform, planning with a provider that knows the schema only,
must say so too.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.oracle import Case, Judge
from tests.rules.hcl import found
from tests.terraform.evaluate.random_timings import case

CODES = {"TFG470", "TFG471"}
SAID = {"Invalid for_each argument", "Invalid count argument", "Invalid for_each set argument"}


def late(hcl: str) -> bool:
    return any(finding.code in CODES for finding in found(hcl))


@pytest.mark.terraform
def test_what_is_late_is_refused_by_a_plan(oracle: Callable[[str], Judge]) -> None:
    compare(oracle, range(120))


def compare(oracle: Callable[[str], Judge], seeds: range) -> tuple[int, int]:
    """The number of cases that Terraform refuses as late, and of those that are found."""
    texts = {f"{seed}": case(seed) for seed in seeds}
    verdicts = oracle("6.62.0").judge([Case(name, {"main.tf": text}) for name, text in texts.items()], plan=True)
    refused = found_too = 0
    for verdict in verdicts:
        text = texts[verdict.name]
        unknown = [e for e in verdict.errors if e.summary in SAID and "until apply" in e.detail]
        refused += bool(unknown)
        if late(text):
            assert verdict.errors, text.splitlines()[-2]
            found_too += bool(unknown)
    assert found_too > 0
    return refused, found_too

"""Real Terraform judges the cases of all rules: it refuses what tfgen calls an error, on the same lines, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.oracle import Case, Judge, Verdict
from tests.rules.hcl import refused, wrong
from tests.rules.test_docs import BEYOND, NOT_TERRAFORMS
from tfgen.rules.page import files
from tfgen.rules.table import RULES

FOREIGN = [
    "known",
    "builtin",
    "ephemeral",
    *(rule.check.__module__.split(".")[-1] for rule in RULES if not rule.code.startswith("TFG5")),
]


def cases() -> Iterator[tuple[Case, list[tuple[str, int]], bool]]:
    for name in FOREIGN:
        for title, hcl in import_module(f"tests.rules.test_{name}").CASES.items():
            yield Case(f"{name}: {title}", files(hcl)), refused(hcl, NOT_TERRAFORMS), wrong(hcl, NOT_TERRAFORMS)


def lines(verdict: Verdict) -> list[tuple[str, int]]:
    return sorted({(d.file, d.line) for d in verdict.errors if d.file})


def test_there_are_cases_for_every_rule() -> None:
    folder = Path(__file__).parent
    terraforms = [rule for rule in RULES if rule.code < BEYOND]  # the others' cases: test_beyond.py
    assert all((folder / f"test_{rule.check.__module__.split('.')[-1]}.py").is_file() for rule in terraforms)


@pytest.mark.terraform
def test_terraform_refuses_the_same_lines(oracle: Callable[[str], Judge]) -> None:
    judged = list(cases())
    verdicts = oracle("6.62.0").judge([case for case, _, _ in judged])
    differing = [
        f"tfgen: {wanted} core: {verdict}"
        for (_, wanted, mistaken), verdict in zip(judged, verdicts, strict=True)
        if lines(verdict) != wanted or verdict.valid == mistaken
    ]
    assert not differing, "\n".join(differing)

"""Real Terraform judges the cases of all rules: it refuses what tfgen calls an error, on the same lines, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

import pytest

from tests.annotations import files_of, refused, wrong
from tests.oracle import Case, Judge, Verdict
from tests.rules.test_docs import BEYOND, NOT_TERRAFORMS
from tfgen.rules.base import Rule
from tfgen.rules.registry import RULES


def module_of_tests(rule: Rule) -> str:
    """The module that tests a rule: ``tests.rules.GROUP.test_NAME``."""
    _, _, group, name = rule.check.__module__.split(".")
    return f"tests.rules.{group}.test_{name}"


FOREIGN = [
    "tests.terraform.analysis.test_plan_time",
    "tests.terraform.config.test_builtin_types",
    "tests.rules.test_ephemeral",
    *(module_of_tests(rule) for rule in RULES if not rule.code.startswith("TFG5")),
]


def cases() -> Iterator[tuple[Case, list[tuple[str, int]], bool]]:
    for name in FOREIGN:
        for title, hcl in import_module(name).CASES.items():
            yield Case(f"{name}: {title}", files_of(hcl)), refused(hcl, NOT_TERRAFORMS), wrong(hcl, NOT_TERRAFORMS)


def lines(verdict: Verdict) -> list[tuple[str, int]]:
    return sorted({(d.file, d.line) for d in verdict.errors if d.file})


def test_there_are_cases_for_every_rule() -> None:
    terraforms = [rule for rule in RULES if rule.code < BEYOND]  # the others' cases: test_beyond.py
    assert all(find_spec(module_of_tests(rule)) for rule in terraforms)


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

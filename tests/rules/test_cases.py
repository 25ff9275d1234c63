"""Real Terraform judges the cases of all rules: it refuses what tfgen calls an error, on the same lines, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

import pytest

from tests.agreement.provider.judging import real_judge
from tests.annotations import files_of, refused, wrong
from tests.oracle import Case, Judge, Verdict
from tests.rules.test_docs import ASKED, BEYOND, NOT_TERRAFORMS, PROVIDERS
from tfgen.rules.base import Rule
from tfgen.rules.registry import RULES
from tools.ask.binaries import find_binary


def module_of_tests(rule: Rule) -> str:
    """The module that tests a rule: ``tests.rules.GROUP.test_NAME``."""
    _, _, group, name = rule.check.__module__.split(".")
    return f"tests.rules.{group}.test_{name}"


FOREIGN = [
    "tests.terraform.analysis.test_plan_time",
    "tests.terraform.config.test_builtin_types",
    "tests.rules.test_ephemeral",
    *(module_of_tests(rule) for rule in RULES if not rule.code.startswith("TFG5") and rule.code not in PROVIDERS),
]
WITHOUT_LINE = {"TFG031": "Terraform's init refuses the versions, and names no line"}
"""Codes of which only the verdict is compared."""

ASKING = [module_of_tests(rule) for rule in RULES if rule.code in PROVIDERS]


def cases(modules: list[str]) -> Iterator[tuple[Case, list[tuple[str, int]], bool]]:
    for name in modules:
        known = NOT_TERRAFORMS.keys() - PROVIDERS if name in ASKING else NOT_TERRAFORMS.keys()
        for title, hcl in import_module(name).CASES.items():
            wanted = refused(hcl, known | WITHOUT_LINE.keys())
            yield Case(f"{name}: {title}", files_of(hcl)), wanted, wrong(hcl, known)


def lines(verdict: Verdict) -> list[tuple[str, int]]:
    return sorted({(d.file, d.line) for d in verdict.errors if d.file})


def test_there_are_cases_for_every_rule() -> None:
    terraforms = [rule for rule in RULES if rule.code < BEYOND]  # the others' cases: test_beyond.py
    assert all(find_spec(module_of_tests(rule)) for rule in terraforms)


def differing(judge: Judge, modules: list[str]) -> list[str]:
    judged = list(cases(modules))
    verdicts = judge.judge([case for case, _, _ in judged])
    return [
        f"tfgen: {wanted} core: {verdict}"
        for (_, wanted, mistaken), verdict in zip(judged, verdicts, strict=True)
        if lines(verdict) != wanted or verdict.valid == mistaken
    ]


@pytest.mark.terraform
def test_terraform_refuses_the_same_lines(oracle: Callable[[str], Judge]) -> None:
    found = differing(oracle("6.62.0"), FOREIGN)
    assert not found, "\n".join(found)


@pytest.mark.terraform
def test_the_real_provider_refuses_the_same_lines() -> None:
    if find_binary(ASKED) is None:
        pytest.skip(f"this machine has no AWS provider {ASKED}")
    with real_judge(ASKED) as judge:
        found = differing(judge, ASKING)
    assert not found, "\n".join(found)

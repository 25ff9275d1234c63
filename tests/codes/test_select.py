"""Words for findings, and what may be silenced."""

from __future__ import annotations

import pytest

from tfgen.codes.select import code_of, codes_of, may_be_ignored, may_be_suppressed
from tfgen.codes.table import CODES
from tfgen.rules.registry import RULES


@pytest.mark.parametrize("word", ["TFG304", "tfg304", "attribute-as-block", "Attribute-As-Block"])
def test_a_code_or_its_name_is_one(word: str) -> None:
    assert code_of(word) == "TFG304"
    assert codes_of(word) == ("TFG304",)


@pytest.mark.parametrize("word", ["TFG30", "TFG3*", "unknown", "", "*x*y*z*", "TFG"])
def test_what_is_no_single_code(word: str) -> None:
    assert code_of(word) is None


def test_the_beginning_of_codes_means_them_all() -> None:
    assert codes_of("TFG3") == codes_of("tfg3*") == tuple(c for c in CODES if c.startswith("TFG3"))
    assert codes_of("TFG30") == tuple(c for c in CODES if c.startswith("TFG30"))


def test_a_star_fits_names_too() -> None:
    assert {"TFG404", "TFG406"} <= set(codes_of("unknown-module-*"))


@pytest.mark.parametrize("word", ["TFG", "TF", "TFG99", "unknown", "", "nowhere-*"])
def test_what_means_nothing(word: str) -> None:
    assert codes_of(word) == ()


@pytest.mark.parametrize("code", ["TFG201", "TFG202", "TFG203", "TFG204", "TFG001", "TFG055", "TFG101", "TFG805"])
def test_what_says_that_work_was_not_done_is_never_silenced(code: str) -> None:
    assert not may_be_suppressed(code)
    assert not may_be_ignored(code)


def test_rules_may_be_silenced_and_ignored() -> None:
    assert all(may_be_suppressed(rule.code) and may_be_ignored(rule.code) for rule in RULES)


def test_findings_about_ignores_are_silenced_by_settings_only() -> None:
    assert may_be_suppressed("TFG272")
    assert not may_be_ignored("TFG272")

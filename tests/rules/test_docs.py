"""Every rule's page: its Example fires the rule once and nothing else, its Instead is silent, real Terraform agrees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.agreement.provider.judging import real_judge
from tests.oracle import Case, Judge
from tests.rules.hcl import UNUSED, found_in
from tfgen.codes.table import CODES
from tfgen.diagnostics import Severity
from tfgen.explain.docstring import files, page
from tfgen.pipelines.check import CheckRequest, check
from tfgen.rules.base import IgnoreRule, Rule
from tfgen.rules.registry import IGNORE_RULES, RULES
from tfgen.suppress.policy import SuppressionPolicy
from tools.ask.binaries import find_binary

BEYOND = "TFG510"
"""From here on rules find what Terraform does not know: warnings in files that tfgen did not write."""

OWN = {"TFG237", "TFG501", "TFG502"}
"""Rules for what tfgen wrote only, and what is an error only there."""

PROVIDERS = frozenset(rule.code for rule in RULES if CODES[rule.code].stage == "provider validation")
"""Rules for what only the real provider refuses: errors for a version that was asked."""

ASKED = "5.100.0"

WARNINGS = {
    "TFG284": "Terraform warns when it plans",
    "TFG285": "Terraform reads values files when it plans",
    "TFG286": "Terraform reads values files when it plans",
    "TFG423": "Terraform finds it when it plans",
    "TFG290": "Terraform warns",
    "TFG425": "Terraform finds it when it plans",
    "TFG426": "Terraform finds it when it plans",
    "TFG247": "Terraform warns too",
    "TFG312": "Terraform warns too",
    "TFG470": "Terraform finds it when it plans",
    "TFG471": "Terraform finds it when it plans",
    "TFG313": "Terraform warns, if at all",
    "TFG314": "Terraform warns too",
    "TFG472": "Terraform does not mind",
    **dict.fromkeys(sorted(UNUSED), "Terraform does not mind"),
}
"""Rules whose Example is no error in HCL that tfgen did not write, and why."""

NOT_TERRAFORMS = {
    **WARNINGS,
    "TFG237": "init reads backends only when it sets them up, which the judge does not ask for",
    "TFG403": "Terraform compares a string with a bool without a word",
    "TFG256": "terraform test finds it: test_test_files.py asks it",
    "TFG258": "terraform test finds it: test_test_files.py asks it",
    "TFG260": "Terraform reads no .tofu files",
    "TFG501": "a convention of tfgen's",
    "TFG502": "a convention of tfgen's",
    **dict.fromkeys(sorted(PROVIDERS), "the schema-only provider takes it; see the test with the real one"),
    **{rule.code: "AWS refuses it, or a reviewer" for rule in RULES if rule.code >= BEYOND},
}
"""Rules whose Example real Terraform accepts, and why. What only the provider checks (TFG305, TFG311) the judge's
schema-only provider checks by the same facts: there it vouches for place and form, not for the fact.
"""


COUNTED_BY_CORE = {"TFG324"}
"""Rules of the provider whose Example core refuses too: it counts blocks by the schema."""


def version_of(rule: Rule) -> str:
    return ASKED if rule.code in PROVIDERS else "6.62.0"


every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{CODES[rule.code].name}")


@every_rule
def test_the_example_fires_once(rule: Rule) -> None:
    diagnostics = found_in(
        files(page(rule.doc).example),
        generated=rule.code in OWN,
        unused=rule.code in UNUSED,
        version=version_of(rule),
    )
    assert [d.code for d in diagnostics] == [rule.code]
    warns = rule.code in WARNINGS or rule.code >= BEYOND
    assert diagnostics[0].severity is (Severity.WARNING if warns else Severity.ERROR)


@every_rule
def test_the_instead_is_silent(rule: Rule) -> None:
    instead = files(page(rule.doc).instead)
    unused = rule.code in UNUSED
    assert found_in(instead, generated=rule.code in OWN, unused=unused, version=version_of(rule)) == ()


@pytest.mark.parametrize("rule", IGNORE_RULES, ids=lambda rule: f"{rule.code}-{CODES[rule.code].name}")
def test_a_page_about_ignores_is_right(rule: IgnoreRule, tmp_path: Path) -> None:
    found = []
    for name, text in (("example", page(rule.doc).example), ("instead", page(rule.doc).instead)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(text)
        request = CheckRequest((tmp_path / name,), "6.62.0", policy=SuppressionPolicy())
        found.append([(d.code, d.severity) for d in check(request).result.diagnostics])
    assert found == [[(rule.code, Severity.WARNING)], []]


@every_rule
def test_the_table_of_codes_says_how_bad_it_is(rule: Rule) -> None:
    example = page(rule.doc).example
    for generated in (False, True):
        level = CODES[rule.code].generated_level if generated else CODES[rule.code].level
        diagnostics = found_in(files(example), generated=generated, unused=True, version=version_of(rule))
        levels = [d.severity.label for d in diagnostics if d.code == rule.code]
        assert levels == ([] if level == "off" else [level])


@every_rule
def test_the_table_of_codes_knows_the_fixes(rule: Rule) -> None:
    for d in found_in(files(page(rule.doc).example), generated=rule.code in OWN, unused=True):
        if d.code == rule.code and d.fix:
            assert ("safe" if d.fix.safe else "unsafe") in CODES[rule.code].fixes.split(" or ")


def test_codes_and_files_match() -> None:
    assert [r.code for r in RULES] == sorted({r.code for r in RULES})
    assert {CODES[r.code].name.replace("-", "_") for r in RULES} == {r.check.__module__.split(".")[-1] for r in RULES}


@pytest.mark.terraform
def test_terraform_agrees(oracle: Callable[[str], Judge]) -> None:
    pages = {rule.code: page(rule.doc) for rule in RULES}
    cases = [Case(f"{code} Example", files(p.example)) for code, p in pages.items()]
    cases += [Case(f"{code} Instead", files(p.instead)) for code, p in pages.items()]
    accepted = {verdict.name for verdict in oracle("6.62.0").judge(cases) if verdict.valid}
    taken = NOT_TERRAFORMS.keys() - COUNTED_BY_CORE
    assert accepted == {f"{code} Instead" for code in pages} | {f"{code} Example" for code in taken}


@pytest.mark.terraform
def test_the_real_provider_agrees() -> None:
    if find_binary(ASKED) is None:
        pytest.skip(f"this machine has no AWS provider {ASKED}")
    pages = {rule.code: page(rule.doc) for rule in RULES if rule.code in PROVIDERS}
    cases = [Case(f"{code} Example", files(p.example)) for code, p in pages.items()]
    cases += [Case(f"{code} Instead", files(p.instead)) for code, p in pages.items()]
    with real_judge(ASKED) as judge:
        accepted = {verdict.name for verdict in judge.judge(cases) if verdict.valid}
    assert accepted == {f"{code} Instead" for code in pages}

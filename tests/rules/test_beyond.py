"""What Terraform does not know: cases in pairs, ``beyond/<rule>.txt``, one finding in the first and none in the second.

``⟦bad → good⟧`` is where the two differ; ``===`` begins a case. The finding is behind its line in the first, as
``tests/annotations.py`` has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.annotations import expected, files_of, marks, places
from tests.oracle import Case, Judge
from tests.rules.hcl import found
from tfgen.codes.table import CODES
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.registry import RULES

FOLDER = Path(__file__).parent / "beyond"
CODE = {kind.name: code for code, kind in CODES.items()}
TWINS = re.compile(r"⟦(.*?) ?→ ?(.*?)⟧", re.DOTALL)


@dataclass(frozen=True)
class Pair:
    rule: str
    title: str
    version: str
    text: str

    @property
    def bad(self) -> str:
        return TWINS.sub(lambda found: found[1], self.text)

    @property
    def good(self) -> str:
        return TWINS.sub(lambda found: found[2], self.text)


def pairs() -> Iterator[Pair]:
    for file in sorted(FOLDER.glob("*.txt")):
        for text in file.read_text("utf-8").split("\n=== ")[1:] if file.stem in CODE else ():
            title, _, hcl = text.partition("\n")
            version = re.search(r"\((\d+\.\d+\.\d+)\)", title)
            yield Pair(file.stem, title, version[1] if version else "6.62.0", hcl.strip() + "\n")


def serious(hcl: str, pair: Pair, *, generated: bool = False) -> list[Diagnostic]:
    """Findings at warning or above; what tfgen demands of its own files besides is left out."""
    every = found(hcl, generated=generated, version=pair.version)
    return [d for d in every if d.severity > Severity.NOTE and (not generated or d.code == CODE[pair.rule])]


PAIRS = list(pairs())
every_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.rule}: {pair.title}")


def test_there_are_cases_for_every_rule() -> None:
    assert len(PAIRS) >= 80
    assert {CODE[pair.rule] for pair in PAIRS} == {rule.code for rule in RULES if rule.code >= "TFG510"}


@every_pair
def test_the_first_has_one_finding_and_the_second_none(pair: Pair) -> None:
    assert places(serious(pair.bad, pair)) == expected(pair.bad)
    assert [mark.code for mark in marks(pair.bad)] == [CODE[pair.rule]]
    assert serious(pair.good, pair) == []


@every_pair
def test_in_our_own_files_it_is_an_error(pair: Pair) -> None:
    (only,) = serious(pair.bad, pair, generated=True)
    assert only.severity is (Severity.WARNING if pair.rule == "wildcard-admin-policy" else Severity.ERROR)


@pytest.mark.terraform
@pytest.mark.parametrize("version", ["6.62.0", "3.39.0"])
def test_terraform_accepts_both(version: str, oracle: Callable[[str], Judge]) -> None:
    cases = [
        Case(f"{pair.rule}: {pair.title} ({twin})", files_of(hcl))
        for pair in PAIRS
        if pair.version == version
        for twin, hcl in (("bad", pair.bad), ("good", pair.good))
    ]
    refused = [str(verdict) for verdict in oracle(version).judge(cases) if not verdict.valid]
    assert not refused, "\n".join(refused)

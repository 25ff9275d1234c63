"""Small mistakes in right HCL: what a safe fix makes of them is what it was before, or real Terraform takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pytest

from tests.agreement.bases import bases
from tests.agreement.store import read
from tests.fixes.hcl import fix_result
from tests.oracle import Case, Judge
from tfgen.terraform.hcl.format import format_source

pytestmark = pytest.mark.terraform

KINDS = ("misspell_", "block_as_argument", "block_as_list", "duplicate_argument")
OF_A_KIND = 4

Files = Mapping[str, str]


@cache
def results() -> tuple[tuple[str, Files, Files, Files], ...]:
    """Kind, files before the mistake, with it, and after the fixes that were made."""
    return tuple(_results())


def _results() -> Iterator[tuple[str, Files, Files, Files]]:
    seen: Counter[str] = Counter()
    for case in read("6.62.0")[1]:
        kind = case.mutant.kind
        if kind.startswith(KINDS) and case.mutant.base != "payments" and seen[kind] < OF_A_KIND:
            seen[kind] += 1
            files = bases("6.62.0")[case.mutant.base].files
            mutant = case.mutant.files(files)
            if texts := fix_result(mutant).texts:
                yield kind, files, mutant, {**mutant, **texts}


def test_safe_fixes_restore_what_was_meant(oracle: Callable[[str], Judge]) -> None:
    made = results()
    restored = [after == before for _, before, _, after in made]
    others = [Case(kind, after) for (kind, _, _, after), same in zip(made, restored, strict=True) if not same]
    assert [str(verdict) for verdict in oracle("6.62.0").judge(others) if not verdict.valid] == []
    assert sum(restored) > 0.9 * len(made)
    assert len(Counter(kind for kind, *_ in made)) >= 10


def test_canonical_stays_canonical() -> None:
    for _, _, mutant, after in results():
        for path, text in after.items():
            if path.endswith(".tf") and format_source(mutant[path]) == mutant[path]:
                assert format_source(text) == text

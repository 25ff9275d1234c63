"""Small mistakes in right HCL: what a safe fix makes of them is what it was before, or real Terraform takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.fixing.hcl import mended
from tests.oracle import Case, Judge, read_case
from tests.rules.hcl import schema
from tests.rules.mutants import MISTAKES, mutants
from tfgen.hcl.format import format_source

pytestmark = pytest.mark.terraform

FIXTURES = Path(__file__).parents[1] / "rules" / "fixtures"
KINDS = {
    name: mutation
    for name, mutation in MISTAKES.items()
    if name.startswith("misspell_") or name in ("block_as_argument", "block_as_list", "duplicate_argument")
}

Files = Mapping[str, str]


@cache
def results() -> tuple[tuple[str, Files, Files, Files], ...]:
    """Kind, files before the mistake, with it, and after the fixes that were made."""
    return tuple(_results())


def _results() -> Iterator[tuple[str, Files, Files, Files]]:
    for folder in sorted(FIXTURES.iterdir()):
        files = read_case(folder).files
        for mutant in mutants(files, schema(), KINDS, most=1):
            if texts := mended(mutant.files).texts:
                yield mutant.kind, files, mutant.files, {**mutant.files, **texts}


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

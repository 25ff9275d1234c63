"""Some hundreds of inputs of all kinds; ``python -m tests.fuzz`` runs as many as one likes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.harness import MODES, check
from tests.fuzz.kinds import KINDS, inputs, make

pytestmark = pytest.mark.slow

COUNTS = {"bomb": 3, "doubling": 6, "configuration": 24, "expressions": 24}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_input_is_borne(kind: str, tmp_path: Path) -> None:
    given = [make(kind, 2026, number) for number in range(COUNTS.get(kind, 40))]
    assert check(given, "check", tmp_path, limit=300).problem == ""


@pytest.mark.parametrize("mode", MODES)
def test_inputs_are_borne_with_all_options(mode: str, tmp_path: Path) -> None:
    given = list(inputs(24, 7, ("mutated", "configuration", "settings")))
    assert check(given, mode, tmp_path, limit=300).problem == ""


def test_a_seed_makes_the_same_inputs() -> None:
    assert list(inputs(30, 3)) == list(inputs(30, 3))

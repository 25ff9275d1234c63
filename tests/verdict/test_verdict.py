"""A small campaign: what ``render`` lets through, ``check`` and real core let through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle import Judge
from tests.verdict.judges import judged
from tests.verdict.stacks import Values, modules, stack
from tfgen.terraform.types.model import BOOL, NUMBER, STRING

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@given(random=st.randoms(use_true_random=True))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_render_lets_through_check_lets_through(random: Random, cache: Path) -> None:
    outcome = judged(stack(random), cache, None)
    assert not (outcome.green and outcome.check), outcome.stack.text


@pytest.mark.terraform
@pytest.mark.parametrize("seed", range(4))
def test_real_core_validates_what_render_lets_through(seed: int, cache: Path, oracle: Callable[[str], Judge]) -> None:
    outcome = judged(stack(Random(seed)), cache, oracle)
    refused = [text for text in outcome.core or () if not text.startswith("plan:")]
    assert not (outcome.green and refused), outcome.stack.text
    assert not outcome.for_nothing, outcome.stack.text


def test_the_stacks_reach_every_module_and_every_kind_of_value() -> None:
    made = [stack(Random(seed)) for seed in range(200)]
    used = {service["module"] for each in made for service in each.services.values()}
    assert used == set(modules("6.62.0"))
    assert any(len(each.environments) > 1 for each in made)
    assert {each.version for each in made} == {"6.62.0", "5.100.0", "4.67.0", "3.39.0"}


def test_tame_values_are_those_that_conditions_name() -> None:
    spec = modules("6.62.0")["vpc"].input("nat_gateways")
    assert spec
    values = {Values(Random(seed), 0.0).of(spec, ()) for seed in range(50)}
    assert values <= {"none", "single", "per_zone"}
    wild = {str(Values(Random(seed), 1.0).of(spec, ())) for seed in range(50)}
    assert not wild <= values
    assert {STRING, NUMBER, BOOL} <= {i.type for m in modules("6.62.0").values() for i in m.inputs}

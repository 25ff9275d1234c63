"""AWS's models and the real provider 3.39.0: what it takes we take, and what it says it still says."""

from __future__ import annotations

import pytest

from tests.aws.constraints.probe import BOGUS, MAPPING, VERSION, ask
from tests.oracle import Judge
from tfgen.aws.constraints.load import Constraints
from tfgen.rules.aws._constraints import accepts
from tfgen.terraform.schema import load_schema
from tools.constraints.mapping_files import read_mappings

PROVIDER = read_mappings(MAPPING).provider
EVERY = 12
"""One in so many types is asked again."""


@pytest.mark.parametrize("version", [VERSION, "5.100.0", "6.62.0"])
def test_what_the_old_provider_takes_is_never_reported(version: str) -> None:
    constraints = Constraints.open()
    for path, values in PROVIDER.lists.items():
        type_, _, below = path.partition(".")
        for constraint in constraints.of(type_, version).get(below, ()):
            assert [v for v in values if constraint.kind == "enum" and v and not accepts(constraint, v)] == [], path


def test_for_its_own_version_its_lists_hold() -> None:
    narrower = Constraints.open().of("aws_cloudwatch_log_group", "3.39.0")["retention_in_days"]
    wider = Constraints.open().of("aws_cloudwatch_log_group", "6.62.0")["retention_in_days"]
    assert [accepts(constraint, "2557") for constraint in (*narrower, *wider)] == [False, True]
    assert [accepts(constraint, "3653") for constraint in (*narrower, *wider)] == [True, True]


@pytest.mark.terraform
def test_the_real_provider_still_names_the_same_lists(real_oracle: Judge) -> None:
    schema = load_schema("aws", VERSION)
    types = sorted({path.partition(".")[0] for path in PROVIDER.lists})[::EVERY]
    asked = [(t, {p.removeprefix(f"{t}."): BOGUS for p in PROVIDER.lists if p.startswith(f"{t}.")}) for t in types]
    answers = ask(real_oracle, schema, asked)
    named = {f"{t}.{r.path}": r.listed for t, found in zip(types, answers, strict=True) for r in found if r.listed}
    assert named == {path: PROVIDER.lists[path] for path in PROVIDER.lists if path.partition(".")[0] in types}

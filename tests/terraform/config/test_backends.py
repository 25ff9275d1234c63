"""The table of backends: real Terraform, which knows them all, is asked through ``terraform_remote_state``."""

from collections.abc import Callable

import pytest

from tests.oracle import Case, Judge
from tfgen.terraform.config.backends import backends
from tfgen.terraform.types.constraint import parse_constraint


def test_types_can_be_read_and_sources_are_given() -> None:
    table = backends()
    for backend in table.backends.values():
        assert backend.source.startswith("https://")
        assert set(backend.required) <= set(backend.arguments)
        assert all(t == "block" or parse_constraint(t) for t in backend.arguments.values())
    assert not set(table.removed) & set(table.backends)


@pytest.mark.terraform
def test_terraform_knows_the_same_arguments(oracle: Callable[[str], Judge]) -> None:
    cases = []
    for kind, backend in backends().backends.items():
        values = {name: '"x"' if name in backend.required else "null" for name in (*backend.arguments, "made_up")}
        nulls = "".join(f"    {name} = {value}\n" for name, value in values.items())
        text = f'data "terraform_remote_state" "x" {{\n  backend = "{kind}"\n  config = {{\n{nulls}  }}\n}}\n'
        cases.append(Case(kind, {"main.tf": text}))
    for verdict in oracle("6.62.0").judge(cases):
        unexpected = [error.detail for error in verdict.errors if "unexpected attribute" in error.detail]
        assert [detail for detail in unexpected if '"made_up"' not in detail] == []
        assert unexpected, verdict

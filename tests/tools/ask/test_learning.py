"""The real providers still say what the data say: a few types are asked again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.agreement.provider.store import VERSIONS
from tfgen.aws.refusals.load import DATA, REFUSALS
from tools.ask.binaries import find_binary
from tools.ask.learn import Learner
from tools.ask.pack import build
from tools.ask.plugin import Plugin, PluginError
from tools.ask.schema import AskedSchema, read_schema
from tools.ask.store import read_answers

TYPES = ("aws_lb", "aws_kms_alias", "aws_security_group_rule", "aws_eip")


@contextmanager
def running(version: str) -> Iterator[tuple[Plugin, AskedSchema]]:
    binary = find_binary(version)
    if binary is None:
        pytest.skip(f"this machine has no AWS provider {version}")
    with Plugin(binary) as plugin:
        yield plugin, read_schema(plugin.schema())


@pytest.mark.terraform
@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_the_providers_say_the_same_again(version: str) -> None:
    stored = {(one.kind, one.type): one.refusals for one in read_answers(version)}
    with running(version) as (plugin, schema):
        learner = Learner(plugin, schema, lambda _: None)
        for one in learner.types(lambda kind, name: kind == "resource" and name in TYPES):
            assert set(one.refusals.values) == set(stored[one.kind, one.type].values), one.type
            assert set(one.refusals.relations) == set(stored[one.kind, one.type].relations), one.type


@pytest.mark.terraform
@pytest.mark.parametrize("version", VERSIONS)
def test_a_question_and_its_answer(version: str) -> None:
    with running(version) as (plugin, schema):
        config = {**schema.resources["aws_lb"].nothing(), "load_balancer_type": "http"}
        (refusal,) = [r for r in plugin.validate("resource", "aws_lb", config) if "one of [" in r.text]
        assert refusal.path == ("load_balancer_type",)


def test_what_is_no_provider_is_told() -> None:
    with pytest.raises(PluginError):
        Plugin(Path("/bin/true"))


def test_the_bundle_is_built_from_the_answers() -> None:
    assert (DATA / REFUSALS).read_bytes() == build()

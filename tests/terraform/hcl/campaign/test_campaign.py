"""A few hundred files in disorder; ``python -m tests.terraform.hcl.campaign`` runs as many as one likes."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from tests.terraform.hcl.campaign.__main__ import difference
from tests.terraform.hcl.campaign.compare import Compared, Messed, campaign, messed
from tests.terraform.hcl.campaign.disorder import DISORDERS
from tests.terraform.hcl.campaign.sources import SOURCES
from tfgen.source import SourceFile
from tfgen.terraform.hcl.parse import parse

TEXT = """
variable "zones" {
  type = list(string)
}

resource "aws_vpc" "main" {
  cidr_block = var.cidr
  name       = "main"
  tags = {
    Zones = join(",", var.zones)
  }
}
"""


@pytest.mark.terraform
def test_terraform_fmt_agrees() -> None:
    found = list(campaign(300, 2026))
    assert [line for one in found if one.outcome == "DIFFERS" for line in difference(one)] == []
    assert {one.messed.source for one in found} == {*SOURCES}
    assert sum(one.outcome == "same" for one in found) >= 280
    assert sum(one.messed.text != one.theirs for one in found if one.theirs) > 200


@pytest.mark.parametrize("style", [name for name in DISORDERS if name != "as it is"])
def test_disorder_is_another_text_of_the_same_meaning(style: str) -> None:
    made = {DISORDERS[style](TEXT, Random(seed)) for seed in range(20)}
    assert made - {TEXT}
    for text in made:
        body, found = parse(SourceFile("main.tf", text))
        assert body is not None, found
        assert [(b.type, *b.label_values) for b in body.blocks] == [
            ("variable", "zones"),
            ("resource", "aws_vpc", "main"),
        ]


@pytest.mark.slow
def test_a_seed_makes_the_same_files() -> None:
    assert list(islice(messed(3), 60)) == list(islice(messed(3), 60))


@pytest.mark.parametrize(
    ("text", "theirs", "ours", "outcome"),
    [
        ("a=1\n", "a = 1\n", "a = 1\n", "same"),
        ("a=1\n", "a = 1\n", "a=1\n", "DIFFERS"),
        ("a=1\n", "a = 1\n", None, "DIFFERS"),
        ("a=\n", None, "a =\n", "DIFFERS"),
        ("a=\n", None, None, "refused"),
        ('a = "${ # b\n  x}"\n', "a = # b\nx\n", 'a = "${ # b\n  x}"\n', "kept"),
        ('b "a$b" {}\n', "b {}\n", 'b "a$b" {}\n', "kept"),
        ('b "a" {}\n', 'b "a" {}\n', "b {}\n", "DIFFERS"),
    ],
)
def test_what_is_counted_as_what(text: str, theirs: str | None, ours: str | None, outcome: str) -> None:
    assert Compared(Messed("", "", text), theirs, ours).outcome == outcome

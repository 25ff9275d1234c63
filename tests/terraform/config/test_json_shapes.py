"""The table of Terraform's language against Terraform: in each body it refuses the names that the table lacks."""

import json
from collections.abc import Callable, Iterator

import pytest

from tests.oracle import Case, Judge
from tfgen.terraform.config.engines import foreign
from tfgen.terraform.config.json_shapes import FILE, Shape

VPC = {"resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16"}}}}
CHECKED = {"condition": "${aws_vpc.x.id != path.root}", "error_message": "No."}

BODIES: dict[str, tuple[str, ...]] = {
    "a file": (),
    "terraform": ("terraform",),
    "variable": ("variable", "v"),
    "validation": ("variable", "v", "validation"),
    "output": ("output", "o"),
    "precondition": ("output", "o", "precondition"),
    "lifecycle": ("resource", "aws_vpc", "x", "lifecycle"),
    "lifecycle of data": ("data", "aws_vpc", "x", "lifecycle"),
    "moved": ("moved",),
    "import": ("import",),
    "removed": ("removed",),
    "lifecycle of removed": ("removed", "lifecycle"),
    "check": ("check", "c"),
    "assert": ("check", "c", "assert"),
    "action": ("action", "a", "b"),
    "action_trigger": ("resource", "aws_vpc", "x", "lifecycle", "action_trigger"),
}

INSIDE = {
    "a file": "",
    "terraform": "terraform",
    "lifecycle": "resource.lifecycle",
    "lifecycle of data": "resource.lifecycle",
}
"""The names of bodies in data/engines.toml, where OpenTofu has something alone."""


def names(shape: Shape) -> Iterator[str]:
    yield from shape.names
    for _, inner in shape.blocks.values():
        yield from names(inner)


NAMES = sorted({*names(FILE), "enabled", "destroy", "triggers", "optional", "required", "secret", "write_only"})


def shape_at(path: tuple[str, ...]) -> Shape:
    shape, left = FILE, list(path)
    while left:
        labels, shape = shape.blocks[left.pop(0)]
        del left[: len(labels)]
    return shape


def with_all_names(path: tuple[str, ...]) -> str:
    content: object = dict.fromkeys(NAMES)
    for name in reversed(path):
        content = {name: content}
    return json.dumps(content)


@pytest.mark.terraform
def test_terraform_knows_the_names_that_the_table_has(oracle: Callable[[str], Judge]) -> None:
    cases = [Case(title, {"main.tf.json": with_all_names(path)}) for title, path in BODIES.items()]
    for verdict, path in zip(oracle("6.62.0").judge(cases), BODIES.values(), strict=True):
        unknown = [d.detail.split('"')[1] for d in verdict.errors if d.summary == "Extraneous JSON object property"]
        of_tofu = {name for inside, name in foreign("terraform") if inside == INSIDE.get(verdict.name)}
        known = set(shape_at(path).names) - of_tofu
        assert (verdict.name, sorted(unknown)) == (verdict.name, sorted(set(NAMES) - known))

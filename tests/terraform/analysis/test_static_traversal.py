import pytest

from tests.checker.test_run_rules import parsed
from tests.rules.hcl import schema
from tfgen.terraform.analysis.static_traversal import PathProblem, path_problem
from tfgen.terraform.hcl.walk import Step, reference


def problem(resource: str, path: str) -> PathProblem | None:
    """What is wrong with ``path`` in the resource."""
    body = parsed("main.tf", f"locals {{\n  x = {path}\n}}\n").body
    written = reference(body.blocks[0].body.attributes[0].expr)
    block = schema().resource(resource)
    assert written
    assert block
    return path_problem((Step(written.root, written.root_range), *written.steps), block)


@pytest.mark.parametrize(
    ("resource", "path"),
    [
        ("aws_vpc", "cidr_block"),
        ("aws_vpc", 'tags["x"]'),
        ("aws_instance", "root_block_device[0].volume_size"),
        ("aws_security_group", "timeouts.create"),
        ("aws_lambda_function", 'environment[0].variables["X"]'),
    ],
)
def test_paths_that_are_there(resource: str, path: str) -> None:
    assert problem(resource, path) is None


@pytest.mark.parametrize(
    ("resource", "path", "step", "text"),
    [
        ("aws_vpc", "cidr_block.x", "x", "There is nothing inside the string cidr_block"),
        ("aws_instance", "root_block_device.iops", "iops", "picked by its number, as root_block_device[0],"),
        (
            "aws_instance",
            "ebs_block_device[0]",
            0,
            "no way to pick one of the ebs_block_device blocks, which are a set,",
        ),
        (
            "aws_instance",
            "vpc_security_group_ids[0]",
            0,
            "no way to pick one element of the set vpc_security_group_ids",
        ),
        ("aws_security_group", "timeouts[0]", 0, "A block's members are named with a dot"),
        (
            "aws_lambda_function",
            "layers.x",
            "x",
            "An element is picked by its number, as layers[0], from the list layers",
        ),
    ],
)
def test_paths_that_lead_nowhere(resource: str, path: str, step: str | int, text: str) -> None:
    found = problem(resource, path)
    assert found
    assert found.step.key == step
    assert text in found.text


@pytest.mark.parametrize(
    ("path", "name", "known"),
    [("tag", "tag", "tags"), ("root_block_device[0].size", "size", "volume_size"), ("nope.x", "nope", "ami")],
)
def test_names_that_are_not_there(path: str, name: str, known: str) -> None:
    found = problem("aws_instance", path)
    assert found
    assert found.step.key == name
    assert known in found.known

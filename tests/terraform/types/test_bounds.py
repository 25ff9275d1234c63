"""What grows without bounds while it is evaluated is given up, and said not to be judged."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tfgen.pipelines.check import Checked, CheckRequest
from tfgen.pipelines.check import check as check_folders
from tfgen.terraform.hcl.numbers import exact, number
from tfgen.terraform.types.model import STRING, ListType, ObjectType, TupleType
from tfgen.terraform.types.value import UNKNOWN, string, tuple_of
from tfgen.terraform.types.value import number as number_value


def check(tmp_path: Path, **files: str) -> Checked:
    """The check of files; ``__`` in a name is a slash, ``.tf`` comes behind it."""
    for name, text in files.items():
        path = tmp_path / f"{name.replace('__', '/')}.tf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return check_folders(CheckRequest((tmp_path,)))


def chain(first: str, step: str, count: int) -> str:
    """Local values ``a0`` ... each made of the one before it, P, and an output of the last."""
    lines = [f"a0 = {first}", *(f"a{i} = {step.replace('P', f'local.a{i - 1}')}" for i in range(1, count))]
    return "locals {\n" + "\n".join(lines) + f'\n}}\noutput "o" {{\n  value = local.a{count - 1}\n}}\n'


@pytest.mark.parametrize(
    ("first", "step"),
    [
        ('"a"', '"${P}${P}"'),
        ("[1]", "[P, P]"),
        ("{ a = 1 }", "{ a = P, b = P }"),
        ("range(9)", "concat(P, P)"),
        ("[var.v]", "element([[P, P]], 0)"),
        ('"a"', "jsonencode([P, P])"),
        ("1", "[P]"),
    ],
)
def test_values_that_grow_with_every_local_value(tmp_path: Path, first: str, step: str) -> None:
    text = chain(first, step, 90) + 'variable "v" {\n  type = string\n}\n'
    assert check(tmp_path, main=text).result.skipped


def test_loops_in_many_arguments_share_a_budget(tmp_path: Path) -> None:
    loops = "".join(f"a{i} = [for x in range(1000) : [for y in range(1000) : x]]\n" for i in range(20))
    assert check(tmp_path, main="locals {\n" + loops + "}\n").result.skipped


def test_deep_expressions_through_local_values(tmp_path: Path) -> None:
    inside = [f"a{i} = {'[' * 90}local.a{i + 1}{']' * 90}" for i in range(5)]
    check(tmp_path, main="locals {\n" + "\n".join(inside) + "\na5 = 1\n}\n")


@pytest.mark.parametrize("last", [0, 120])
def test_modules_in_modules(tmp_path: Path, last: int) -> None:
    """119 of them in each other; in a circle, where the last one calls the first."""
    files = {
        f"m{i}__main": f'module "c" {{\n  source = "../m{i + 1 if i < 119 else last}"\n}}\n'
        'output "o" {\n  value = [module.c.o]\n}\n'
        for i in range(120)
    }
    check(tmp_path, **files)


@pytest.mark.parametrize("text", ["1e999999", "-1e999999", "1e-999999", "1e400"])
def test_numbers_that_no_float_is(text: str, tmp_path: Path) -> None:
    assert not exact(number(text))
    assert number_value(number(text)).data is UNKNOWN
    main = (
        f'provider "aws" {{\n  alias = {text}\n}}\n'
        f'resource "aws_vpc" "a" {{\n  cidr_block = {text}\n  count = {text}\n}}\n'
        f'resource "aws_ebs_volume" "a" {{\n  size = {text}\n}}\nlocals {{\n  a = [1][{text}]\n}}\n'
    )
    check(tmp_path, main=main)


def test_paths_that_are_none(tmp_path: Path) -> None:
    check(tmp_path, main=f'locals {{\n  a = fileexists("{"x" * 5000}")\n  b = file("{"y" * 300}")\n}}\n')


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.tf").symlink_to("a.tf")
    assert [d.code for d in check(tmp_path, main="").result.diagnostics] == ["TFG204"]


def test_types_know_their_extent_in_every_process() -> None:
    made = TupleType((ListType(STRING), ObjectType.of({"a": STRING, "b": ListType(STRING)})))
    assert (made.extent.nodes, made.extent.depth) == (7, 4)
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert hash(again) == hash(made)


def test_values_know_their_extent() -> None:
    inner = tuple_of([string("a"), string("b" * 640)])
    assert tuple_of([inner, inner]).extent.nodes == 1 + 2 * (1 + 1 + 11)


@pytest.mark.parametrize(
    "expr", ["1 % 1e-300", '"1e999999" * "1e999999"', "1e308 % 7", '"1e-999999" / 3', 'sum(["1e999999", "9e999999"])',
             'tonumber("1e99999999999999999999")', '-"1e999999999999999999999"', "pow(1e308, 1e308)",
             'floor("1e999999")', 'format("%d", "1e99999")', '"1e999999999" == 1', 'range("1e-99999")',
             'max("1e99999999", 1)']
)  # fmt: skip
def test_numbers_beyond_decimals(expr: str, tmp_path: Path) -> None:
    check(tmp_path, main=f"locals {{\n  a = {expr}\n}}\n")


def test_what_rules_know_of_values_that_double(tmp_path: Path) -> None:
    doubled = chain('"a"', "[P, P]", 40) + chain("[1]", "concat(P, P)", 40).replace("a", "b").replace('"o"', '"p"')
    uses = (
        'resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Statement = local.a39, Version = local.a20 })\n}\n'
        'resource "aws_security_group" "g" {\n  name = local.a39\n  dynamic "ingress" {\n    for_each ='
        " concat(local.b39, local.b39)\n    content {\n      from_port = local.a39\n    }\n  }\n}\n"
    )
    check(
        tmp_path, main=doubled.replace("loctl", "local").replace("concbt", "concat").replace("locbls", "locals") + uses
    )

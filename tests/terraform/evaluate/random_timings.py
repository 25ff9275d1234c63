"""Random expressions over resources that are yet to be created, for Terraform to plan."""

from __future__ import annotations

from random import Random

HEAD = """
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "names" {
  default = ["a", "b"]
}

variable "any" {
  type    = string
  default = "x"
}

resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "s" {
  count      = 2
  vpc_id     = aws_vpc.v.id
  cidr_block = cidrsubnet(aws_vpc.v.cidr_block, 8, count.index)
}

resource "aws_subnet" "none" {
  count      = 0
  vpc_id     = "vpc-1"
  cidr_block = "10.1.0.0/24"
}

resource "aws_eip" "e" {
  for_each = toset(var.names)
  domain   = "vpc"
}

data "aws_subnets" "late" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.v.id]
  }
}

data "aws_subnets" "early" {
  filter {
    name   = "tag:x"
    values = ["x"]
  }
}

locals {
  id    = aws_vpc.v.id
  ids   = aws_subnet.s[*].id
  map   = { for k, v in aws_eip.e : k => v.id }
  back  = { for k, v in aws_eip.e : v.id => k }
  names = ["p", "q"]
  mixed = concat(local.names, local.ids)
}
"""

_TEXTS = (
    "aws_vpc.v.id", "aws_vpc.v.arn", "aws_vpc.v.cidr_block", "local.id", "aws_subnet.s[0].id", "aws_subnet.s[1].arn",
    'aws_eip.e["a"].id', 'aws_eip.e["a"].domain', "var.any", '"x"', '"y"', '""', "aws_vpc.v.tags_all.x",
    "data.aws_subnets.early.id", "data.aws_subnets.late.id", "aws_vpc.v.ipv6_cidr_block", 'local.map["a"]',
)  # fmt: skip
_LISTS = (
    "local.ids", "aws_subnet.s[*].id", "aws_subnet.s[*].cidr_block", "aws_subnet.none[*].id", "local.names", "var.names",  # noqa: E501
    "local.mixed", "data.aws_subnets.late.ids", "data.aws_subnets.early.ids", "values(local.map)", "keys(local.map)",
    "keys(aws_eip.e)", "values(aws_eip.e)[*].id", "[]",
)  # fmt: skip
_MAPS = ("local.map", "local.back", "{}", "aws_vpc.v.tags_all", '{ a = "b" }')


class Expressions:
    """Makes expressions of a type, of a depth at most."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def text(self, depth: int) -> str:
        """A string."""
        if depth <= 0:
            return self._random.choice(_TEXTS)
        inner, bare = self.text(depth - 1), self._random.choice(_TEXTS)
        return self._random.choice([
            bare,
            f'"${{{inner}}}"',
            f'"a-${{{inner}}}"',
            f"lower({inner})",
            f'replace({inner}, "a", "b")',
            f'join(",", {self.list(depth - 1)})',
            f'format("%s-%s", {inner}, {bare})',
            f"({self.truth(depth - 1)} ? {inner} : {bare})",
            f'try({inner}, "z")',
            f"coalesce({inner}, {bare})",
            f"element({self.list(depth - 1)}, 0)",
            f"{self.paren_list(depth - 1)}[0]",
            f"one([{inner}])",
            f"tostring(length({self.list(depth - 1)}))",
            f"jsonencode([{inner}])",
        ])  # fmt: skip

    def paren_list(self, depth: int) -> str:
        """A list that may be indexed."""
        return f"({self.list(depth)})"

    def list(self, depth: int) -> str:
        """A list of strings."""
        if depth <= 0:
            return self._random.choice(_LISTS)
        one, two = self.list(depth - 1), self._random.choice(_LISTS)
        text = self.text(depth - 1)
        return self._random.choice([
            f"[{text}]",
            f"[{text}, {self.text(depth - 1)}]",
            f"concat({one}, {two})",
            f"tolist({one})",
            f"distinct({one})",
            f"compact({one})",
            f"reverse({one})",
            f"sort({one})",
            f"flatten([{one}, {two}])",
            f'split(",", {text})',
            f"[for x in {one} : x]",
            f'[for x in {one} : "p-${{x}}"]',
            f"[for x in {one} : {text}]",
            f'[for x in {one} : x if x != "a"]',
            f"[for i, x in {one} : i]",
            f"({self.truth(depth - 1)} ? {one} : {two})",
            f"keys({self.map(depth - 1)})",
            f"values({self.map(depth - 1)})",
            f"try({one}, [])",
            f"slice({one}, 0, 1)",
            f"tolist({self.set(depth - 1)})",
        ])  # fmt: skip

    def map(self, depth: int) -> str:
        """A map of strings."""
        if depth <= 0:
            return self._random.choice(_MAPS)
        inner, text = self.map(depth - 1), self.text(depth - 1)
        return self._random.choice([
            f"{{ ({text}) = {self.text(depth - 1)} }}",
            f"{{ k = {text} }}",
            f"merge({inner}, {self._random.choice(_MAPS)})",
            f"{{ for x in {self.list(depth - 1)} : x => x }}",
            f"{{ for i, x in {self.list(depth - 1)} : i => x }}",
            f"{{ for k, v in {inner} : k => v }}",
            f"{{ for k, v in {inner} : v => k }}",
            f"{{ for k, v in {inner} : k => v if {self.truth(depth - 1)} }}",
            f"zipmap({self.list(depth - 1)}, {self.list(depth - 1)})",
            f"tomap({inner})",
            f"({self.truth(depth - 1)} ? {inner} : {{}})",
            f"try({inner}, {{}})",
        ])  # fmt: skip

    def set(self, depth: int) -> str:
        """A set of strings."""
        inner = self.list(depth - 1)
        return self._random.choice([
            f"toset({inner})",
            f"toset({inner})",
            f"setunion({inner}, {self._random.choice(_LISTS)})",
            f"setsubtract({inner}, {self._random.choice(_LISTS)})",
            f"toset([for x in {inner} : x])",
        ])  # fmt: skip

    def truth(self, depth: int) -> str:
        """A bool."""
        if depth <= 0:
            return self._random.choice(("true", "false", 'var.any == "x"'))
        text, other = self.text(depth - 1), self._random.choice(_TEXTS)
        return self._random.choice([
            f'{text} == "x"',
            f'{text} != ""',
            f"{text} != null",
            f"{text} == {other}",
            f"length({self.list(depth - 1)}) > 0",
            f"length({self.list(depth - 1)}) >= 1",
            f"length({self.list(depth - 1)}) >= 0",
            f"length({text}) > 0",
            f"length({text}) == 0",
            f"!({self.truth(depth - 1)})",
            f"({self.truth(depth - 1)} && {self.truth(depth - 1)})",
            f"({self.truth(depth - 1)} || {self.truth(depth - 1)})",
        ])  # fmt: skip

    def count(self, depth: int) -> str:
        """A number of instances."""
        return self._random.choice([
            f"{self.truth(depth)} ? 1 : 0",
            f"{self.truth(depth)} ? 1 : 1",
            f"length({self.list(depth)})",
            f"length({self.map(depth)})",
            f"length({self.set(depth)})",
            f"length({self.list(depth)}) + 1",
            f"max(0, length({self.list(depth)}))",
        ])  # fmt: skip

    def for_each(self, depth: int) -> str:
        """A map or a set."""
        return self._random.choice([self.map(depth), self.set(depth), self.set(depth)])


def case(seed: int) -> str:
    """A configuration whose last block has a random ``count`` or ``for_each``, in a line of its own."""
    random, make = Random(seed), Expressions(seed)
    kind = random.choice(["count", "for_each"])
    depth = random.randint(1, 3)
    expr = make.count(depth) if kind == "count" else make.for_each(depth)
    return f'{HEAD}\nresource "aws_sqs_queue" "q" {{\n  {kind} = {expr}\n}}\n'

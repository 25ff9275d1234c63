"""AWS's lists about Lambda."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from tfgen.rules.aws._constraints import constraints

FUNCTION = "aws_lambda_function"


class LambdaTable(Struct, frozen=True):
    """``data/aws_constraints/tables/lambda.toml``: reserved variables, and retired runtimes by their
    days.
    """

    reserved: tuple[str, ...]
    retired: dict[str, str]


@cache
def lambda_table() -> LambdaTable:
    """The table, read once."""
    return constraints().table("lambda", LambdaTable)

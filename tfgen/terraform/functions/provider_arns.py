"""Functions of the AWS provider (``internal/function`` in hashicorp/terraform-provider-aws)."""

from __future__ import annotations

from collections.abc import Mapping

from tfgen.terraform.functions.arguments import text_at
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec
from tfgen.terraform.types.value import Value, object_of, string

_PARTS = ("partition", "service", "region", "account_id", "resource")


def _parsed(call: FunctionCall) -> dict[str, str]:
    """As ``arn.Parse`` of the AWS SDK for Go."""
    arn = text_at(call, 0)
    if not arn.startswith("arn:"):
        raise FunctionError("arn: invalid prefix", 0)
    sections = arn.split(":", 5)
    if len(sections) != 6:
        raise FunctionError("arn: not enough sections", 0)
    return dict(zip(_PARTS, sections[1:], strict=True))


def _arn_parse(call: FunctionCall) -> Value:
    parts = _parsed(call)
    return object_of(dict(zip(parts, map(string, parts.values()), strict=True)))


def _arn_build(call: FunctionCall) -> Value:
    parts = ["arn"]
    for position in range(len(_PARTS)):
        parts.append(text_at(call, position))
    return string(":".join(parts))


def _trim_iam_role_path(call: FunctionCall) -> Value:
    parts = _parsed(call)
    if parts["service"] != "iam":
        raise FunctionError('service must be "iam"', 0)
    if parts["region"]:
        raise FunctionError("region must be empty", 0)
    if not parts["resource"].startswith("role/"):
        raise FunctionError('resource must begin with "role/"', 0)
    role = parts["resource"].rsplit("/", 1)[-1]
    return string(f"arn:{parts['partition']}:iam::{parts['account_id']}:role/{role}")


def _user_agent(call: FunctionCall) -> Value:
    product, version, comment = text_at(call, 0), text_at(call, 1), text_at(call, 2)
    if not product:
        raise FunctionError("product_name must be set", 0)
    if version:
        product += f"/{version}"
    if comment:
        product += f" ({comment})"
    return string(product)


FUNCTIONS: Mapping[str, FunctionSpec] = {
    "provider::aws::arn_build": FunctionSpec(_arn_build),
    "provider::aws::arn_parse": FunctionSpec(_arn_parse),
    "provider::aws::trim_iam_role_path": FunctionSpec(_trim_iam_role_path),
    "provider::aws::user_agent": FunctionSpec(_user_agent),
}

"""The functions of the AWS provider, as ``internal/function`` of the provider has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.oracle.values import Value, decode, encode
from tests.oracle.wire import fields, message, text

_PARTS = ("partition", "service", "region", "account_id", "resource")


class _FailedError(Exception):
    """What a function says to its arguments."""


def call_function(request: bytes) -> bytes:
    """The answer to ``CallFunction``. Arguments are known: core asks for nothing else."""
    found = list(fields(request))
    name = next(value.decode() for field, value in found if field == 1)
    try:
        return message(1, encode(_FUNCTIONS[name](*(str(decode(value)) for field, value in found if field == 2))))
    except _FailedError as error:
        return message(2, text(1, str(error)))


def _parsed(arn: str) -> dict[str, Value]:
    if not arn.startswith("arn:"):
        raise _FailedError("arn: invalid prefix")
    sections = arn.split(":", 5)
    if len(sections) != 6:
        raise _FailedError("arn: not enough sections")
    return dict(zip(_PARTS, sections[1:], strict=True))


def _trimmed(arn: str) -> Value:
    parts = _parsed(arn)
    resource = str(parts["resource"])
    if parts["service"] != "iam":
        raise _FailedError('service must be "iam"')
    if parts["region"]:
        raise _FailedError("region must be empty")
    if not resource.startswith("role/"):
        raise _FailedError('resource must begin with "role/"')
    return f"arn:{parts['partition']}:iam::{parts['account_id']}:role/{resource.rsplit('/', 1)[-1]}"


def _agent(name: str, version: str, comment: str) -> Value:
    if not name:
        raise _FailedError("product_name must be set")
    return f"{name}{f'/{version}' if version else ''}{f' ({comment})' if comment else ''}"


_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "arn_build": lambda *parts: ":".join(("arn", *parts)),
    "arn_parse": _parsed,
    "trim_iam_role_path": _trimmed,
    "user_agent": _agent,
}

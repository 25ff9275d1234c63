"""Forms of text that a provider may insist on, each as a test.

Every test is at most as strict as the provider's own, which was asked: what a test refuses, the
provider refuses.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import json
import re
from collections.abc import Callable, Mapping

from msgspec import Struct


class TextForm(Struct, frozen=True):
    """A form: the words for it in a message, an example, and its test."""

    words: str
    example: str
    holds: Callable[[str], bool]


def is_json(text: str) -> bool:
    """True for a JSON document."""
    try:
        json.loads(text, parse_constant=_refuse)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def is_json_object(text: str) -> bool:
    """True for a JSON document in braces."""
    return text.lstrip().startswith("{") and is_json(text)


def is_base64(text: str) -> bool:
    """True for standard base64, line ends aside."""
    try:
        base64.b64decode(re.sub(r"[\r\n]", "", text), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def is_ip(text: str) -> bool:
    """True for an IPv4 or IPv6 address."""
    return _ip_version(text) != 0


def is_ipv4(text: str) -> bool:
    """True for an IPv4 address, also one written as IPv6."""
    return _ip_version(text) == 4 or text.lower().startswith("::ffff:")


def is_ipv6(text: str) -> bool:
    """True for an IPv6 address."""
    return _ip_version(text) == 6


def _ip_version(text: str) -> int:
    try:
        return ipaddress.ip_address(text).version
    except ValueError:
        return 0


def is_cidr(text: str) -> bool:
    """True for an address range, of a network or of a host in it."""
    return _cidr_version(text, strict=False) != 0


def is_cidr4(text: str) -> bool:
    """True for an IPv4 address range."""
    return _cidr_version(text, strict=False) == 4


def is_cidr6(text: str) -> bool:
    """True for an IPv6 address range."""
    return _cidr_version(text, strict=False) == 6


def is_network(text: str) -> bool:
    """True for the address range of a network: no bits are set behind the prefix."""
    return _cidr_version(text, strict=True) != 0


def is_network4(text: str) -> bool:
    """True for the IPv4 address range of a network."""
    return _cidr_version(text, strict=True) == 4


def is_network6(text: str) -> bool:
    """True for the IPv6 address range of a network."""
    return _cidr_version(text, strict=True) == 6


def is_ip_or_cidr(text: str) -> bool:
    """True for an address or an address range."""
    return is_ip(text) or is_cidr(text)


def _cidr_version(text: str, *, strict: bool) -> int:
    if "/" not in text:
        return 0
    try:
        return ipaddress.ip_network(text, strict=strict).version
    except ValueError:
        return 0


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.DOTALL)
    return lambda text: compiled.fullmatch(text) is not None


_PARTITION = r"aws[a-z-]*"
_REGION = r"([a-z]{2,}-[a-z0-9-]+)?"
_ACCOUNT = r"([a-z-]+|[0-9]{12}|)"

FORMS: Mapping[str, TextForm] = {
    "json": TextForm("a JSON document", '{"a": 1}', is_json),
    "json object": TextForm("a JSON document in braces", '{"a": 1}', is_json_object),
    "arn": TextForm(
        "an ARN",
        "arn:aws:sns:eu-west-1:123456789012:topic",
        _matches(rf"arn:{_PARTITION}:[^:]*:{_REGION}:{_ACCOUNT}:.+"),
    ),
    "arn-like": TextForm(
        "an ARN", "arn:aws:sns:eu-west-1:123456789012:topic", _matches(r"arn:[^:]*(:[^:]*){3}:.*")
    ),
    "ipv4": TextForm("an IPv4 address", "10.0.0.1", is_ipv4),
    "ipv6": TextForm("an IPv6 address", "2001:db8::1", is_ipv6),
    "ip": TextForm("an IP address", "10.0.0.1", is_ip),
    "network4": TextForm("the address range of an IPv4 network", "10.0.0.0/16", is_network4),
    "cidr4": TextForm("an IPv4 address range", "10.0.0.0/16", is_cidr4),
    "network6": TextForm("the address range of an IPv6 network", "2001:db8::/56", is_network6),
    "cidr6": TextForm("an IPv6 address range", "2001:db8::/56", is_cidr6),
    "network": TextForm("the address range of a network", "10.0.0.0/16", is_network),
    "cidr": TextForm("an address range", "10.0.0.0/16", is_cidr),
    "ip or cidr": TextForm("an IP address or range", "10.0.0.0/16", is_ip_or_cidr),
    "timestamp": TextForm(
        "a time as in RFC 3339",
        "2030-01-31T12:00:00Z",
        _matches(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)"),
    ),
    "date": TextForm("a date", "2030-01-31", _matches(r"\d{4}-\d\d-\d\d")),
    "account": TextForm("an account number of 12 digits", "123456789012", _matches(r"\d{12}")),
    "bool": TextForm(
        "true or false",
        "true",
        _matches(r"1|t|T|true|TRUE|True|0|f|F|false|FALSE|False"),
    ),
    "integer": TextForm("a whole number", "10", _matches(r"[-+]?\d+")),
    "number": TextForm("a number", "10", _matches(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")),
    "https": TextForm("an https URL", "https://example.com", _matches(r"(?i:https)://.+")),
    "url": TextForm("an http or https URL", "https://example.com", _matches(r"(?i:https?)://.+")),
    "time of day": TextForm("a time of day", "03:30", _matches(r"\d\d?:\d\d")),
    "hours": TextForm("a time window", "03:00-05:00", _matches(r"\d\d?:\d\d-\d\d?:\d\d")),
    "week hours": TextForm(
        "a weekly time window",
        "sun:03:00-sun:05:00",
        _matches(r"(?i:[a-z]{3}:\d\d?:\d\d-[a-z]{3}:\d\d?:\d\d)"),
    ),
    "uuid": TextForm(
        "a UUID",
        "0f0e0d0c-0b0a-0908-0706-050403020100",
        _matches(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    ),
    "base64": TextForm("base64", "aGVsbG8=", is_base64),
    "schedule": TextForm("a schedule", "rate(5 minutes)", _matches(r"(?i:rate|cron|at)\(.*\)")),
    "plain schedule": TextForm("a schedule", "rate(5 minutes)", _matches(r"(?i:rate|cron)\(.*\)")),
    "port": TextForm("a port", "443", _matches(r"\d{1,5}")),
    "duration": TextForm(
        "a duration",
        "30m",
        _matches(r"[-+]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)"),
    ),
    "s3 path": TextForm("a path in S3", "s3://bucket/key", _matches(r"s3://.*")),
    "region": TextForm("a region", "eu-west-1", _matches(r"[a-z]{2,}(-[a-z]+)+-\d{1,2}")),
    "slash first": TextForm('text that begins with "/"', "/path", _matches(r"/.*")),
}
"""The tightest of those that hold for all that the provider takes is what is learned."""

"""A DNS record that Route 53 does not take.

What it finds
    In ``aws_route53_record`` with certain values: an A record that is no IPv4 address, an AAAA record that is no
    IPv6 address, more than one value of a CNAME, an address as a CNAME, values without ``ttl``, ``ttl`` or
    ``records`` beside ``alias``, and a name with a blank, an empty label or a label of more than 63 characters.

Why it matters
    Terraform plans it; Route 53 refuses the change: InvalidChangeBatch, "Invalid Resource Record".

Example
    resource "aws_route53_record" "web" {
      zone_id = "Z0123456789ABCDEFGHIJ"
      name    = "web.example.com"
      type    = "A"
      ttl     = 300
      records = ["app.example.com"]
    }

Instead
    resource "aws_route53_record" "web" {
      zone_id = "Z0123456789ABCDEFGHIJ"
      name    = "web.example.com"
      type    = "CNAME"
      ttl     = 300
      records = ["app.example.com"]
    }
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import elements
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceArgument, ResourceBlock, aws_finding, resources

CODE = "TFG557"

_ZONE = "aws_route53_zone"
_RECORD = "aws_route53_record"
_MAX_LABEL = 63
"""Characters between two dots: RFC 1035, and the Route 53 Developer Guide, "DNS domain name format"."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each part of a record that Route 53 refuses."""
    for block in resources(context, _ZONE, _RECORD):
        name = block.argument("name")
        problem = _of_name(name.value) if name and isinstance(name.value, str) else ""
        if name and problem:
            yield aws_finding(
                CODE, name, problem, "A name is made of labels with dots between them."
            )
    for record in resources(context, _RECORD):
        yield from _of_parts(record)
        values, type_ = record.argument("records"), record.value("type")
        if values is not None and values.value is not None and isinstance(type_, str):
            yield from _of_values(values, type_)


def _of_name(name: str) -> str:
    labels = name.removesuffix(".").split(".")
    if " " in name:
        return f'The name "{name}" has a blank'
    if "" in labels and name != "":
        return f'The name "{name}" has an empty label'
    if any(len(label) > _MAX_LABEL for label in labels):
        return f"A label of the name has more than {_MAX_LABEL} characters"
    return ""


def _of_parts(record: ResourceBlock) -> Iterator[Diagnostic]:
    values = record.argument("records")
    if record.writes("alias"):
        for name in ("ttl", "records"):
            argument = record.argument(name)
            if argument and argument.value not in (None, ()) and _is_certain(record):
                detail = "An alias has the values and the time of what it leads to."
                yield aws_finding(CODE, argument, f"{name} beside alias", detail, f"Remove {name}.")
    elif values and values.value and not record.writes("ttl"):
        detail = "Route 53 wants to know for how many seconds the values may be kept."
        yield aws_finding(CODE, record, "A record without ttl", detail, "Set ttl, as in 300.")


def _is_certain(record: ResourceBlock) -> bool:
    return any(block.certain for block in record.blocks("alias"))


def _of_values(values: ResourceArgument, type_: str) -> Iterator[Diagnostic]:
    every = list(elements(values))
    if type_ == "CNAME" and len(every) > 1:
        detail = "A CNAME leads to one name."
        yield aws_finding(CODE, values, f"A CNAME with {len(every)} values", detail)
    for expr, text in every:
        problem = _of_value(text, type_)
        if problem:
            summary, detail = problem
            yield aws_finding(CODE, values, summary, detail, range_=expr.range)


def _of_value(text: str, type_: str) -> tuple[str, str] | None:
    if type_ == "A" and not _is_address(text, IPv4Address):
        return (
            f'"{text}" is no IPv4 address',
            "An A record holds addresses; a name needs a CNAME or an alias.",
        )
    if type_ == "AAAA" and not _is_address(text, IPv6Address):
        return f'"{text}" is no IPv6 address', "An AAAA record holds IPv6 addresses."
    if type_ == "CNAME" and _is_address(text, IPv4Address):
        return f'"{text}" is an address', "A CNAME leads to a name; an address needs an A record."
    return None


def _is_address(text: str, kind: type[IPv4Address] | type[IPv6Address]) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True

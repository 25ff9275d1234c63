"""An ``import`` block whose target cannot be imported to.

What it finds
    Modules and resources of modules that are not declared, a key on a single resource and no key, or one of the wrong
    kind, on one with ``count`` or ``for_each``, an import whose ``id`` refers to its target. A warning for resources of
    the directory itself that are not declared: Terraform finds that out when it plans, and can write them.

Why it matters
    Terraform refuses it: "Invalid import 'to' expression", "Configuration for import target does not exist".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    import {
      to = aws_vpc.main[0]
      id = "vpc-0123456789abcdef0"
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    import {
      to = aws_vpc.main
      id = "vpc-0123456789abcdef0"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.addresses import Key, TargetAddress, argument, target_address
from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.config.configuration import Declared, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.hcl.walk import references

CODE = "TFG424"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each import that cannot be."""
    for parsed in context.configuration.files:
        for block in parsed.body.blocks:
            place = target_address(argument(block, "to")) if block.type == "import" else None
            if place and place.last[0] not in ("data", "module"):
                yield from _of_target(parsed, place, context)
                yield from _of_arguments(parsed, block, place)


def _of_target(parsed: Parsed, place: TargetAddress, context: RuleContext) -> Iterator[Diagnostic]:
    summary, planned = f"Nothing can be imported to {place.text}", False
    known: tuple[str, ...] = ()
    home, declaration = place.home(context.analysis), place.declared(context.analysis)
    detail = None
    if declaration:
        detail = _wrong_key(place.key, declaration[1])
    elif home and home.configuration.complete:
        detail = "It is not declared."
        planned = not place.path
        known = tuple(".".join(address) for address, _ in home.configuration.managed())
    elif home is None and context.configuration.complete and place.path[0] not in context.configuration.declared:
        detail = f"This directory declares no {'.'.join(place.path[0])}."
    if detail:
        help_ = did_you_mean(".".join(place.last), known)
        yield diagnostic(CODE, parsed, place.expr.range, summary, detail, help_, planned=planned)


def _wrong_key(key: tuple[Key] | None, declared: Declared) -> str | None:
    repeats = declared.body.argument("count", "for_each")
    by = repeats.name if repeats else None
    if key is None:
        return f'It has "{by}": which instance is meant?' if by else None
    if key[0] is None:
        return None
    if by is None:
        return 'It has neither "count" nor "for_each", so it has no instances.'
    if (by == "for_each") == isinstance(key[0], str):
        return None
    return f'It has "{by}", so {"a number" if by == "count" else "a string"} picks an instance.'


def _of_arguments(parsed: Parsed, block: Block, place: TargetAddress) -> Iterator[Diagnostic]:
    for attribute in block.body.attributes:
        for one in references(attribute.expr) if attribute.name in ("id", "identity") and not place.path else ():
            if address_of(one) == place.last:
                summary = f"The import of {place.text} refers to its own target"
                yield diagnostic(CODE, parsed, one.range, summary, "It is not there before the import.")

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
from tfgen.terraform.config.configuration import Configuration, Declared, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.hcl.walk import references

CODE = "TFG424"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each import that cannot be."""
    for parsed in context.configuration.files:
        for block in parsed.body.blocks:
            if block.type != "import":
                continue
            target = target_address(argument(block, "to"))
            if target and target.last[0] not in ("data", "module"):
                yield from _check_target(parsed, target, context)
                yield from _check_arguments(parsed, block, target)


def _check_target(
    parsed: Parsed, target: TargetAddress, context: RuleContext
) -> Iterator[Diagnostic]:
    home, declaration = target.home(context.analysis), target.declared(context.analysis)
    if declaration:
        detail = _wrong_key(target.key, declaration[1])
        if detail:
            yield _finding(parsed, target, detail)
    elif home and home.configuration.complete:
        known = [".".join(address) for address, _ in home.configuration.managed()]
        help_ = did_you_mean(".".join(target.last), known)
        yield _finding(parsed, target, "It is not declared.", help_, planned=not target.path)
    elif home is None and _lacks_module(target, context.configuration):
        yield _finding(parsed, target, f"This directory declares no {'.'.join(target.path[0])}.")


def _lacks_module(target: TargetAddress, configuration: Configuration) -> bool:
    return configuration.complete and target.path[0] not in configuration.declared


def _wrong_key(key: tuple[Key] | None, declared: Declared) -> str | None:
    expansion = _expansion(declared)
    if key is None:
        return f'It has "{expansion}": which instance is meant?' if expansion else None
    if key[0] is None:
        return None
    if expansion is None:
        return 'It has neither "count" nor "for_each", so it has no instances.'
    if (expansion == "for_each") == isinstance(key[0], str):
        return None
    kind = "a number" if expansion == "count" else "a string"
    return f'It has "{expansion}", so {kind} picks an instance.'


def _expansion(declared: Declared) -> str | None:
    """The argument that makes instances of a declaration."""
    argument = declared.body.argument("count", "for_each")
    return argument.name if argument else None


def _check_arguments(parsed: Parsed, block: Block, target: TargetAddress) -> Iterator[Diagnostic]:
    if target.path:
        return
    for attribute in block.body.attributes:
        if attribute.name not in ("id", "identity"):
            continue
        for reference in references(attribute.expr):
            if address_of(reference) == target.last:
                summary = f"The import of {target.text} refers to its own target"
                yield diagnostic(
                    CODE, parsed, reference.range, summary, "It is not there before the import."
                )


def _finding(
    parsed: Parsed, target: TargetAddress, detail: str, help_: str = "", *, planned: bool = False
) -> Diagnostic:
    summary = f"Nothing can be imported to {target.text}"
    return diagnostic(CODE, parsed, target.expr.range, summary, detail, help_, planned=planned)

"""A provisioner or its connection that Terraform cannot use.

What it finds
    Provisioners that do not exist; unknown and missing arguments in provisioners and in ``connection`` blocks;
    ``file`` without exactly one of ``source`` and ``content``, ``remote-exec`` without exactly one of ``inline``,
    ``script`` and ``scripts``; provisioners in ``removed`` blocks that do not run when something is destroyed. A
    ``connection`` that no provisioner uses is judged with warnings.

Why it matters
    Terraform refuses it: "Missing required argument", "Unsupported argument".

Example
    resource "aws_eip" "nat" {
      provisioner "local-exec" {
        comand = "echo ${self.public_ip}"
      }
    }

Instead
    resource "aws_eip" "nat" {
      provisioner "local-exec" {
        command = "echo ${self.public_ip}"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.spelling import did_you_mean, nearest
from tfgen.terraform.analysis.static_forms import is_null, is_value, word
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.config.provisioners import Provisioner, provisioners
from tfgen.terraform.hcl.syntax import Attribute, Block
from tfgen.terraform.hcl.walk import reference

CODE = "TFG242"

_SINGLE = "Only single resources that are removed can have it, modules cannot."


class _Contents(Struct, frozen=True):
    """The ``arguments`` of a provisioner or connection called ``name``,
    and the schema that they must follow.
    """

    block: LanguageBlock
    name: str
    schema: Provisioner
    arguments: list[Attribute]
    severity: Severity


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each problem of each provisioner and connection."""
    for block in context.analysis.language.named("provisioner"):
        yield from _check_provisioner(block)
        if block.top.type == "removed":
            yield from _check_removed(block)
    for block in context.analysis.language.named("connection"):
        if block.outer[-1].type == "removed" and _removes_module(block):
            yield _finding(
                block, block.block.header, "Connection for a module", _SINGLE, "Remove it."
            )
        else:
            yield from _check_contents(_connection(block))


def _check_provisioner(block: LanguageBlock) -> Iterator[Diagnostic]:
    name = block.block.labels[0].value
    schema = provisioners().provisioners.get(name)
    if schema is None:
        yield _unknown_provisioner(block)
        return
    arguments: list[Attribute] = []
    for body in (block.block, *block.block.body.blocks):
        if body is block.block or body.type == "_":
            arguments += [a for a in body.body.attributes if a.name not in block.rules.arguments]
    severity = Severity.WARNING if block.top.type == "removed" else Severity.ERROR
    yield from _check_contents(
        _Contents(block, name, schema, arguments=arguments, severity=severity)
    )


def _unknown_provisioner(block: LanguageBlock) -> Diagnostic:
    label = block.block.labels[0]
    detail = "Terraform has no such provisioner."
    removed = provisioners().removed.get(label.value)
    if removed:
        detail = f"Terraform removed it in {removed.version}."
    return diagnostic(
        CODE,
        block.parsed,
        label.range,
        f'Unknown provisioner "{label.value}"',
        detail,
        did_you_mean(label.value, provisioners().provisioners),
        planned=block.top.type == "removed" and not removed,
    )


def _check_removed(block: LanguageBlock) -> Iterator[Diagnostic]:
    when = block.argument("when")
    if _removes_module(block):
        yield _finding(block, block.block.header, "Provisioner for a module", _SINGLE, "Remove it.")
    elif when is None or word(when.expr, quoted=True) != "destroy":
        detail = "What is removed is never created again."
        yield _finding(
            block, block.block.header, "Provisioner that never runs", detail, "Add when = destroy."
        )


def _removes_module(block: LanguageBlock) -> bool:
    start = block.top.body.get("from")
    address = reference(start) if start else None
    return address is not None and address.root == "module" and len(address.names) % 2 == 0


def _connection(block: LanguageBlock) -> _Contents:
    outer, top = block.outer[-1], block.top
    used = outer.type == "provisioner" or _has_block(outer, "provisioner")
    complete = outer is not top and _has_block(top, "connection")
    schema = provisioners().connection
    if complete or not used:
        schema = Provisioner("", schema.arguments, ())
    return _Contents(
        block,
        "connection",
        schema,
        arguments=list(block.block.body.attributes),
        severity=Severity.ERROR if used and top.type == "resource" else Severity.WARNING,
    )


def _has_block(block: Block, type_: str) -> bool:
    return any(inner.type == type_ for inner in block.body.blocks)


def _check_contents(contents: _Contents) -> Iterator[Diagnostic]:
    block, schema = contents.block, contents.schema
    for argument in contents.arguments:
        if argument.name not in schema.arguments:
            help_ = did_you_mean(argument.name, schema.arguments)
            summary, detail = (
                f'Unknown argument "{argument.name}"',
                f"{contents.name} has no such argument.",
            )
            yield _finding(block, argument.name_range, summary, detail, help_, contents.severity)
    for inner in block.block.body.blocks:
        if inner.type not in block.rules.blocks and inner.type not in block.rules.reserved_blocks:
            yield _unknown_block(contents, inner)
    yield from _check_required(contents)


def _check_required(contents: _Contents) -> Iterator[Diagnostic]:
    block, name, schema = contents.block, contents.name, contents.schema
    names = {argument.name for argument in contents.arguments}
    misspelt = {
        nearest(unknown, schema.arguments) for unknown in names.difference(schema.arguments)
    }
    for missing in schema.required:
        if missing not in names and missing not in misspelt:
            summary, detail = f'Missing argument "{missing}"', f"{name} needs it."
            yield _finding(
                block, block.block.header, summary, detail, f'Add "{missing}".', contents.severity
            )
    if schema.one_of and _not_exactly_one(contents) and misspelt.isdisjoint(schema.one_of):
        either = f"{', '.join(schema.one_of[:-1])} and {schema.one_of[-1]}"
        summary, detail = f"Not one of {either}", f"{name} takes exactly one of {either}."
        yield _finding(
            block, block.block.header, summary, detail, "Give one of them.", contents.severity
        )


def _not_exactly_one(contents: _Contents) -> bool:
    """True where none of the alternatives is set, or several are set to values."""
    one_of = contents.schema.one_of
    alternatives = [a.expr for a in contents.arguments if a.name in one_of and not is_null(a.expr)]
    return not alternatives or sum(map(is_value, alternatives)) > 1


def _unknown_block(contents: _Contents, inner: Block) -> Diagnostic:
    block, severity = contents.block, contents.severity
    if inner.type in contents.schema.arguments:
        help_ = f"It is an argument: {inner.type} = ..."
        detail = f"{inner.type} of {contents.name} is no block."
        return _finding(block, inner.header, "Argument written as block", detail, help_, severity)
    detail = f"{contents.name} has no such block."
    return _finding(
        block, inner.header, f'Unknown block "{inner.type}"', detail, "Remove it.", severity
    )


def _finding(
    block: LanguageBlock,
    range_: Range,
    summary: str,
    detail: str,
    help_: str,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    return diagnostic(CODE, block.parsed, range_, summary, detail, help_, severity)

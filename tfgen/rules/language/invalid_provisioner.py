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


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each problem of each provisioner and connection."""
    for each in context.analysis.language.named("provisioner"):
        yield from _provisioner(each)
        if each.top.type == "removed":
            yield from _removed(each)
    for each in context.analysis.language.named("connection"):
        if each.outer[-1].type == "removed" and _removes_module(each):
            yield _finding(each, each.block.header, "Connection for a module", _SINGLE, "Remove it.")
        else:
            yield from _connection(each)


def _provisioner(each: LanguageBlock) -> Iterator[Diagnostic]:
    label = each.block.labels[0]
    known = provisioners().provisioners.get(label.value)
    late = each.top.type == "removed"
    if known is None:
        removed = provisioners().removed.get(label.value)
        detail = f"Terraform removed it in {removed.version}." if removed else "Terraform has no such provisioner."
        help_ = did_you_mean(label.value, provisioners().provisioners)
        summary = f'Unknown provisioner "{label.value}"'
        yield diagnostic(CODE, each.parsed, label.range, summary, detail, help_, planned=late and not removed)
        return
    inner = [b for b in each.block.body.blocks if b.type == "_"]
    arguments = [a for b in (each.block, *inner) for a in b.body.attributes if a.name not in each.rules.arguments]
    yield from _body(each, known, arguments, label.value, Severity.WARNING if late else Severity.ERROR)


def _removed(each: LanguageBlock) -> Iterator[Diagnostic]:
    if _removes_module(each):
        yield _finding(each, each.block.header, "Provisioner for a module", _SINGLE, "Remove it.")
    elif (when := each.argument("when")) is None or word(when.expr, quoted=True) != "destroy":
        detail = "What is removed is never created again."
        yield _finding(each, each.block.header, "Provisioner that never runs", detail, "Add when = destroy.")


def _removes_module(each: LanguageBlock) -> bool:
    given = each.top.body.get("from")
    written = reference(given) if given else None
    return written is not None and written.root == "module" and len(written.names) % 2 == 0


def _connection(each: LanguageBlock) -> Iterator[Diagnostic]:
    project = each.outer[-1]
    users = [project] if project.type == "provisioner" else [b for b in project.body.blocks if b.type == "provisioner"]
    level = Severity.ERROR if users and each.top.type == "resource" else Severity.WARNING
    known = provisioners().connection
    complete = project is not each.top and any(b.type == "connection" for b in each.top.body.blocks)
    required = () if complete or not users else known.required
    arguments = list(each.block.body.attributes)
    yield from _body(each, Provisioner("", known.arguments, required), arguments, "connection", level)


def _body(
    each: LanguageBlock, known: Provisioner, arguments: list[Attribute], name: str, level: Severity
) -> Iterator[Diagnostic]:
    for argument in arguments:
        if argument.name not in known.arguments:
            help_ = did_you_mean(argument.name, known.arguments)
            detail = f"{name} has no such argument."
            yield _finding(each, argument.name_range, f'Unknown argument "{argument.name}"', detail, help_, level)
    for block in each.block.body.blocks:
        if block.type not in each.rules.blocks and block.type not in each.rules.reserved_blocks:
            yield _unknown_block(each, block, known, name, level)
    names = [argument.name for argument in arguments]
    meant = {nearest(one, known.arguments) for one in names if one not in known.arguments}
    for missing in known.required:
        if missing not in names and missing not in meant:
            detail = f"{name} needs it."
            yield _finding(each, each.block.header, f'Missing argument "{missing}"', detail, f'Add "{missing}".', level)
    given = [a.expr for a in arguments if a.name in known.one_of and not is_null(a.expr)]
    too_many = sum(map(is_value, given)) > 1
    if known.one_of and (too_many or not given) and not meant.intersection(known.one_of):
        either = f"{', '.join(known.one_of[:-1])} and {known.one_of[-1]}"
        detail = f"{name} takes exactly one of {either}."
        yield _finding(each, each.block.header, f"Not one of {either}", detail, "Give one of them.", level)


def _unknown_block(each: LanguageBlock, block: Block, known: Provisioner, name: str, level: Severity) -> Diagnostic:
    if block.type in known.arguments:
        help_ = f"It is an argument: {block.type} = ..."
        detail = f"{block.type} of {name} is no block."
        return _finding(each, block.header, "Argument written as block", detail, help_, level)
    detail = f"{name} has no such block."
    return _finding(each, block.header, f'Unknown block "{block.type}"', detail, "Remove it.", level)


def _finding(
    each: LanguageBlock, place: Range, summary: str, detail: str, help_: str, level: Severity = Severity.ERROR
) -> Diagnostic:
    return diagnostic(CODE, each.parsed, place, summary, detail, help_, level)

"""An argument that a block of the Terraform language does not have.

What it finds
    An argument at the top level of a file, or in a block of the language (``variable``, ``output``, ``lifecycle``,
    ``terraform``, ``import``), that Terraform does not know there.

Why it matters
    Terraform refuses it: "Unsupported argument".

Example
    variable "cidr" {
      type     = string
      sensitiv = true
    }

Instead
    variable "cidr" {
      type      = string
      sensitive = true
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import sentence
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG221"

_MEANT = {"validate": "validation", "error": "error_message", "message": "error_message"}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown argument."""
    for parsed in context.configuration.files:
        if parsed.file.path.endswith(".json"):
            continue
        for argument in parsed.body.attributes:
            detail = "Arguments stand in blocks; the top level of a file has none."
            help_ = "Put it into a locals block." if not parsed.file.path.endswith(".tfvars") else ""
            yield diagnostic(
                CODE, parsed, argument.name_range, f'Argument "{argument.name}" in no block', detail, help_
            )
    for each in context.analysis.language.blocks:
        for argument in each.block.body.attributes:
            if _unknown(argument.name, each):
                summary = f'Unknown argument "{argument.name}"'
                yield diagnostic(
                    CODE, each.parsed, argument.name_range, summary, _detail(argument, each), _help(argument, each)
                )


def _unknown(name: str, each: LanguageBlock) -> bool:
    rules = each.rules
    refused = name in rules.reserved_arguments or name in rules.refused_arguments
    return refused or (not rules.open and name not in rules.arguments)


def _detail(argument: Attribute, each: LanguageBlock) -> str:
    if argument.name in each.rules.reserved_arguments:
        return f"{sentence(each.title)} cannot have it: the name is reserved by Terraform."
    if argument.name in each.rules.refused_arguments:
        return f"{sentence(each.title)} cannot have it: {each.rules.refused_arguments[argument.name]}."
    return f"{sentence(each.title)} has no such argument."


def _help(argument: Attribute, each: LanguageBlock) -> str:
    if argument.name in each.rules.blocks:
        return f"It is a block: {argument.name} {{ ... }}"
    meant = _MEANT.get(argument.name)
    if meant in each.rules.arguments:
        return f'Did you mean "{meant}"?'
    return did_you_mean(argument.name, (*each.rules.arguments, *each.rules.blocks))

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
from tfgen.rules.language.construct_of_other_engine import is_foreign
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.file_kinds import kind_of
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG221"

_MEANT = {"validate": "validation", "error": "error_message", "message": "error_message"}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown argument."""
    configuration = context.configuration
    for parsed in (*configuration.files, *configuration.tests.files):
        if not parsed.file.path.endswith(".json"):
            yield from _check_top_level(parsed)
    engine = context.analysis.language.engine
    for block in context.analysis.language.blocks:
        for argument in block.block.body.attributes:
            name = argument.name
            if _is_unknown(name, block) and not is_foreign(engine, block.parsed, block, name):
                yield diagnostic(
                    CODE,
                    block.parsed,
                    argument.name_range,
                    f'Unknown argument "{argument.name}"',
                    _detail(argument, block),
                    _help(argument, block),
                )


def _check_top_level(parsed: Parsed) -> Iterator[Diagnostic]:
    help_ = ""
    if kind_of(parsed.file.path) == "test":
        help_ = "Put it into a variables block."
    elif parsed.file.path.endswith((".tf", ".tofu")):
        help_ = "Put it into a locals block."
    for argument in parsed.body.attributes:
        detail = "Arguments stand in blocks; the top level of a file has none."
        summary = f'Argument "{argument.name}" in no block'
        yield diagnostic(CODE, parsed, argument.name_range, summary, detail, help_)


def _is_unknown(name: str, block: LanguageBlock) -> bool:
    rules = block.rules
    if name in rules.reserved_arguments or name in rules.refused_arguments:
        return True
    return not rules.open and name not in rules.arguments


def _detail(argument: Attribute, block: LanguageBlock) -> str:
    if argument.name in block.rules.reserved_arguments:
        return f"{sentence(block.title)} cannot have it: the name is reserved by Terraform."
    if argument.name in block.rules.refused_arguments:
        return f"{sentence(block.title)} cannot have it: {block.rules.refused_arguments[argument.name]}."
    return f"{sentence(block.title)} has no such argument."


def _help(argument: Attribute, block: LanguageBlock) -> str:
    if argument.name in block.rules.blocks:
        return f"It is a block: {argument.name} {{ ... }}"
    meant = _MEANT.get(argument.name)
    if meant in block.rules.arguments:
        return f'Did you mean "{meant}"?'
    return did_you_mean(argument.name, (*block.rules.arguments, *block.rules.blocks))

"""A block that the Terraform language does not have.

What it finds
    A block at the top level of a file, or inside a block of the language (``variable``, ``lifecycle``, ``terraform``),
    that Terraform does not know there.

Why it matters
    Terraform refuses it: "Unsupported block type". Usually the name is misspelt, or it is an argument and needs an
    equals sign.

Example
    varible "cidr" {
      type = string
    }

Instead
    variable "cidr" {
      type = string
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
from tfgen.terraform.config.file_kinds import FileKind, kind_of
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock, names_at_top, table, top_level
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG220"

_ELSEWHERE = {
    "list": "List blocks stand in .tfquery.hcl files.",
    "run": "Run blocks stand in .tftest.hcl files.",
    "mock_provider": "Mock providers stand in .tftest.hcl files.",
}


_FILES = {
    "configuration": "A file of Terraform",
    "test": "A test file",
    "mock": "A file of mock data",
}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown block."""
    language = context.analysis.language
    for parsed, block, outer in language.unknown:
        if is_foreign(language.engine, parsed, outer, block.type):
            continue
        summary = f'Unknown block "{block.type}"'
        yield diagnostic(
            CODE,
            parsed,
            block.header,
            summary,
            _detail(parsed, block, outer),
            _help(parsed, block, outer),
        )


def _detail(parsed: Parsed, block: Block, outer: LanguageBlock | None) -> str:
    if outer is None:
        return f"{_FILES[kind_of(parsed.file.path)]} has no such block at its top level."
    if block.type in outer.rules.reserved_blocks:
        return f"{sentence(outer.title)} cannot have it: the name is reserved by Terraform."
    if block.type == "dynamic":
        return "Blocks of the Terraform language itself cannot be dynamic."
    return f"{sentence(outer.title)} has no such block."


def _help(parsed: Parsed, block: Block, outer: LanguageBlock | None) -> str:
    if outer is None:
        return _top_level_help(parsed, block.type)
    if block.type in outer.rules.arguments:
        return f"It is an argument: {block.type} = ..."
    return did_you_mean(block.type, outer.rules.blocks)


def _top_level_help(parsed: Parsed, block_type: str) -> str:
    kind = kind_of(parsed.file.path)
    if kind != "configuration":
        return _help_in_test(block_type, kind)
    if block_type in _ELSEWHERE:
        return _ELSEWHERE[block_type]
    for name, rules in table().items():
        if rules.top and block_type in rules.blocks:
            return f"Put it into a {name} block."
    return did_you_mean(block_type, top_level())


def _help_in_test(block_type: str, kind: FileKind) -> str:
    if block_type in table()["test.run"].blocks and kind == "test":
        return "Put it into a run block."
    if block_type in top_level():
        return "It stands in .tf files."
    return did_you_mean(block_type, names_at_top(kind))

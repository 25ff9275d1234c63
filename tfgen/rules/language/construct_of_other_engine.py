"""A construct of OpenTofu's that Terraform does not have, or the other way round.

What it finds
    Blocks and arguments of the language that one of the two has alone: ``encryption``, ``for_each`` in a provider,
    ``enabled`` in ``lifecycle`` (OpenTofu), ``action`` blocks, ``state_key`` and ``parallel`` in test runs (Terraform);
    and ``tofu.workspace``. A directory with ``.tofu`` files is judged as OpenTofu reads it, any other as Terraform
    does; ``--engine`` decides otherwise.

Why it matters
    Each refuses what only the other has: "Unsupported argument", "Unsupported block type".

Example
    terraform {
      encryption {
        key_provider "pbkdf2" "passphrase" {
          passphrase = "correct horse battery staple"
        }
      }
    }

Instead
    terraform {
      backend "s3" {
        bucket  = "state"
        key     = "app.tfstate"
        region  = "eu-west-1"
        encrypt = true
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.engines import foreign
from tfgen.terraform.config.file_kinds import ENGINE_NAMES, Engine, kind_of
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import TOP_LEVEL, LanguageBlock

CODE = "TFG252"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each construct that only the other engine has."""
    language = context.analysis.language
    for parsed, block, outer in language.unknown:
        if is_foreign(language.engine, parsed, outer, block.type):
            yield _finding(language.engine, parsed, outer, block.type, block.header)
    for each in language.blocks:
        for argument in each.block.body.attributes:
            name = argument.name
            known = each.rules.arguments
            if name not in known and is_foreign(language.engine, each.parsed, each, name):
                yield _finding(language.engine, each.parsed, each, name, argument.name_range)
    if language.engine == "terraform":
        yield from _check_references(context)


def is_foreign(engine: Engine, parsed: Parsed, outer: LanguageBlock | None, name: str) -> bool:
    """True if a name in a block, or at the top level of a file, is the other engine's alone."""
    return (_inside(parsed, outer), name) in foreign(engine)


def _inside(parsed: Parsed, outer: LanguageBlock | None) -> str:
    if outer:
        return outer.name
    return TOP_LEVEL[kind_of(parsed.file.path)]


def _finding(
    engine: Engine, parsed: Parsed, outer: LanguageBlock | None, name: str, place: Range
) -> Diagnostic:
    difference = foreign(engine)[_inside(parsed, outer), name]
    where = f" in {outer.title}" if outer else ""
    detail = f"{difference.owner} has it{where}; {ENGINE_NAMES[engine]} does not."
    return _diagnostic(parsed, place, name, difference.engine, detail)


def _check_references(context: RuleContext) -> Iterator[Diagnostic]:
    for scoped, reference in context.analysis.references:
        if reference.root == "tofu" and reference.steps:
            detail = "OpenTofu 1.9 has it; in Terraform it is terraform.workspace and the like."
            yield _diagnostic(scoped.parsed, reference.range, "tofu", "tofu", detail)


def _diagnostic(parsed: Parsed, place: Range, name: str, owner: Engine, detail: str) -> Diagnostic:
    summary = f'"{name}" is {ENGINE_NAMES[owner]}\'s alone'
    help_ = f"If {ENGINE_NAMES[owner]} is to read it: --engine {owner}."
    return diagnostic(CODE, parsed, place, summary, detail, help_)

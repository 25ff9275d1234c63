"""An ignore_changes that Terraform cannot follow.

What it finds
    ``ignore_changes`` that is neither ``all`` nor a written list, entries that are no plain paths, and paths to what
    the resource does not have, at any depth. A warning for attributes that only the provider sets.

Why it matters
    Terraform refuses it: "A static list expression is required", "Unsupported attribute", "Invalid index".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      lifecycle {
        ignore_changes = [tag]
      }
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      lifecycle {
        ignore_changes = [tags]
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.static_forms import is_traversal, word
from tfgen.terraform.analysis.static_traversal import PathProblem, path_problem
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Expr, Tuple
from tfgen.terraform.hcl.walk import Step, plain_string, reference
from tfgen.terraform.schema import BlockSchema

CODE = "TFG232"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong ignore_changes, or each wrong entry."""
    wanted = tuple(context.analysis.language.arguments("ignore_changes"))
    resources = (site for site in context.analysis.schema_blocks if site.kind == "resource") if wanted else ()
    schemas = {(site.parsed.file.path, site.header): site.schema for site in resources}
    for each, argument in wanted:
        expr = argument.expr
        if isinstance(expr, Tuple):
            schema = schemas.get((each.parsed.file.path, each.top.header))
            for item in expr.items:
                yield from _item(each, item, schema)
        elif word(expr) != "all":
            detail = "It is the word all, or a list of attributes, written as one."
            yield _finding(each, expr.range, detail, "Write [tags], or all.")


def _item(each: LanguageBlock, item: Expr, schema: BlockSchema | None) -> Iterator[Diagnostic]:
    text = plain_string(item)
    if text == "*":
        yield _finding(each, item.range, '["*"] is no longer taken.', "Write ignore_changes = all.")
    elif text is not None and is_traversal(text):
        yield from _path(each, _quoted_steps(text, item.range), schema)
    elif (written := reference(item)) is None:
        detail = "Each entry is an attribute's name or path, without calculation: tags, root_block_device[0].iops."
        yield _finding(each, item.range, detail, "Name the attribute.")
    else:
        yield from _path(each, (Step(written.root, written.root_range), *written.steps), schema)


def _quoted_steps(text: str, place: Range) -> tuple[Step, ...]:
    """The steps of a path in quotes; none where keys stand in brackets."""
    parts = text.split(".") if "[" not in text else ()
    return tuple(Step(int(p) if p.isdigit() else p, place, index=p.isdigit()) for p in parts)


def _path(each: LanguageBlock, steps: tuple[Step, ...], schema: BlockSchema | None) -> Iterator[Diagnostic]:
    if schema is None or not steps:
        return
    problem = path_problem(steps, schema)
    if problem is not None:
        yield _wrong_path(each, problem)
        return
    attribute = schema.attributes.get(str(steps[0].key))
    if attribute and attribute.computed and not attribute.settable and attribute.name != "id":
        detail = f"Only the provider sets {attribute.name}; there is nothing to ignore."
        summary = "Useless entry in ignore_changes"
        yield diagnostic(CODE, each.parsed, steps[0].range, summary, detail, "Remove it.", Severity.WARNING)


def _wrong_path(each: LanguageBlock, problem: PathProblem) -> Diagnostic:
    resource = each.top.labels[0].value
    if problem.known:
        name = str(problem.step.key)
        help_ = (
            "To ignore everything write ignore_changes = all." if name == "all" else did_you_mean(name, problem.known)
        )
        return _finding(each, problem.step.range, f'{resource} has no "{name}" there.', help_)
    return _finding(each, problem.step.range, f"{problem.text} of {resource}.", "Name the whole attribute.")


def _finding(each: LanguageBlock, place: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, each.parsed, place, "Invalid ignore_changes", detail, help_)

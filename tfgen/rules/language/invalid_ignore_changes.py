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

from collections.abc import Iterator, Mapping

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
    arguments = list(context.analysis.language.arguments("ignore_changes"))
    if not arguments:
        return
    schemas = _resource_schemas(context)
    for block, argument in arguments:
        expr = argument.expr
        if isinstance(expr, Tuple):
            schema = schemas.get((block.parsed.file.path, block.top.header))
            for item in expr.items:
                yield from _check_entry(block, item, schema)
        elif word(expr) != "all":
            detail = "It is the word all, or a list of attributes, written as one."
            yield _finding(block, expr.range, detail, "Write [tags], or all.")


def _resource_schemas(context: RuleContext) -> Mapping[tuple[str, Range], BlockSchema]:
    """The schemas of the resources by file and header."""
    schemas: dict[tuple[str, Range], BlockSchema] = {}
    for resource in context.analysis.schema_blocks:
        if resource.kind == "resource":
            schemas[resource.parsed.file.path, resource.header] = resource.schema
    return schemas


def _check_entry(
    block: LanguageBlock, item: Expr, schema: BlockSchema | None
) -> Iterator[Diagnostic]:
    text = plain_string(item)
    if text == "*":
        yield _finding(
            block, item.range, '["*"] is no longer taken.', "Write ignore_changes = all."
        )
    elif text is not None and is_traversal(text):
        yield from _check_path(block, _quoted_steps(text, item.range), schema)
    elif (path := reference(item)) is None:
        detail = "Each entry is an attribute's name or path, without calculation: tags, root_block_device[0].iops."
        yield _finding(block, item.range, detail, "Name the attribute.")
    else:
        yield from _check_path(block, (Step(path.root, path.root_range), *path.steps), schema)


def _quoted_steps(text: str, range_: Range) -> tuple[Step, ...]:
    """The steps of a path in quotes, all at the same range; none where keys stand in brackets."""
    if "[" in text:
        return ()
    steps: list[Step] = []
    for part in text.split("."):
        if part.isdigit():
            steps.append(Step(int(part), range_, index=True))
        else:
            steps.append(Step(part, range_))
    return tuple(steps)


def _check_path(
    block: LanguageBlock, steps: tuple[Step, ...], schema: BlockSchema | None
) -> Iterator[Diagnostic]:
    if schema is None or not steps:
        return
    problem = path_problem(steps, schema)
    if problem is not None:
        yield _path_diagnostic(block, problem)
        return
    attribute = schema.attributes.get(str(steps[0].key))
    if attribute and attribute.computed and not attribute.settable and attribute.name != "id":
        detail = f"Only the provider sets {attribute.name}; there is nothing to ignore."
        summary = "Useless entry in ignore_changes"
        yield diagnostic(
            CODE, block.parsed, steps[0].range, summary, detail, "Remove it.", Severity.WARNING
        )


def _path_diagnostic(block: LanguageBlock, problem: PathProblem) -> Diagnostic:
    resource, range_ = block.top.labels[0].value, problem.step.range
    if not problem.known:
        return _finding(
            block, range_, f"{problem.text} of {resource}.", "Name the whole attribute."
        )
    name = str(problem.step.key)
    help_ = did_you_mean(name, problem.known)
    if name == "all":
        help_ = "To ignore everything write ignore_changes = all."
    return _finding(block, range_, f'{resource} has no "{name}" there.', help_)


def _finding(block: LanguageBlock, range_: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, block.parsed, range_, "Invalid ignore_changes", detail, help_)

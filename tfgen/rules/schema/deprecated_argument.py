"""An argument or block that the provider deprecates.

What it finds
    Arguments and nested blocks that the provider's schema, or an upgrade guide of the provider, calls deprecated in the
    version that is judged: once for each resource and argument. An argument that is ``null`` is not set.

Why it matters
    The next major version removes what this one deprecates. ``terraform validate`` warns too, but not where the value
    comes from a variable, nor in every version.

Example
    resource "aws_iam_role" "task" {
      name                = "task"
      assume_role_policy  = "{}"
      managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    }

Instead
    resource "aws_iam_role" "task" {
      name               = "task"
      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy_attachment" "task" {
      role       = aws_iam_role.task.name
      policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.base import article
from tfgen.rules.context import RuleContext
from tfgen.rules.schema._deprecations import deprecation
from tfgen.source import Range
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Expr, Literal

CODE = "TFG312"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each argument and each kind of block, outer ones only."""
    reported: set[str] = set()
    skipped = ""
    for block in context.analysis.schema_blocks:
        if block.kind is not None:
            reported = set()
            skipped = ""
            marked = block.schema.deprecated
            if deprecation(context, block.path, marked):
                skipped = block.path
        if block.builtin or _is_inside(block.path, {skipped, *reported}):
            continue
        yield from _block(context, block, reported)


def _is_inside(path: str, outer: set[str]) -> bool:
    """True when something outside of it is reported, by this rule or as a deprecated type."""
    return any(name and f"{path}.".startswith(f"{name}.") for name in outer)


def _block(context: RuleContext, block: SchemaBlock, reported: set[str]) -> Iterator[Diagnostic]:
    for argument in block.arguments():
        attribute = block.schema.attributes.get(argument.name)
        if attribute is None or not attribute.settable or _is_null(argument.expr):
            continue
        path = f"{block.path}.{argument.name}"
        marked = attribute.deprecated
        yield from _finding(context, block, path, argument.name_range, marked, reported)
    for name, nested in block.blocks():
        schema = block.schema.blocks.get(name)
        if schema is not None:
            path = f"{block.path}.{name}"
            marked = schema.block.deprecated
            yield from _finding(context, block, path, nested.header, marked, reported)


def _finding(
    context: RuleContext,
    block: SchemaBlock,
    path: str,
    place: Range,
    marked: bool,
    reported: set[str],
) -> Iterator[Diagnostic]:
    said = deprecation(context, path, marked)
    if said is None or path in reported:
        return
    reported.add(path)
    name = path.rpartition(".")[2]
    owner = article(block.kind, block.path)
    summary = f"{name} of {owner} is deprecated"
    yield diagnostic(CODE, block.parsed, place, summary, said.detail, said.help, Severity.WARNING)


def _is_null(expr: Expr) -> bool:
    return isinstance(expr, Literal) and expr.value is None

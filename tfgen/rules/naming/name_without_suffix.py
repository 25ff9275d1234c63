"""A resource whose name does not end with the environment's suffix.

What it finds
    In files that tfgen wrote: a name that AWS knows (the attributes of ``name_limits.json``), or a ``Name`` tag, that
    does not end with ``${var.suffix}``. A name taken over from another resource is not reported.

Why it matters
    Two environments in one account collide, or cannot be told apart. A stage called ``prod`` by hand was one of the
    five failures tfgen began with.

Example
    variable "name" {
      type = string
    }

    resource "aws_iam_role" "app" {
      name               = "${var.name}-prod"
      assume_role_policy = "{}"
    }

Instead
    variable "name" {
      type = string
    }

    variable "suffix" {
      type = string
    }

    resource "aws_iam_role" "app" {
      name               = "${var.name}-${var.suffix}"
      assume_role_policy = "{}"
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Attribute, Expr, Interpolation, Item, Object, Template
from tfgen.terraform.hcl.walk import nested, plain_string, reference
from tfgen.terraform.schema.names import NameLimit, load_name_limits

CODE = "TFG501"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each name without the suffix."""
    generated = [site for site in context.analysis.schema_blocks if site.parsed.generated and site.kind == "resource"]
    limits = _limits() if generated else {}
    for site in generated:
        for argument in site.arguments():
            if f"{site.path}.{argument.name}" in limits:
                yield from _judge(site, argument.expr, argument.name, context.configuration)
            elif argument.name == "tags":
                for tag in _name_tags(argument):
                    yield from _judge(site, tag.value, "tags.Name", context.configuration)


@cache
def _limits() -> Mapping[str, NameLimit]:
    return load_name_limits()


def _name_tags(argument: Attribute) -> Iterator[Item]:
    for expr in nested(argument.expr):
        if isinstance(expr, Object):
            yield from (item for item in expr.items if plain_string(item.key) == "Name")


def _judge(site: SchemaBlock, expr: Expr, name: str, configuration: Configuration) -> Iterator[Diagnostic]:
    if not ends_with_suffix(expr, configuration):
        yield diagnostic(
            CODE,
            site.parsed,
            expr.range,
            f"{site.path}.{name} does not end with the suffix",
            "Every name that tfgen writes ends with the suffix of its environment.",
            'End it with "-${var.suffix}".',
        )


def ends_with_suffix(expr: Expr, configuration: Configuration, depth: int = 0) -> bool:
    """Whether a name certainly ends with ``var.suffix``, or is another resource's name."""
    whole = reference(expr)
    if whole and whole.names == ("var", "suffix"):
        return True
    if whole and whole.root == "local" and depth < 5:
        local = configuration.declared.get(whole.names[:2])
        node = local.node if local else None
        return isinstance(node, Attribute) and ends_with_suffix(node.expr, configuration, depth + 1)
    if whole:
        return whole.root not in ("var", "each", "count", "local")
    last = expr.parts[-1] if isinstance(expr, Template) and expr.parts else None
    return isinstance(last, Interpolation) and ends_with_suffix(last.expr, configuration, depth)

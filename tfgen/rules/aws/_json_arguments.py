"""Arguments that hold JSON of a known kind, and the findings about them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
from msgspec import Struct

from tfgen.aws.constraints.load import constraints
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.aws._arguments import owned_blocks
from tfgen.rules.aws._json_documents import JsonNode, MalformedError, _of_json, document
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.evaluate.module_scope import Mode
from tfgen.terraform.hcl.syntax import Expr


class _Arguments(msgspec.Struct, frozen=True):
    arguments: frozenset[str]


class _Operators(msgspec.Struct, frozen=True):
    operators: tuple[str, ...]


class _States(msgspec.Struct, frozen=True):
    types: tuple[str, ...]
    going_on: frozenset[str]


class _Widgets(msgspec.Struct, frozen=True):
    types: tuple[str, ...]


class JsonTable(msgspec.Struct, frozen=True):
    """``data/aws_constraints/tables/json_documents.toml``."""

    kinds: dict[str, str]
    validated: _Arguments
    event_patterns: _Operators
    states: _States
    widgets: _Widgets


class JsonArgument(Struct, frozen=True):
    """An argument at ``path``; ``node`` is what is known of it, or why it cannot be read."""

    block: SchemaBlock
    path: str
    kind: str
    expr: Expr
    node: JsonNode | MalformedError


class JsonProblem(Struct, frozen=True):
    """Something wrong in a document. ``refused``: the provider refuses it by itself.

    ``by``: what becomes of it.
    """

    range: Range
    summary: str
    detail: str
    help: str = ""
    refused: bool = False
    by: str = "AWS refuses this."


@cache
def json_table() -> JsonTable:
    """The table of the kinds of documents."""
    return constraints().table("json_documents", JsonTable)


def json_arguments(context: RuleContext, *kinds: str) -> Iterator[JsonArgument]:
    """The arguments of these kinds, of resources that may have instances."""
    for argument in context.once(json_arguments, lambda: tuple(_json_arguments(context))):
        if argument.kind in kinds:
            yield argument


def _json_arguments(context: RuleContext) -> Iterator[JsonArgument]:
    for owner, block in owned_blocks(context):
        if owner.kind != "resource":
            continue
        for argument in block.arguments():
            path = f"{block.path}.{argument.name}"
            kind = json_table().kinds.get(path)
            if kind is not None:
                node = _read(context, argument.expr)
                yield JsonArgument(block, path, kind, argument.expr, node)


def _read(context: RuleContext, expr: Expr) -> JsonNode | MalformedError:
    """The document; where its parts are not known one by one, that of the whole text."""
    try:
        node = document(context, expr)
    except MalformedError as error:
        return error
    if not node.unknown:
        return node
    text = known_value(context, expr)
    if not isinstance(text, str) or not text.strip():
        return node
    try:
        return _of_json(json.loads(text, strict=False), expr.range)
    except ValueError as error:
        return MalformedError(str(error), expr.range)
    except RecursionError:
        return node


def json_diagnostics(
    context: RuleContext, code: str, argument: JsonArgument, problems: Iterable[JsonProblem]
) -> Iterator[Diagnostic]:
    """The findings about an argument: that it is no JSON, or the problems in it."""
    if isinstance(argument.node, MalformedError):
        summary = f"{argument.path} is not JSON"
        refused = argument.path in json_table().validated.arguments
        detail = f"{argument.node.reason}."
        problems = (JsonProblem(argument.node.range, summary, detail, refused=refused),)
    for problem in problems:
        yield _diagnostic(context, code, argument, problem)


def _diagnostic(
    context: RuleContext, code: str, argument: JsonArgument, problem: JsonProblem
) -> Diagnostic:
    """An error where ``terraform validate`` refuses it, else a warning in what others wrote."""
    parsed = argument.block.parsed
    if problem.refused and _is_validated(context, argument.expr):
        detail = f"{problem.detail} The provider refuses this."
        return diagnostic(
            code, parsed, problem.range, problem.summary, detail, problem.help, Severity.ERROR
        )
    return aws_diagnostic(
        code, parsed, problem.range, problem.summary, problem.detail, problem.help, problem.by
    )


def _is_validated(context: RuleContext, expr: Expr) -> bool:
    """True when ``validate`` knows the whole text."""
    value, errors = context.evaluation.scope(Mode.VALIDATE).evaluator().attempt(expr)
    return not errors and value.known and not value.null


def key_range(node: JsonNode, key: str) -> Range:
    """The place of a key of an object."""
    return node.keys.get(key, node.range)

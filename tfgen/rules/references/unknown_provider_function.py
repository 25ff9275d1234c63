"""A function that the provider does not have, or of a provider or namespace that is not there.

What it finds
    ``provider::x::f()`` where ``x`` is no entry of ``required_providers`` or has no function ``f`` in its version,
    ``provider::`` without two names, ``x::f()`` where ``x`` is neither ``provider`` nor ``core``.

Why it matters
    Terraform refuses it: "Unknown provider function".

Example
    output "account" {
      value = provider::amazon::arn_parse("arn:aws:iam::123456789012:root").account_id
    }

Instead
    output "account" {
      value = split(":", "arn:aws:iam::123456789012:root")[4]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.provider_functions import checked_function
from tfgen.terraform.hcl.syntax import Call

CODE = "TFG429"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each function that nobody can offer."""
    for node in context.analysis.nodes:
        if isinstance(node.expr, Call) and "::" in node.expr.name:
            namespace, _, name = node.expr.name.partition("::")
            detail, help_ = _wrong(namespace, name, context)
            if detail:
                place = node.place
                summary = f"Unknown function {node.expr.name}()"
                yield diagnostic(
                    CODE, place.parsed, node.expr.name_range, summary, detail, help_, planned=place.planned
                )


def _wrong(namespace: str, name: str, context: RuleContext) -> tuple[str, str]:
    if namespace == "core":
        return "", ""
    if namespace != "provider":
        return f'There is no namespace "{namespace}".', "Functions of providers are provider::NAME::FUNCTION()."
    rest = name.split("::")
    if len(rest) != 2:
        return "It names no provider and no function.", "Functions of providers are provider::NAME::FUNCTION()."
    if not context.configuration.complete:
        return "", ""
    if rest[0] in context.analysis.required:
        return _lacking(f"provider::{name}", context)
    return f'"{rest[0]}" is no entry of required_providers.', did_you_mean(rest[0], context.analysis.required)


def _lacking(name: str, context: RuleContext) -> tuple[str, str]:
    schema, plain = context.schema, checked_function(name, context.analysis.required, context.schema)
    if schema is None or plain is None or not schema.lacks_function(plain):
        return "", ""
    detail = f"{schema.provider} {schema.version} has no function {plain}."
    return detail, did_you_mean(plain, schema.functions())

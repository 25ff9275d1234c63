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

_FORM = "Functions of providers are provider::NAME::FUNCTION()."

_Problem = tuple[str, str]
"""Detail, help."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each function that nobody can offer."""
    for node in context.analysis.nodes:
        if isinstance(node.expr, Call) and "::" in node.expr.name:
            problem = _wrong_function(node.expr.name, context)
            if problem:
                detail, help_ = problem
                yield diagnostic(
                    CODE,
                    node.place.parsed,
                    node.expr.name_range,
                    f"Unknown function {node.expr.name}()",
                    detail,
                    help_,
                    planned=node.place.planned,
                )


def _wrong_function(name: str, context: RuleContext) -> _Problem | None:
    namespace, *rest = name.split("::")
    if namespace == "core":
        return None
    if namespace != "provider":
        return f'There is no namespace "{namespace}".', _FORM
    if len(rest) != 2:
        return "It names no provider and no function.", _FORM
    required = context.analysis.required
    if not context.configuration.complete:
        return None
    if rest[0] not in required:
        return f'"{rest[0]}" is no entry of required_providers.', did_you_mean(rest[0], required)
    return _missing_function(name, context)


def _missing_function(name: str, context: RuleContext) -> _Problem | None:
    schema = context.configuration.schema_of(name.split("::")[1])
    plain = checked_function(name, context.analysis.required, schema)
    if schema is None or plain is None or not schema.lacks_function(plain):
        return None
    detail = f"{schema.provider} {schema.version} has no function {plain}."
    return detail, did_you_mean(plain, schema.functions())

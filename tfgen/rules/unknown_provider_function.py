"""A function of a provider that the directory does not require, or of a namespace that does not exist.

What it finds
    ``provider::x::f()`` where ``x`` is no entry of ``required_providers``, ``provider::`` without two names, ``x::f()``
    where ``x`` is neither ``provider`` nor ``core``.

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

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.hcl.syntax import Call
from tfgen.rules.model import found
from tfgen.rules.view import View

CODE = "TFG429"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each function that nobody can offer."""
    for node in view.nodes:
        if isinstance(node.expr, Call) and "::" in node.expr.name:
            namespace, _, name = node.expr.name.partition("::")
            detail, help_ = _wrong(namespace, name, view)
            if detail:
                place = node.place
                summary = f"Unknown function {node.expr.name}()"
                yield found(CODE, place.parsed, node.expr.name_range, summary, detail, help_, planned=place.planned)


def _wrong(namespace: str, name: str, view: View) -> tuple[str, str]:
    if namespace == "core":
        return "", ""
    if namespace != "provider":
        return f'There is no namespace "{namespace}".', "Functions of providers are provider::NAME::FUNCTION()."
    rest = name.split("::")
    if len(rest) != 2:
        return "It names no provider and no function.", "Functions of providers are provider::NAME::FUNCTION()."
    if not view.configuration.complete or rest[0] in view.required:
        return "", ""
    return f'"{rest[0]}" is no entry of required_providers.', did_you_mean(rest[0], view.required)

"""A form that Terraform takes, but calls deprecated.

What it finds
    References and words in quotes (``depends_on``, ``ignore_changes``, ``provider``, ``when``), and ``version`` in
    provider blocks.

Why it matters
    Terraform 0.11 needed them; a later version may refuse them. Until then it prints a warning on every run.

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"

      lifecycle {
        ignore_changes = ["tags"]
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
from tfgen.hcl.syntax import Expr, Object, Tuple
from tfgen.hcl.walk import plain_string
from tfgen.rules.model import found
from tfgen.rules.view import View
from tfgen.rules.written import is_traversal

CODE = "TFG247"

_LISTS = ("depends_on", "ignore_changes")


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a warning for each deprecated form."""
    kinds = (*_LISTS, "provider", "providers", "when", "on_failure")
    for each, argument in view.language.arguments(*kinds):
        for expr in _parts(argument.expr, argument.name in _LISTS):
            text = plain_string(expr)
            quoted = text is not None and expr.range.end.offset - expr.range.start.offset > len(text)
            if text and quoted and is_traversal(text):
                detail = f'{argument.name} holds what it names, not a text: "{text}".'
                summary = "Reference in quotes"
                yield found(CODE, each.parsed, expr.range, summary, detail, f"Write {text}.", Severity.WARNING)
    for each in view.language.named("provider"):
        if version := each.argument("version"):
            detail = "Versions of providers stand in required_providers."
            help_ = "Move it into terraform { required_providers { ... } }."
            place = version.expr.range
            yield found(CODE, each.parsed, place, "Version in a provider block", detail, help_, Severity.WARNING)


def _parts(expr: Expr, is_list: bool) -> tuple[Expr, ...]:
    if is_list:
        return expr.items if isinstance(expr, Tuple) else ()
    if isinstance(expr, Object):
        return tuple(part for item in expr.items for part in (item.key, item.value))
    return (expr,)

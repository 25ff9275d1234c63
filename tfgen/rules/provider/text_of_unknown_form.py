"""A text that is not of the form that the provider insists on.

What it finds
    A text that is certain and not an ARN, an address range, JSON, a time and so on where the
    AWS provider takes nothing else, that holds characters which it refuses, or that does not
    match the regular expression that it names. The real providers 3.39.0 and 5.100.0 were
    asked; for another version the nearest of them counts, as a warning, where the argument is
    the same.

Why it matters
    The provider refuses it when Terraform validates.

Example
    resource "aws_iam_role_policy_attachment" "read" {
      role       = "reader"
      policy_arn = "AmazonS3ReadOnlyAccess"
    }

Instead
    resource "aws_iam_role_policy_attachment" "read" {
      role       = "reader"
      policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._texts import refused_texts
from tfgen.rules.provider._words import form_words

CODE = "TFG323"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each text of another form, the first reason only."""
    reported: set[int] = set()
    for refused in refused_texts(context, "form", "chars", "pattern"):
        if id(refused.expr) in reported:
            continue
        reported.add(id(refused.expr))
        name = refused.judged.argument.name
        expected, help_ = form_words(refused.judged.refusal, refused.text)
        yield refused.judged.judged.diagnostic(
            CODE,
            refused.expr.range,
            f'"{name}" has the wrong form' if refused.text else f'"{name}" cannot be empty',
            f"It takes {expected}.",
            help_,
            refused.planned,
        )

"""Errors of evaluation as diagnostics of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tfgen.diagnostics import Diagnostic, Fix
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.types.evaluation_error import ErrorKind

FixMaker = Callable[[Parsed, Range], Fix | None]
"""Makes the fix for an error at a range of a file."""


def error_diagnostics(
    context: RuleContext, code: str, kind: ErrorKind, make_fix: FixMaker | None = None
) -> Iterator[Diagnostic]:
    """A diagnostic for each error of a kind."""
    for located in context.evaluation.errors:
        error = located.error
        if error.kind is kind:
            yield diagnostic(
                code,
                located.parsed,
                error.range,
                error.summary,
                error.detail,
                error.help,
                planned=located.planned,
                fix=make_fix(located.parsed, error.range) if make_fix else None,
            )

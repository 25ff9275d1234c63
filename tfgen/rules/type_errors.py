"""How rules tell what evaluation found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tfgen.diagnostics import Diagnostic, Fix
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.types.evaluation_error import ErrorKind


def told(
    context: RuleContext, code: str, kind: ErrorKind, fix: Callable[[Parsed, Range], Fix | None] = lambda *_: None
) -> Iterator[Diagnostic]:
    """A finding for each trouble of that kind; ``fix`` mends what stands in a place of a file."""
    for one in context.evaluation.errors:
        if one.error.kind is kind:
            t = one.error
            mended = fix(one.parsed, t.range)
            yield diagnostic(code, one.parsed, t.range, t.summary, t.detail, t.help, planned=one.planned, fix=mended)

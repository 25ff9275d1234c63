"""The JSON view of findings: the one form that every report is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypedDict

from tfgen.codes.table import CODES
from tfgen.diagnostics import CheckResult, Diagnostic, Edit, Fix, RelatedPlace, Severity, Skipped

FORMAT_VERSION = "1.0"


class EditJson(TypedDict):
    """Text to put in place of the text from ``line`` and ``column`` to, not including, the end."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class FixJson(TypedDict):
    """A fix that can be made by itself. ``safe``: it cannot change what the user meant."""

    title: str
    safe: bool
    edits: list[EditJson]


class RelatedJson(TypedDict):
    """Another place that a finding is about; ``message`` says what stands there."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str


class DiagnosticJson(TypedDict):
    """One finding; absent things are null. Lines and columns count from 1, the end is exclusive."""

    code: str
    name: str
    severity: str
    summary: str
    detail: str
    help: str
    file: str | None
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    template: str | None
    template_line: int | None
    stack_key: str | None
    fix: FixJson | None
    related: list[RelatedJson]


Fails = Callable[[DiagnosticJson], bool]
"""True when a finding makes the command fail."""


class Summary(TypedDict):
    """Counts of findings by severity, of those that are not reported by reason,
    and of what was not judged.
    """

    error: int
    warning: int
    note: int
    ignored: int
    baseline: int
    disabled: int
    not_judged: int
    not_judged_what: list[str]


class ResultJson(TypedDict):
    """The document of ``--format json``."""

    format_version: str
    diagnostics: list[DiagnosticJson]
    summary: Summary


def view(result: CheckResult, show: Callable[[str], str]) -> ResultJson:
    """The view of a result, in its order;
    ``show`` turns a path into the one that the user can open.
    """
    counts = Counter(diagnostic.severity for diagnostic in result.diagnostics)
    return ResultJson(
        format_version=FORMAT_VERSION,
        diagnostics=[_diagnostic(diagnostic, show) for diagnostic in result.diagnostics],
        summary=Summary(
            error=counts[Severity.ERROR],
            warning=counts[Severity.WARNING],
            note=counts[Severity.NOTE],
            ignored=result.suppressed.ignored,
            baseline=result.suppressed.baseline,
            disabled=result.suppressed.disabled,
            not_judged=sum(part.count for part in result.skipped),
            not_judged_what=_merged(result.skipped),
        ),
    )


def _merged(skipped: tuple[Skipped, ...]) -> list[str]:
    totals: Counter[str] = Counter()
    for part in skipped:
        totals[part.what] += part.count
    return [f"{what} ({count})" for what, count in totals.items()]


def _diagnostic(d: Diagnostic, show: Callable[[str], str]) -> DiagnosticJson:
    json = DiagnosticJson(
        code=d.code,
        name=CODES[d.code].name,
        severity=d.severity.label,
        summary=d.summary,
        detail=d.detail,
        help=d.help,
        file=show(d.file) if d.file else None,
        line=None,
        column=None,
        end_line=None,
        end_column=None,
        template=show(d.template) if d.template else None,
        template_line=d.template_line,
        stack_key=d.stack_key,
        fix=_fix(d, d.fix, show) if d.fix else None,
        related=[_related(place, show) for place in d.related],
    )
    if d.range:
        json["line"], json["column"] = d.range.start.line, d.range.start.column
        json["end_line"], json["end_column"] = d.range.end.line, d.range.end.column
    return json


def _related(place: RelatedPlace, show: Callable[[str], str]) -> RelatedJson:
    start, end = place.range.start, place.range.end
    return RelatedJson(
        file=show(place.file),
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        message=place.message,
    )


def _fix(d: Diagnostic, fix: Fix, show: Callable[[str], str]) -> FixJson:
    edits = []
    for edit in fix.edits:
        edits.append(_edit(edit, show(edit.file or d.file or "")))
    return FixJson(title=fix.title, safe=fix.safe, edits=edits)


def _edit(edit: Edit, file: str) -> EditJson:
    start, end = edit.range.start, edit.range.end
    return EditJson(
        file=file,
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        text=edit.text,
    )

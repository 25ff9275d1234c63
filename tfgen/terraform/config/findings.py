"""Findings in parsed files: at their place, and at the template's line and the stack's key where they were rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Edit, Fix, Severity
from tfgen.source import Pos, Range, SourceFile
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Body

FOUND_AT_PLAN = "Terraform finds this when it plans."


def diagnostic(
    code: str,
    parsed: Parsed,
    place: Range,
    summary: str,
    detail: str,
    help_: str = "",
    severity: Severity = Severity.ERROR,
    *,
    planned: bool = False,
    fix: Fix | None = None,
) -> Diagnostic:
    """A finding in a file, with the template line and the stack key where the file was rendered.

    ``fix`` is in HCL, so it is none for JSON. ``planned``: Terraform accepts it until it plans. In files that are not
    tfgen's it is a warning at most, then.
    """
    if planned and not parsed.generated:
        severity = min(severity, Severity.WARNING)
        detail = f"{detail} {FOUND_AT_PLAN}"
    file = parsed.file_of(place)
    origin = file.origin(place.start.line)
    return Diagnostic(
        code,
        summary,
        detail,
        help_,
        severity,
        file.path,
        Range(place.start, place.end),
        origin.template if origin else None,
        origin.line if origin else None,
        origin.stack_key if origin else None,
        _in_hcl(fix, parsed, file) if fix else None,
    )


def _in_hcl(fix: Fix, parsed: Parsed, file: SourceFile) -> Fix | None:
    """A fix of a finding in ``file``, its edits with the files that they change; None where one of them is JSON."""
    edits = []
    for edit in fix.edits:
        path = edit.file or parsed.file_of(edit.range).path
        if path.endswith(".json"):
            return None
        place = Range(edit.range.start, edit.range.end)
        edits.append(Edit(place, edit.text, None if path == file.path else path))
    return replace(fix, edits=tuple(edits))


def missing_block_range(parsed: Parsed, header: Range, body: Body) -> Range:
    """Where Terraform finds a block wanting, or too much: at its header; in JSON at the brace that closes it."""
    if not parsed.file_of(header).path.endswith(".json"):
        return header
    at = body.range.end
    return body.range.between(at, Pos(at.offset + 1, at.line, at.column + 1))


def at_plan(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What a parser finds in a values file, as bad as it is there."""
    return (replace(d, severity=Severity.WARNING, detail=f"{d.detail} {FOUND_AT_PLAN}".strip()) for d in problems)

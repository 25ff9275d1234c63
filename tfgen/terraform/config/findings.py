"""Findings in parsed files: at their place, and at the template's line and the stack's key where they were rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Fix, Severity
from tfgen.source import Pos, Range
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
    origin = parsed.file.origin(place.start.line)
    return Diagnostic(
        code,
        summary,
        detail,
        help_,
        severity,
        parsed.file.path,
        place,
        origin.template if origin else None,
        origin.line if origin else None,
        origin.stack_key if origin else None,
        None if parsed.file.path.endswith(".json") else fix,
    )


def missing_block_range(parsed: Parsed, header: Range, body: Body) -> Range:
    """Where Terraform finds a block wanting, or too much: at its header; in JSON at the brace that closes it."""
    if not parsed.file.path.endswith(".json"):
        return header
    at = body.range.end
    return Range(at, Pos(at.offset + 1, at.line, at.column + 1))


def at_plan(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What a parser finds in a values file, as bad as it is there."""
    return (replace(d, severity=Severity.WARNING, detail=f"{d.detail} {FOUND_AT_PLAN}".strip()) for d in problems)

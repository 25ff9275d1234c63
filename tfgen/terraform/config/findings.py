"""Diagnostics in parsed files: with the template's line and the stack's key where the file was rendered."""

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
    range_: Range,
    summary: str,
    detail: str,
    help_: str = "",
    severity: Severity = Severity.ERROR,
    *,
    planned: bool = False,
    fix: Fix | None = None,
) -> Diagnostic:
    """A diagnostic in a file, with the template line and the stack key where the file was rendered.

    ``fix`` is in HCL, so it is none for JSON. ``planned``: Terraform accepts it until it plans; in files that
    tfgen did not write it is then a warning at most.
    """
    if planned and not parsed.generated:
        severity = min(severity, Severity.WARNING)
        detail = f"{detail} {FOUND_AT_PLAN}"
    if parsed.file.path.endswith(".json"):
        fix = None
    plain = Diagnostic(code, summary, detail, help_, severity, file=parsed.file.path, range=range_, fix=fix)
    origin = parsed.file.origin(range_.start.line)
    if origin is None:
        return plain
    return replace(plain, template=origin.template, template_line=origin.line, stack_key=origin.stack_key)


def missing_block_range(parsed: Parsed, header: Range, body: Body) -> Range:
    """The range at which Terraform reports a block that lacks or exceeds something.

    It is the block's header; in JSON the brace that closes it.
    """
    if not parsed.file.path.endswith(".json"):
        return header
    end = body.range.end
    return Range(end, Pos(end.offset + 1, end.line, end.column + 1))


def at_plan(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Diagnostics of values files as warnings: Terraform reads these files only when it plans."""
    for problem in problems:
        detail = f"{problem.detail} {FOUND_AT_PLAN}".strip()
        yield replace(problem, severity=Severity.WARNING, detail=detail)

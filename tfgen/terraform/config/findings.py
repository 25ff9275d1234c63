"""Diagnostics in parsed files:
with the template's line and the stack's key where the file was rendered.
"""

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

    ``fix`` is in HCL, so it is none for JSON. ``planned``: Terraform accepts it until it plans; in
    files that tfgen did not write it is then a warning at most.
    """
    if planned and not parsed.generated:
        severity = min(severity, Severity.WARNING)
        detail = f"{detail} {FOUND_AT_PLAN}"
    file = parsed.file_of(range_)
    if fix is not None:
        fix = _in_hcl(fix, parsed, file)
    in_file = Range(range_.start, range_.end)
    plain = Diagnostic(
        code, summary, detail, help_, severity, file=file.path, range=in_file, fix=fix
    )
    origin = file.origin(range_.start.line)
    if origin is None:
        return plain
    return replace(
        plain, template=origin.template, template_line=origin.line, stack_key=origin.stack_key
    )


def _in_hcl(fix: Fix, parsed: Parsed, file: SourceFile) -> Fix | None:
    """A fix of a finding in ``file``, its edits with the files that they change;
    None where one of them is JSON.
    """
    edits = []
    for edit in fix.edits:
        path = edit.file or parsed.file_of(edit.range).path
        if path.endswith(".json"):
            return None
        place = Range(edit.range.start, edit.range.end)
        edits.append(Edit(place, edit.text, None if path == file.path else path))
    return replace(fix, edits=tuple(edits))


def missing_block_range(parsed: Parsed, header: Range, body: Body) -> Range:
    """The range at which Terraform reports a block that lacks or exceeds something.

    It is the block's header; in JSON the brace that closes it.
    """
    if not parsed.file_of(header).path.endswith(".json"):
        return header
    at = body.range.end
    return body.range.between(at, Pos(at.offset + 1, at.line, at.column + 1))


def at_plan(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Diagnostics of values files as warnings: Terraform reads these files only when it plans."""
    for problem in problems:
        detail = f"{problem.detail} {FOUND_AT_PLAN}".strip()
        yield replace(problem, severity=Severity.WARNING, detail=detail)

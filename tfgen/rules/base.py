"""What a rule is, and how it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Fix, Severity
from tfgen.rules.context import View
from tfgen.source import Pos, Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Body

Check = Callable[[View], Iterator[Diagnostic]]


class Rule(Struct, frozen=True):
    """A code and the function that finds it; ``doc`` is the rule's page, the docstring of its file."""

    code: str
    check: Check
    doc: str


def found(
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
    if planned and not parsed.own:
        severity = min(severity, Severity.WARNING)
        detail = f"{detail} Terraform finds this when it plans."
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


def lacking(parsed: Parsed, header: Range, body: Body) -> Range:
    """Where Terraform finds a block wanting, or too much: at its header; in JSON at the brace that closes it."""
    if not parsed.file.path.endswith(".json"):
        return header
    at = body.range.end
    return Range(at, Pos(at.offset + 1, at.line, at.column + 1))


def refused(
    code: str, parsed: Parsed, place: Range, summary: str, detail: str, help_: str = "", by: str = "AWS refuses this."
) -> Diagnostic:
    """A finding where Terraform is silent and AWS refuses what it is asked: an error in tfgen's own files only."""
    severity = Severity.ERROR if parsed.own else Severity.WARNING
    return found(code, parsed, place, summary, f"{detail} {by}", help_, severity)


def article(kind: str | None, path: str) -> str:
    """How a message names a place in a schema: ``aws_vpc``, ``data source aws_vpc`` or ``block x of aws_y``."""
    if kind == "provider" or path.startswith("provider"):
        return "the provider"
    first, _, below = path.partition(".")
    what = {"data": "data source ", "ephemeral": "ephemeral resource "}.get(first, "")
    name, *rest = (below if what else path).split(".")
    owner = what + name
    return f"block {'.'.join(rest)} of {owner}" if rest else owner


def sentence(text: str) -> str:
    """``text`` with a capital at its beginning, unless it begins with a name such as ``aws_vpc``."""
    return text if "_" in text.split(" ")[0] else text[:1].upper() + text[1:]

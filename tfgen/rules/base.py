"""What a rule is, and how it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic

Check = Callable[[RuleContext], Iterator[Diagnostic]]


class Rule(Struct, frozen=True):
    """A code and the function that finds it; ``doc`` is the rule's page, the docstring of its file.

    ``on_runs``: it looks at the assertions of test runs too, as if they were a module's.
    ``per_call``: it judges values, so it is run again for each call of a module, with the values
    that the call gives.
    """

    code: str
    check: Check
    doc: str
    on_runs: bool = False
    per_call: bool = False


class IgnoreRule(Struct, frozen=True):
    """A code that ``suppress`` reports about comments;
    ``doc`` is the rule's page, the docstring of its file.
    """

    code: str
    doc: str


def aws_diagnostic(
    code: str,
    parsed: Parsed,
    place: Range,
    summary: str,
    detail: str,
    help_: str = "",
    by: str = "AWS refuses this.",
) -> Diagnostic:
    """A finding where Terraform is silent and AWS refuses what it is asked:
    an error in tfgen's own files only.
    """
    severity = Severity.ERROR if parsed.generated else Severity.WARNING
    return diagnostic(code, parsed, place, summary, f"{detail} {by}", help_, severity)


def article(kind: str | None, path: str) -> str:
    """The name of a place in a schema:
    ``aws_vpc``, ``data source aws_vpc`` or ``block x of aws_y``.
    """
    if kind == "provider" or path.startswith("provider"):
        return "the provider"
    if ".provider." in path:
        name, _, below = path.partition(".provider.")
        return f"block {below} of provider {name}"
    first, _, below = path.partition(".")
    what = {"data": "data source ", "ephemeral": "ephemeral resource "}.get(first, "")
    name, *rest = (below if what else path).split(".")
    owner = what + name
    if rest:
        return f"block {'.'.join(rest)} of {owner}"
    return owner


def sentence(text: str) -> str:
    """``text`` with a capital at its beginning, unless it begins with a name such as ``aws_vpc``."""
    if "_" in text.split(" ")[0]:
        return text
    return text[:1].upper() + text[1:]

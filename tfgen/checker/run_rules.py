"""Runs all rules over a tree of directories and says what they found, and what could not be judged."""

from __future__ import annotations

from collections.abc import Iterable

from tfgen.diagnostics import SKIPPED, CheckResult, Diagnostic, Severity, Skipped, place_of, summed_up
from tfgen.rules.base import Rule
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.analysis.schema_blocks import builtin, checked_type
from tfgen.terraform.config.configuration import Configuration, Parsed
from tfgen.terraform.config.tree import ProjectContext, SchemaOf, configurations
from tfgen.terraform.evaluate.module_evaluation import ModuleEvaluation
from tfgen.terraform.functions import Files, Nesting

ALONE = ProjectContext()
"""Nothing is known but the files."""


def run_rules(
    files: Iterable[Parsed], schema_of: SchemaOf, rules: Iterable[Rule], project: ProjectContext = ALONE
) -> CheckResult:
    """Run the rules over every directory that the files lie in, each as a root or module of its own."""
    made = configurations(files, schema_of, project)
    views = _views(made)
    checks = [rule.check for rule in rules]
    found = {f for context in views.values() for check in checks for f in check(context)}
    return CheckResult(
        tuple(sorted(_once(found), key=place_of)),
        _skipped((c for c, _ in made), sum(context.evaluation.type_checker.skipped for context in views.values())),
    )


def _views(made: Iterable[tuple[Configuration, Files]]) -> dict[str, RuleContext]:
    """A context for each directory; their analyses and evaluations know each other."""
    nesting = Nesting()
    analyses: dict[str, ModuleAnalysis] = {}
    evaluations: dict[str, ModuleEvaluation] = {}
    for configuration, readable in made:
        directory = configuration.directory
        analyses[directory] = ModuleAnalysis(configuration, analyses, nesting)
        evaluations[directory] = ModuleEvaluation(analyses[directory], evaluations, readable, nesting)
    return {directory: RuleContext(analyses[directory], evaluations[directory]) for directory in analyses}


def _tier(code: str) -> int | None:
    """Rules on the language's blocks say a mistake better than those on references, and those than evaluation does."""
    if code.startswith("TFG2"):
        return 0
    if code.startswith("TFG4") and code != "TFG403":
        return 1 if code < "TFG450" else 2
    return None


def _once(found: set[Diagnostic]) -> list[Diagnostic]:
    """The findings, without those that only say again what a rule of a lower tier says of the same place."""
    told: dict[str | None, list[tuple[int, int, int, Severity]]] = {}
    for d in found:
        tier = _tier(d.code)
        if d.range and tier is not None:
            told.setdefault(d.file, []).append((d.range.start.offset, d.range.end.offset, tier, d.severity))
    return [d for d in found if not _told(d, told.get(d.file, ()))]


def _told(finding: Diagnostic, others: Iterable[tuple[int, int, int, Severity]]) -> bool:
    tier = _tier(finding.code)
    if finding.range is None or not tier:
        return False
    at = finding.range.start.offset
    return any(
        start <= at < end and other < tier and severity >= finding.severity for start, end, other, severity in others
    )


def _skipped(configurations: Iterable[Configuration], expressions: int) -> tuple[Skipped, ...]:
    types = calls = parts = 0
    for c in configurations:
        blocks = [*c.managed(), *c.of_kind("data"), *c.of_kind("ephemeral")]
        types += sum(checked_type(a, d, c) is None and builtin(a, d) is None for a, d in blocks)
        calls += sum(address[1] not in c.interfaces for address, _ in c.of_kind("module"))
        parts += not c.complete
    return summed_up(map(Skipped, (types, calls, expressions, parts), SKIPPED))

"""Run of all rules over a tree of directories:
their findings, and the parts that they could not look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from tfgen.checker.module_calls import ModuleCalls, merged
from tfgen.codes.table import CODES
from tfgen.diagnostics import (
    SKIPPED,
    CheckResult,
    Diagnostic,
    Severity,
    Skipped,
    place_of,
    summed_up,
)
from tfgen.rules.base import Rule
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.analysis.schema_blocks import builtin, checked_type
from tfgen.terraform.config.configuration import Configuration, Parsed
from tfgen.terraform.config.tree import ProjectContext, SchemaOf, configurations
from tfgen.terraform.evaluate.module_evaluation import ModuleEvaluation
from tfgen.terraform.evaluate.module_instance import ModuleInstance, ModuleTree
from tfgen.terraform.functions import Files, Nesting

ALONE = ProjectContext()
"""Nothing is known but the files."""


def run_rules(
    files: Iterable[Parsed],
    schema_of: SchemaOf,
    rules: Iterable[Rule],
    project: ProjectContext = ALONE,
) -> CheckResult:
    """Run the rules over every directory that the files lie in,
    each as a root or module of its own.
    """
    read = configurations(files, schema_of, project)
    rules = tuple(rules)
    contexts = _contexts(read)
    diagnostics = set(_found(contexts.values(), [rule for rule in rules if not rule.per_call]))
    diagnostics.update(_found_in_calls(contexts, rules))
    if any(configuration.tests.tests for configuration, _ in read):
        runs = _run_contexts(contexts, dict(_readable(read)))
        diagnostics.update(_found(runs, [rule for rule in rules if rule.on_runs]))
    expressions = sum(context.evaluation.type_checker.skipped for context in contexts.values())
    judged = [configuration for configuration, _ in read]
    reported = _without_gaps(_once(merged(diagnostics)), judged)
    return CheckResult(tuple(sorted(reported, key=place_of)), _skipped(judged, expressions))


def _found_in_calls(
    contexts: Mapping[str, RuleContext], rules: Sequence[Rule]
) -> Iterator[Diagnostic]:
    """The findings of the rules that judge values: in modules by themselves, and for each call."""
    of_values = []
    for rule in rules:
        if rule.per_call:
            of_values.append(rule)
    own: dict[str, list[Diagnostic]] = {}
    for directory, context in contexts.items():
        own[directory] = list(_found((context,), of_values))
    return ModuleCalls(contexts, of_values).diagnostics(own)


def _found(contexts: Iterable[RuleContext], rules: Sequence[Rule]) -> Iterator[Diagnostic]:
    for context in contexts:
        for rule in rules:
            yield from rule.check(context)


def _readable(read: Iterable[tuple[Configuration, Files]]) -> Iterator[tuple[str, Files]]:
    for configuration, files in read:
        yield configuration.directory, files


def _run_contexts(
    contexts: Mapping[str, RuleContext], readable: Mapping[str, Files]
) -> Iterator[RuleContext]:
    """A context for the assertions of each test run."""
    from tfgen.terraform.analysis.test_runs import run_analysis, runs_under_test

    evaluations = {}
    for directory, each in contexts.items():
        evaluations[directory] = each.evaluation
    for context in contexts.values():
        for run in runs_under_test(context.analysis):
            if run.module is not None:
                analysis = run_analysis(run, run.module)
                files = readable[analysis.configuration.directory]
                evaluation = ModuleEvaluation(analysis, evaluations, files, Nesting())
                yield RuleContext(analysis, evaluation)


def _contexts(read: Iterable[tuple[Configuration, Files]]) -> dict[str, RuleContext]:
    """A context for each directory; their analyses and evaluations know each other."""
    nesting = Nesting()
    analyses: dict[str, ModuleAnalysis] = {}
    evaluations: dict[str, ModuleEvaluation] = {}
    for configuration, readable in read:
        directory = configuration.directory
        analyses[directory] = ModuleAnalysis(configuration, analyses, nesting)
        evaluations[directory] = ModuleEvaluation(
            analyses[directory], evaluations, readable, nesting
        )
    tree = ModuleTree()
    contexts: dict[str, RuleContext] = {}
    for directory, analysis in analyses.items():
        module = ModuleInstance(evaluations[directory], tree)
        contexts[directory] = RuleContext(analysis, evaluations[directory], module)
    return contexts


class _Covered(Struct, frozen=True):
    """The text that a finding with a precedence is about."""

    start: int
    end: int
    precedence: int
    severity: Severity


def _once(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings, without those that only say again what one
    of a lower precedence says of the same place.
    """
    covered: dict[str | None, list[_Covered]] = {}
    for d in found:
        precedence = CODES[d.code].precedence
        if d.range and precedence is not None:
            cover = _Covered(d.range.start.offset, d.range.end.offset, precedence, d.severity)
            covered.setdefault(d.file, []).append(cover)
    return [d for d in found if not _is_covered(d, covered.get(d.file, ()))]


def _is_covered(finding: Diagnostic, others: Iterable[_Covered]) -> bool:
    precedence = CODES[finding.code].precedence
    if finding.range is None or not precedence:
        return False
    at = finding.range.start.offset
    return any(
        other.start <= at < other.end
        and other.precedence < precedence
        and other.severity >= finding.severity
        for other in others
    )


def _without_gaps(
    found: Iterable[Diagnostic], configurations: Iterable[Configuration]
) -> list[Diagnostic]:
    """The findings without those of the language's rules in misshapen JSON files.

    What is left of such a file lacks what was wrong there.
    """
    misshapen: set[str] = set()
    for configuration in configurations:
        shapes = (*configuration.problems.shapes, *configuration.tests.shapes)
        misshapen.update(shape.path for shape in shapes)
    return [d for d in found if d.file not in misshapen or CODES[d.code].precedence != 0]


def _skipped(configurations: Iterable[Configuration], expressions: int) -> tuple[Skipped, ...]:
    types = calls = parts = 0
    for c in configurations:
        blocks = [*c.managed(), *c.of_kind("data"), *c.of_kind("ephemeral")]
        for address, declared in blocks:
            if checked_type(address, declared, c) is None and builtin(address, declared) is None:
                types += 1
        for address, _ in c.of_kind("module"):
            if address[1] not in c.interfaces:
                calls += 1
        parts += not c.complete
    return summed_up(map(Skipped, (types, calls, expressions, parts), SKIPPED))

"""The variables of a module that a finding in it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from tfgen.diagnostics import Diagnostic
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.evaluate.plan_assumptions import variables_behind
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import nested, references

_REPEATING = frozenset({"count", "for_each"})


class Causes:
    """Finds the variables behind the findings in one module."""

    def __init__(self, analysis: ModuleAnalysis) -> None:
        self._analysis = analysis

    def near(self, found: Diagnostic) -> list[str]:
        """The variables that the expression at a finding's place depends on.

        Those of the innermost part that depends on any.
        """
        for place in self._by_file.get(found.file or "", ()):
            if found.range and place.expr.range.contains(found.range):
                parts = []
                for expr in nested(place.expr):
                    if expr.range.contains(found.range):
                        parts.append(expr)
                over = self._repeating(place)
                for part in reversed(parts):
                    names = self._variables((part, *over))
                    if names:
                        return names
        return []

    def around(self, found: Diagnostic) -> list[str]:
        """The variables that the block around a finding's place depends on, or else all of them."""
        for place in self._by_file.get(found.file or "", ()):
            body = place.block.body.range
            whole = place.block.header.to(body)
            if found.range and whole.contains(found.range):
                return self._variables(each.expr for each in self._in_block(place))
        return [address[1] for address, _ in self._analysis.configuration.of_kind("var")]

    @cached_property
    def _by_file(self) -> Mapping[str, Sequence[Scoped]]:
        by_file: dict[str, list[Scoped]] = {}
        for place in self._analysis.expressions:
            path = place.parsed.file_of(place.expr.range).path
            by_file.setdefault(path, []).append(place)
        return by_file

    def _variables(self, exprs: Iterable[Expr]) -> list[str]:
        return variables_behind(exprs, self._analysis.configuration, through_calls=True)

    def _in_block(self, place: Scoped) -> list[Scoped]:
        return [each for each in self._analysis.expressions if each.block is place.block]

    def _repeating(self, place: Scoped) -> list[Expr]:
        """The expressions that make the instances and rounds that an expression reads."""
        roots = set()
        for target in references(place.expr):
            roots.add(target.root)
        if roots.isdisjoint({"each", "count", *place.bound}):
            return []
        around = self._in_block(place)
        return [each.expr for each in around if each.argument in _REPEATING]

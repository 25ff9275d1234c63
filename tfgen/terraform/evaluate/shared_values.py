"""Values and dependencies of a module that are the same for all its calls."""

from __future__ import annotations

from functools import cached_property

from tfgen.terraform.evaluate.module_evaluation import ModuleEvaluation
from tfgen.terraform.evaluate.module_scope import Mode
from tfgen.terraform.evaluate.plan_assumptions import dependent
from tfgen.terraform.types.value import Value


class SharedValues:
    """The values that all calls of a module have in common, each calculated at its first use."""

    def __init__(self, evaluation: ModuleEvaluation) -> None:
        self._evaluation = evaluation
        self._dependents: dict[frozenset[str], frozenset[int]] = {}
        self._defaults: dict[str, Value | None] = {}

    def dependents(self, variables: frozenset[str]) -> frozenset[int]:
        """The arguments' expressions that depend on some variables, by identity."""
        if variables not in self._dependents:
            references_to = self._evaluation.analysis.references_to
            self._dependents[variables] = dependent(variables, references_to, through_calls=True)
        return self._dependents[variables]

    def default(self, name: str) -> Value | None:
        """The final value of a variable that a call gives nothing."""
        if name not in self._defaults:
            self._defaults[name] = self.final(name, None)
        return self._defaults[name]

    def final(self, name: str, value: Value | None) -> Value | None:
        """The final value of a variable that is given ``value``; see ``final_value``."""
        scope = self._evaluation.scope(Mode.PLAN)
        declared = self._evaluation.configuration.declared.get(("var", name))
        if declared:
            return scope.final(declared, scope.type_of(name), value)
        return None

    @cached_property
    def whole_expressions(self) -> frozenset[int]:
        """The expressions of whole arguments, by identity."""
        return frozenset([id(place.expr) for place in self._evaluation.analysis.expressions])

"""The context of a rule: a module with its analysis and its evaluation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.evaluate.module_evaluation import ModuleEvaluation
from tfgen.terraform.schema import ProviderSchema

T = TypeVar("T")


class RuleContext:
    """One module as rules are given it; ``analysis`` and ``evaluation`` keep what they found out."""

    def __init__(self, analysis: ModuleAnalysis, evaluation: ModuleEvaluation | None = None) -> None:
        self.analysis = analysis
        self.evaluation = evaluation or ModuleEvaluation(analysis)
        self._made: dict[object, object] = {}

    @property
    def configuration(self) -> Configuration:
        """What the module's files declare."""
        return self.analysis.configuration

    @property
    def schema(self) -> ProviderSchema | None:
        """The provider's schema, None when there is none to judge with."""
        return self.configuration.schema

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What ``make`` makes, made at the first call with this key: for what several rules of one kind need."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

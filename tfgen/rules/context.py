"""The context of a rule: a module with its analysis and its evaluation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.evaluate.module_evaluation import ModuleEvaluation
from tfgen.terraform.evaluate.module_instance import ModuleInstance
from tfgen.terraform.schema import ProviderSchema

T = TypeVar("T")


class RuleContext:
    """One module for the rules; ``analysis`` and ``evaluation`` cache their own results.

    ``instance``: the values that the module has by itself, or of one call; ``alone``: the context
    of the module by itself; ``caller``: that of the module which makes the call.
    """

    def __init__(
        self,
        analysis: ModuleAnalysis,
        evaluation: ModuleEvaluation | None = None,
        instance: ModuleInstance | None = None,
        alone: RuleContext | None = None,
        caller: RuleContext | None = None,
    ) -> None:
        self.analysis = analysis
        self.evaluation = evaluation or ModuleEvaluation(analysis)
        self.instance = instance or ModuleInstance(self.evaluation)
        self.alone = alone or self
        self.caller = caller
        self._results: dict[object, object] = {}

    def called(self, instance: ModuleInstance, caller: RuleContext) -> RuleContext:
        """The same module with the values of a call."""
        return RuleContext(self.analysis, self.evaluation, instance, self.alone, caller)

    @property
    def configuration(self) -> Configuration:
        """Declarations of the module's files."""
        return self.analysis.configuration

    @property
    def schema(self) -> ProviderSchema | None:
        """The provider's schema; None when there is none to check with."""
        return self.configuration.schema

    def once(self, key: object, compute: Callable[[], T]) -> T:
        """Result of ``compute``, which runs at the first call with this key only.

        For results that several rules of one kind need.
        """
        if key not in self._results:
            self._results[key] = compute()
        return cast(T, self._results[key])

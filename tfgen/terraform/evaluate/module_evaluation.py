"""A module with all that can be said of it by evaluating; each thing is found when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.config.provider_functions import provided
from tfgen.terraform.evaluate.module_scope import Mode, ModuleScope, output_of
from tfgen.terraform.evaluate.plan_assumptions import PlanAssumptions, assumable, dependent
from tfgen.terraform.evaluate.templatefile import renderer
from tfgen.terraform.evaluate.typecheck import LocatedError, TypeChecker
from tfgen.terraform.evaluate.variable_validations import Call, Validations
from tfgen.terraform.functions import Budget, Files, Function, FunctionContext, Nesting, NoFiles
from tfgen.terraform.types.value import Value


class ModuleEvaluation:
    """Values of an analysed module, and what is wrong with the types and values of its expressions.

    ``tree`` has the evaluations of all directories by their paths, this one among them; ``files`` what functions may
    read. ``nesting`` is one for all of the tree.
    """

    def __init__(
        self,
        analysis: ModuleAnalysis,
        tree: Mapping[str, ModuleEvaluation] | None = None,
        files: Files | None = None,
        nesting: Nesting | None = None,
    ) -> None:
        self._analysis = analysis
        self._tree = tree if tree is not None else {}
        readable, budget, nested = files or NoFiles(), Budget(), nesting or Nesting()
        self._context = FunctionContext(readable, renderer(readable, budget, nested), budget, nested, self._provided)
        self._values: dict[Mode, ModuleScope] = {}
        self._asked: set[Mode] = set()

    @property
    def configuration(self) -> Configuration:
        """The module as it is declared."""
        return self._analysis.configuration

    def _provided(self, name: str) -> Function | None:
        return provided(name, self._analysis.required, self.configuration.schema)

    @cached_property
    def _modules(self) -> Mapping[str, ModuleEvaluation]:
        """The complete modules that are called from here, by the names of the calls."""
        called = self._analysis.modules.items()
        return {name: self._tree[m.configuration.directory] for name, m in called if m.configuration.complete}

    @cached_property
    def type_checker(self) -> TypeChecker:
        """What is wrong with the expressions' types and values."""
        return TypeChecker(self.values(Mode.VALIDATE), self.values(Mode.PLAN), self.assumptions).run()

    @cached_property
    def assumptions(self) -> PlanAssumptions | None:
        """What a plan of it assumes, if it is a root module that has values for variables."""
        names = [*assumable(self.configuration)] if self.configuration.is_root else []
        exprs = dependent(names, self._analysis.references_to) if names else frozenset()
        return PlanAssumptions(self.values(Mode.PLAN_WITH_VALUES), exprs) if exprs else None

    @cached_property
    def found(self) -> tuple[LocatedError, ...]:
        """What is wrong with the expressions' types and values, those included that calls of modules give."""
        found = [*self.type_checker.found]
        for name, module in self._modules.items():
            found += self._call(name, module).refused()
        return tuple(found)

    def _call(self, name: str, module: ModuleEvaluation) -> Call:
        declared = self.configuration.declared["module", name]
        return Call(name, declared, self.values, module.values, module.validations, self.assumptions)

    @cached_property
    def validations(self) -> Validations:
        """The validations of the variables, for calls from elsewhere."""
        return Validations.of(self.configuration, self.type_checker.found)

    def values(self, mode: Mode) -> ModuleScope:
        """What references stand for."""
        if mode not in self._values:
            self._values[mode] = ModuleScope(self.configuration, mode, self._context, self._outputs_of)
        return self._values[mode]

    def _outputs_of(self, call: str, mode: Mode) -> Mapping[str, Value] | None:
        """The outputs of a called module; its variables may have any value of their type."""
        module = self._modules.get(call)
        return module.outputs(Mode.PLAN if mode is Mode.PLAN_WITH_VALUES else mode) if module else None

    def outputs(self, mode: Mode) -> Mapping[str, Value] | None:
        """The values of the outputs, or None inside a module that calls itself."""
        if mode in self._asked:
            return None
        self._asked.add(mode)
        try:
            found = ((a[1], output_of(d, self.values(mode))) for a, d in self.configuration.of_kind("output"))
            return dict(found)
        finally:
            self._asked.discard(mode)

"""A module with the results of its evaluation, each calculated at its first use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Configuration, Declared, argument_of
from tfgen.terraform.config.provider_functions import local_name, provided
from tfgen.terraform.evaluate.call_validation import CallValidation
from tfgen.terraform.evaluate.evaluation_site import LocatedError
from tfgen.terraform.evaluate.module_scope import Mode, ModuleScope
from tfgen.terraform.evaluate.plan_assumptions import PlanAssumptions, assumable, dependent
from tfgen.terraform.evaluate.templatefile import renderer
from tfgen.terraform.evaluate.typecheck import TypeChecker
from tfgen.terraform.evaluate.variable_validations import Validations
from tfgen.terraform.evaluate.variable_values import marks_of
from tfgen.terraform.functions import Budget, Files, Function, FunctionContext, Nesting, NoFiles
from tfgen.terraform.types.value import ANYTHING, Value


class ModuleEvaluation:
    """Values of an analysed module, and the errors in the types and values of its expressions.

    ``tree`` has the evaluations of all directories by their paths, this one among them; ``files``
    are those that functions may read. ``nesting`` is one for all of the tree.
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
        files, budget, nesting = files or NoFiles(), Budget(), nesting or Nesting()
        engine = analysis.configuration.engine
        self._context = FunctionContext(
            files,
            renderer(files, budget, nesting, engine),
            budget=budget,
            nesting=nesting,
            provided=self._provided,
            engine=engine,
        )
        self._scopes: dict[Mode, ModuleScope] = {}
        self._evaluating_outputs: set[Mode] = set()

    @property
    def analysis(self) -> ModuleAnalysis:
        """The module's references and blocks."""
        return self._analysis

    @property
    def configuration(self) -> Configuration:
        """The module as it is declared."""
        return self._analysis.configuration

    @property
    def context(self) -> FunctionContext:
        """The files and the budget of functions in this module."""
        return self._context

    def _provided(self, name: str) -> Function | None:
        local = local_name(name)
        schema = self.configuration.schema_of(local) if local else None
        return provided(name, self._analysis.required, schema)

    @cached_property
    def modules(self) -> Mapping[str, ModuleEvaluation]:
        """The complete modules that are called from here, by the names of the calls."""
        modules = {}
        for name, called in self._analysis.modules.items():
            if called.configuration.complete:
                modules[name] = self._tree[called.configuration.directory]
        return modules

    def called_module(self, call: str) -> ModuleEvaluation | None:
        """The complete module that a call from here names; None where it is not known."""
        return self.modules.get(call)

    @cached_property
    def type_checker(self) -> TypeChecker:
        """The errors in the expressions' types and values."""
        return TypeChecker(self.scope(Mode.VALIDATE), self.scope(Mode.PLAN), self.assumptions).run()

    @cached_property
    def assumptions(self) -> PlanAssumptions | None:
        """The assumptions of a plan, if this is a root module that has values for variables."""
        if not self.configuration.is_root:
            return None
        names = list(assumable(self.configuration))
        if not names:
            return None
        exprs = dependent(names, self._analysis.references_to)
        if exprs:
            return PlanAssumptions(self.scope(Mode.PLAN_WITH_VALUES), exprs)
        return None

    @cached_property
    def errors(self) -> tuple[LocatedError, ...]:
        """The errors in the expressions' types and values,
        those of values that calls give to modules included.
        """
        errors = [*self.type_checker.errors]
        if self.configuration.of_test:
            return tuple(errors)
        for name, module in self.modules.items():
            errors += self._call(name, module).errors()
        return tuple(errors)

    def _call(self, name: str, module: ModuleEvaluation) -> CallValidation:
        return CallValidation(
            name,
            self.configuration.declared["module", name],
            caller=self.scope,
            module=module.scope,
            validations=module.validations,
            assumptions=self.assumptions,
        )

    @cached_property
    def validations(self) -> Validations:
        """The validations of the variables, for calls from elsewhere."""
        return Validations.of(self.configuration, self.type_checker.errors)

    def scope(self, mode: Mode) -> ModuleScope:
        """The meaning of references."""
        if mode not in self._scopes:
            self._scopes[mode] = ModuleScope(
                self.configuration, mode, self._context, self._outputs_of
            )
        return self._scopes[mode]

    def _outputs_of(self, call: str, mode: Mode) -> Mapping[str, Value] | None:
        """The outputs of a called module; its variables may have any value of their type."""
        module = self.modules.get(call)
        if module is None:
            return None
        return module.outputs(Mode.PLAN if mode is Mode.PLAN_WITH_VALUES else mode)

    def outputs(self, mode: Mode) -> Mapping[str, Value] | None:
        """The values of the outputs, or None inside a module that calls itself."""
        if mode in self._evaluating_outputs:
            return None
        self._evaluating_outputs.add(mode)
        try:
            return {
                address[1]: self.output(declared, self.scope(mode))
                for address, declared in self.configuration.of_kind("output")
            }
        finally:
            self._evaluating_outputs.discard(mode)

    @staticmethod
    def output(declared: Declared, scope: ModuleScope) -> Value:
        """The value of an output, as callers see it."""
        expr = argument_of(declared, "value")
        value = ANYTHING
        if expr is not None:
            value = scope.value(expr)
        return value.marked(marks_of(declared))

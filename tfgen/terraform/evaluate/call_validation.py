"""Validations of a called module's variables, with the values that the call gives them.

``terraform validate`` runs them with what it knows of those values: everything but variables,
outputs of modules, resources and instances. Other variables in a condition it takes as unknown,
whatever the call gives them; a plan does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from tfgen.terraform.config.configuration import Configuration, Declared
from tfgen.terraform.evaluate.evaluation_site import (
    EnclosingBlock,
    EvaluationSite,
    ExpectedCondition,
    LocatedError,
    repeating_argument,
)
from tfgen.terraform.evaluate.evaluator import Evaluator
from tfgen.terraform.evaluate.expectations import condition_detail, expectation_errors
from tfgen.terraform.evaluate.module_scope import Mode, ModuleScope
from tfgen.terraform.evaluate.path_dependence import depends_on_path
from tfgen.terraform.evaluate.plan_assumptions import PlanAssumptions
from tfgen.terraform.evaluate.site_evaluation import evaluator_at, has_no_instances
from tfgen.terraform.evaluate.variable_validations import Validation, Validations
from tfgen.terraform.evaluate.variable_values import marks_of
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import Step, plain_string, references
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError
from tfgen.terraform.types.model import BOOL
from tfgen.terraform.types.type_conversion import plain
from tfgen.terraform.types.value import Value, identity, string
from tfgen.terraform.types.value_conversion import ConversionError, convert


class CallValidation(Struct, frozen=True):
    """A call of a module: the scopes of the ``caller`` and of the called ``module``, by mode.

    ``assumptions``: those of a plan, where the call stands in a root module.
    """

    name: str
    declared: Declared
    caller: Callable[[Mode], ModuleScope]
    module: Callable[[Mode], ModuleScope]
    validations: Validations
    assumptions: PlanAssumptions | None = None

    @property
    def repeats(self) -> Attribute | None:
        """Its ``count`` or ``for_each``."""
        return repeating_argument(self.declared.body)

    @property
    def where(self) -> str:
        """The call, its file and line, for messages."""
        return f"module.{self.name} ({self.declared.parsed.where(self.declared.name_range)})"

    def errors(self) -> Iterator[LocatedError]:
        """The errors of the values that the call gives to variables, or leaves to their defaults."""
        inputs = {argument.name: argument.expr for argument in self.declared.body.attributes}
        values: dict[str, Value | None] = {}
        for validation in self.validations.every:
            name = validation.name
            if name not in values:
                values[name] = self._value(
                    name, validation.variable, inputs.get(name), Mode.VALIDATE
                )
            yield from _InputValidation(self, validation, inputs).errors(values[name])

    def planned_value(self, name: str, inputs: Mapping[str, Expr], mode: Mode) -> Value | None:
        """The value of a variable of the module when it is planned,
        None where there is no such variable.
        """
        variable = self.module(Mode.VALIDATE).configuration.declared.get(("var", name))
        if variable:
            return self._value(name, variable, inputs.get(name), mode)
        return None

    def _value(
        self, name: str, variable: Declared, input_: Expr | None, mode: Mode
    ) -> Value | None:
        """The value of a variable of the module;
        None where the type checker reports that there is none.
        """
        module, value = self.module(Mode.VALIDATE), None
        if input_ is not None:
            block = EnclosingBlock(
                self.declared.parsed, ("module", self.name), repeats=self.repeats
            )
            value, errors = evaluator_at(block, self.caller(mode)).attempt(input_)
            if errors:
                return None
        final = module.final(variable, module.type_of(name), value)
        if final is not None:
            return final.marked(marks_of(variable))
        return None


class _InputValidation(Struct, frozen=True):
    """A validation of a variable for a call with these arguments."""

    call: CallValidation
    validation: Validation
    inputs: Mapping[str, Expr]

    @property
    def input(self) -> Expr | None:
        """The expression that the call gives to the variable."""
        return self.inputs.get(self.validation.name)

    def assumed(self) -> list[Expr]:
        """The expressions of the call that depend on what a plan assumes: those of the variables
        that are read, and its ``count`` or ``for_each``.
        """
        assumptions, repeats = self.call.assumptions, self.call.repeats
        if assumptions is None:
            return []
        exprs = [self.inputs[name] for name in self._variables_read() if name in self.inputs]
        if repeats is not None:
            exprs.append(repeats.expr)
        return [expr for expr in exprs if id(expr) in assumptions.exprs]

    def errors(self, value: Value | None) -> Iterator[LocatedError]:
        """The errors that ``validate`` finds, which knows that ``value``, or else those of a plan."""
        if value is not None and self._knows_more(value):
            errors = self._validate_errors(value)
            if errors:
                yield from errors
                return
        if self.validation.others or self.assumed():
            yield from self._plan_errors(
                Mode.PLAN_WITH_VALUES if self.call.assumptions else Mode.PLAN
            )

    def _knows_more(self, value: Value) -> bool:
        """True when more than the type is known, which the module knows by itself."""
        return value.known or value.type != plain(
            self.call.module(Mode.VALIDATE).type_of(self.validation.name)
        )

    def _validate_errors(self, value: Value) -> list[LocatedError]:
        key = id(self.validation.condition), (identity(value), value.type, value.all_marks)
        met = self.call.validations.met
        if value.wholly_known and key in met:
            return []
        errors = self._errors(
            self.call.module(Mode.VALIDATE), {self.validation.name: value}, planned=False
        )
        if not errors and value.wholly_known:
            met.add(key)
        return errors

    def _plan_errors(self, mode: Mode) -> list[LocatedError]:
        if has_no_instances(self.call.repeats, self.call.caller(mode)):
            return []
        values: dict[str, Value] = {}
        for name in self._variables_read():
            value = self.call.planned_value(name, self.inputs, mode)
            if value is not None:
                values[name] = value
        own = values.get(self.validation.name)
        if own is None or not own.known:
            return []
        return self._errors(self.call.module(Mode.PLAN), values, planned=True)

    def _variables_read(self) -> list[str]:
        """The variables in the condition and in its error message."""
        names: dict[str, None] = {}
        for expr in (self.validation.condition, self.validation.message):
            for reference in references(expr):
                if reference.root == "var" and reference.names[1:]:
                    names[reference.names[1]] = None
        return list(names)

    def _errors(
        self, module: ModuleScope, variables: Mapping[str, Value], *, planned: bool
    ) -> list[LocatedError]:
        evaluator = Evaluator(_ValidationScope(module, variables), module.context, deep=planned)
        result, errors = self._condition(evaluator)
        message, message_errors = self._message(evaluator)
        errors += message_errors
        if not (errors or _is_false(result)) or self._depends_on_path(module.configuration):
            return []
        if errors:
            return list(self._failures(errors, planned))
        return list(self._refusal(message, planned))

    def _condition(self, evaluator: Evaluator) -> tuple[Value, list[EvaluationError]]:
        validation = self.validation
        result, errors = evaluator.attempt(validation.condition)
        if errors:
            return result, errors
        block = EnclosingBlock(validation.variable.parsed, ("var", validation.name))
        site = EvaluationSite(block, validation.condition, "condition", ExpectedCondition())
        return result, list(expectation_errors(site, result, planned=False))

    def _message(self, evaluator: Evaluator) -> tuple[Value, list[EvaluationError]]:
        text = plain_string(self.validation.message)
        if text is not None:
            return string(text), []
        return evaluator.attempt(self.validation.message)

    def _depends_on_path(self, module: Configuration) -> bool:
        """See ``path_dependence``: as there may be several modules, there may be several answers."""
        caller = self.call.caller(Mode.VALIDATE).configuration
        if caller.called and self.input is not None and depends_on_path(self.input, caller):
            return True
        return depends_on_path(self.validation.condition, module) or depends_on_path(
            self.validation.message, module
        )

    def _failures(self, errors: Sequence[EvaluationError], planned: bool) -> Iterator[LocatedError]:
        """The errors in the module's own expressions with the value, once for all calls."""
        parsed, name = self.validation.variable.parsed, self.validation.name
        if self.input is not None:
            cause = f"{self.call.where} gives var.{name} this value."
        else:
            cause = f"{self.call.where} leaves var.{name} to its default."
        for e in errors:
            if self.call.validations.record((parsed.file.path, e.kind, e.range), planned):
                help_ = self._noted(f"{e.help} {cause}".strip(), planned)
                error = EvaluationError(e.kind, e.range, e.summary, e.detail, help=help_)
                yield LocatedError(parsed, error, planned)

    def _refusal(self, message: Value, planned: bool) -> Iterator[LocatedError]:
        """The error of a value that the validation refuses:
        where the call gives it, or at the variable's default.
        """
        validation, late = self.validation, planned or not message.known
        text = message.data if isinstance(message.data, str) and not message.all_marks else ""
        detail = f"{condition_detail(text)} The condition stands at {validation.where}."
        if self.input is not None:
            parsed, range_, help_ = self.call.declared.parsed, self.input.range, ""
            summary = f'module.{self.call.name} refuses the value of "{validation.name}"'
        elif validation.default is not None:
            parsed, range_ = validation.variable.parsed, validation.default.range
            if not self.call.validations.record(
                (parsed.file.path, ErrorKind.REFUSED, range_), late
            ):
                return
            summary = f'The default of "{validation.name}" is refused'
            help_ = f"{self.call.where} gives no other value."
        else:
            return
        error = EvaluationError(
            ErrorKind.REFUSED, range_, summary, detail, help=self._noted(help_, planned)
        )
        yield LocatedError(parsed, error, late)

    def _noted(self, help_: str, planned: bool) -> str:
        """The help with a sentence on what a plan assumes."""
        assumptions = self.call.assumptions
        if not planned or assumptions is None:
            return help_
        return f"{help_} {assumptions.note_on(self.assumed())}".strip()


def _is_false(result: Value) -> bool:
    try:
        return convert(result, BOOL).data is False
    except ConversionError:
        return False


class _ValidationScope(Struct):
    """The scope of a validation: some variables have the values that the call gives them."""

    module: ModuleScope
    variables: Mapping[str, Value]

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """See ``Scope``."""
        if root == "var" and steps and not steps[0].index:
            value = self.variables.get(str(steps[0].key))
            if value is not None:
                return value, 1
        return self.module.resolve(root, steps)

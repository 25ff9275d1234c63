"""The validations of a called module's variables, with the values that the call gives them.

``terraform validate`` runs them with what it knows of those values: everything but variables, outputs of modules,
resources and instances. Other variables in a condition it takes as unknown, whatever the call gives them; a plan does
not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from tfgen.source import Range
from tfgen.terraform.config.configuration import Configuration, Declared, argument_of
from tfgen.terraform.evaluate.evaluator import Evaluator
from tfgen.terraform.evaluate.expectations import said, unmet
from tfgen.terraform.evaluate.expression_sites import EvaluationSite, Expectation
from tfgen.terraform.evaluate.module_scope import Mode, ModuleScope, marks_of
from tfgen.terraform.evaluate.path_dependence import is_placed
from tfgen.terraform.evaluate.plan_assumptions import PlanAssumptions
from tfgen.terraform.evaluate.typecheck import LocatedError, evaluator_at, never_made
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import Step, plain_string, references
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError
from tfgen.terraform.types.model import BOOL
from tfgen.terraform.types.type_conversion import plain
from tfgen.terraform.types.value import Value, identity, string
from tfgen.terraform.types.value_conversion import ConversionError, convert


class Validation(Struct, frozen=True):
    """One validation of a variable of a module. ``others``: its condition looks at other variables too."""

    name: str
    variable: Declared
    condition: Expr
    message: Expr
    others: bool

    @property
    def default(self) -> Expr | None:
        """The variable's default."""
        return argument_of(self.variable, "default")

    @property
    def where(self) -> str:
        """Its place in a message."""
        return self.variable.parsed.where(self.condition.range)


class Validations(Struct, frozen=True):
    """Those of one module, one for all calls of it.

    ``told``: what was told of the module's files, and whether it is for a plan to find; ``met``: which validation
    ``validate`` finds to be met by which value.
    """

    every: tuple[Validation, ...]
    told: dict[tuple[str, ErrorKind, Range], bool]
    met: set[tuple[int, object]] = field(default_factory=set)

    @staticmethod
    def of(configuration: Configuration, found: Sequence[LocatedError]) -> Validations:
        """Those of a module in which evaluation finds something by itself."""
        every = tuple(one for address, d in configuration.of_kind("var") for one in _validations(address[1], d))
        return Validations(every, {(f.parsed.file.path, f.error.kind, f.error.range): f.planned for f in found})

    def was_told(self, parsed: str, kind: ErrorKind, at: Range, planned: bool) -> bool:
        """Whether it is told already, as bad as it is; it is from now on."""
        key = parsed, kind, at
        before = self.told.get(key)
        self.told[key] = planned and before is not False
        return before is not None and (planned or not before)


def _validations(name: str, variable: Declared) -> Iterator[Validation]:
    for block in variable.body.blocks:
        if block.type == "validation":
            arguments = {a.name: a.expr for a in block.body.attributes}
            condition, message = arguments.get("condition"), arguments.get("error_message")
            if condition is not None and message is not None:
                others = any(one.root == "var" and one.names[1:2] != (name,) for one in references(condition))
                yield Validation(name, variable, condition, message, others)


class Call(Struct, frozen=True):
    """A call of a module: the values around it and in the module, by mode.

    ``assumptions``: what a plan assumes where the call stands in a root module.
    """

    name: str
    declared: Declared
    project: Callable[[Mode], ModuleScope]
    inside: Callable[[Mode], ModuleScope]
    validations: Validations
    assumptions: PlanAssumptions | None = None

    @property
    def repeats(self) -> Attribute | None:
        """Its ``count`` or ``for_each``."""
        return self.declared.body.argument("count", "for_each")

    @property
    def where(self) -> str:
        """The call in a message."""
        return f"module.{self.name} ({self.declared.parsed.where(self.declared.name_range)})"

    def refused(self) -> Iterator[LocatedError]:
        """What is wrong with the values that it gives, or leaves to their defaults."""
        given = {a.name: a.expr for a in self.declared.body.attributes}
        values: dict[str, Value | None] = {}
        for one in self.validations.every:
            if one.name not in values:
                values[one.name] = self._value(one.name, one.variable, given.get(one.name), Mode.VALIDATE)
            yield from _Judging(self, one, given).found(values[one.name])

    def _value(self, name: str, variable: Declared, given: Expr | None, mode: Mode) -> Value | None:
        """What a variable of the module is; None when that is told elsewhere."""
        inside, value = self.inside(Mode.VALIDATE), None
        if given is not None:
            place = EvaluationSite(self.declared.parsed, given, name, repeats=self.repeats)
            value, wrong = evaluator_at(place, self.project(mode)).tried(given)
            if wrong:
                return None
        final = inside.final(variable, inside.type_of(name), value)
        return final.marked(marks_of(variable)) if final is not None else None

    def planned(self, name: str, given: Mapping[str, Expr], mode: Mode) -> Value | None:
        """What a variable of the module is when it is planned, if there is one of that name."""
        variable = self.inside(Mode.VALIDATE).configuration.declared.get(("var", name))
        return self._value(name, variable, given.get(name), mode) if variable else None


class _Judging(Struct, frozen=True):
    """One validation for one call, which has these arguments."""

    call: Call
    validation: Validation
    arguments: Mapping[str, Expr]

    @property
    def given(self) -> Expr | None:
        """What the call gives to the variable."""
        return self.arguments.get(self.validation.name)

    @property
    def assumes(self) -> bool:
        """Whether what the call gives depends on what a plan assumes."""
        assumptions, given = self.call.assumptions, self.given
        return assumptions is not None and given is not None and id(given) in assumptions.exprs

    def found(self, value: Value | None) -> Iterator[LocatedError]:
        """What ``validate`` finds, which knows that ``value``, or else a plan."""
        if value is not None and self._tells(value):
            judged = self._validated(value)
            if judged:
                yield from judged
                return
        if self.validation.others or self.assumes:
            yield from self._planned(Mode.PLAN_WITH_VALUES if self.call.assumptions else Mode.PLAN)

    def _tells(self, value: Value) -> bool:
        """Whether more is known than what the module knows by itself: the type."""
        return value.known or value.type != plain(self.call.inside(Mode.VALIDATE).type_of(self.validation.name))

    def _validated(self, value: Value) -> list[LocatedError]:
        key = id(self.validation.condition), (identity(value), value.type, value.all_marks)
        met = self.call.validations.met
        if value.wholly_known and key in met:
            return []
        found = self._judged(self.call.inside(Mode.VALIDATE), {self.validation.name: value}, planned=False)
        if not found and value.wholly_known:
            met.add(key)
        return found

    def _planned(self, mode: Mode) -> list[LocatedError]:
        if never_made(self.call.repeats, self.call.project(mode)):
            return []
        names = dict.fromkeys(
            one.names[1] for e in self._exprs for one in references(e) if one.root == "var" and one.names[1:]
        )
        values = {name: value for name in names if (value := self.call.planned(name, self.arguments, mode)) is not None}
        generated = values.get(self.validation.name)
        if generated is None or not generated.known:
            return []
        return self._judged(self.call.inside(Mode.PLAN), values, planned=True)

    @property
    def _exprs(self) -> tuple[Expr, Expr]:
        return self.validation.condition, self.validation.message

    def _judged(self, inside: ModuleScope, variables: Mapping[str, Value], *, planned: bool) -> list[LocatedError]:
        one = self.validation
        evaluator = Evaluator(_Inside(inside, variables), inside.context, deep=planned)
        result, wrong = evaluator.tried(one.condition)
        at = one.variable.parsed, one.condition, "condition"
        place = EvaluationSite(*at, expectation=Expectation.CONDITION, owner=("var", one.name))
        wrong = wrong or list(unmet(place, result, planned=False))
        plain = plain_string(one.message)
        text, unsaid = (string(plain), []) if plain is not None else evaluator.tried(one.message)
        failing = bool(wrong or unsaid)
        if not (failing or _is_false(result)) or self._is_placed(inside.configuration):
            return []
        return list(self._failing(place, (*wrong, *unsaid), planned) if failing else self._refused(text, planned))

    def _is_placed(self, module: Configuration) -> bool:
        """Whether it depends on where the module lies, seen from the root module: there may be several of these."""
        project = self.call.project(Mode.VALIDATE).configuration
        if project.called and self.given is not None and is_placed(self.given, project):
            return True
        return any(is_placed(expr, module) for expr in self._exprs)

    def _failing(
        self, place: EvaluationSite, errors: Sequence[EvaluationError], planned: bool
    ) -> Iterator[LocatedError]:
        """What fails in the module with the value: once for all calls."""
        gives, what = ("gives", "this value") if self.given is not None else ("leaves", "to its default")
        for t in errors:
            if not self.call.validations.was_told(place.parsed.file.path, t.kind, t.range, planned):
                help_ = f"{t.help} {self.call.where} {gives} var.{self.validation.name} {what}.".strip()
                error = EvaluationError(t.kind, t.range, t.summary, t.detail, self._noted(help_, planned))
                yield LocatedError(place, error, planned)

    def _refused(self, text: Value, planned: bool) -> Iterator[LocatedError]:
        one, given, late = self.validation, self.given, planned or not text.known
        message = text.data if isinstance(text.data, str) and not text.all_marks else ""
        detail = f"{said(message)} The condition stands at {one.where}."
        if given is not None:
            summary = f'module.{self.call.name} refuses the value of "{one.name}"'
            error = EvaluationError(ErrorKind.REFUSED, given.range, summary, detail, self._noted("", planned))
            yield LocatedError(EvaluationSite(self.call.declared.parsed, given, one.name), error, late)
        elif one.default is not None and not self.call.validations.was_told(
            one.variable.parsed.file.path, ErrorKind.REFUSED, one.default.range, late
        ):
            summary = f'The default of "{one.name}" is refused'
            help_ = self._noted(f"{self.call.where} gives no other value.", planned)
            error = EvaluationError(ErrorKind.REFUSED, one.default.range, summary, detail, help_)
            yield LocatedError(EvaluationSite(one.variable.parsed, one.default, one.name), error, late)

    def _noted(self, help_: str, planned: bool) -> str:
        assumptions, given = self.call.assumptions, self.given
        if not (planned and self.assumes) or assumptions is None or given is None:
            return help_
        note = assumptions.note(EvaluationSite(self.call.declared.parsed, given, self.validation.name), given.range)
        return f"{help_} {note}".strip()


def _is_false(result: Value) -> bool:
    try:
        return convert(result, BOOL).data is False
    except ConversionError:
        return False


class _Inside(Struct):
    """The scope of a validation: some variables have the values that the call gives them."""

    values: ModuleScope
    variables: Mapping[str, Value]

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """See ``Scope``."""
        if root == "var" and steps and not steps[0].index:
            value = self.variables.get(str(steps[0].key))
            if value is not None:
                return value, 1
        return self.values.resolve(root, steps)

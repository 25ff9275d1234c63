"""The validations of a called module's variables, with the values that the call gives them.

``terraform validate`` runs them with what it knows of those values: everything but variables, outputs of modules,
resources and instances. Other variables in a condition it takes as unknown, whatever the call gives them; a plan does
not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from tfgen.hcl.syntax import Attribute, Block, Expr
from tfgen.hcl.walk import Step, references
from tfgen.rules.assumed import Assumed
from tfgen.rules.configuration import Declared, argument_of
from tfgen.rules.demands import said, unmet
from tfgen.rules.inference import Found, evaluator_at, never_made
from tfgen.rules.places import Place, Want
from tfgen.rules.values import Mode, Values, marks_of
from tfgen.source import Range
from tfgen.types.conversion import ConversionError, convert
from tfgen.types.evaluate import Evaluator
from tfgen.types.model import BOOL
from tfgen.types.trouble import Kind, Trouble
from tfgen.types.value import Value

Told = dict[tuple[str, Kind, Range], bool]
"""What was told of a module's files, and whether it is for a plan to find."""


class Call(Struct, frozen=True):
    """A call of a module: the values around it and in the module; ``told`` is one for all calls of the module.

    ``assumed``: what a plan assumes where the call stands in a root module.
    """

    name: str
    declared: Declared
    around: Callable[[Mode], Values]
    inside: Callable[[Mode], Values]
    told: Told
    assumed: Assumed | None = None

    @property
    def repeats(self) -> Attribute | None:
        """Its ``count`` or ``for_each``."""
        return next((a for a in self.declared.body.attributes if a.name in ("count", "for_each")), None)

    @property
    def place(self) -> str:
        """The call in a message."""
        return f"module.{self.name} ({self.declared.parsed.file.path}:{self.declared.name_range.start.line})"


def told_of(found: Sequence[Found]) -> Told:
    """What evaluation of a module by itself tells."""
    return {(one.parsed.file.path, one.trouble.kind, one.trouble.range): one.planned for one in found}


def refused(call: Call) -> Iterator[Found]:
    """What is wrong with the values that a call gives, or leaves to their defaults."""
    for address, variable in call.inside(Mode.VALIDATE).configuration.of_kind("var"):
        for block in variable.body.blocks:
            if block.type == "validation":
                yield from _Validation(call, address[1], variable, block).found()


class _Validation(Struct, frozen=True):
    """One validation of one variable for one call."""

    call: Call
    name: str
    variable: Declared
    block: Block

    def found(self) -> Iterator[Found]:
        """What ``validate`` finds, or else a plan."""
        condition, message = self._argument("condition"), self._argument("error_message")
        if condition is None or message is None:
            return
        judged = self._judged(Mode.VALIDATE, condition, message)
        if not judged and self._is_planned(condition):
            mode = Mode.GIVEN if self.call.assumed else Mode.PLAN
            if not never_made(self.call.repeats, self.call.around(mode)):
                judged = self._judged(mode, condition, message)
        yield from judged

    def _argument(self, name: str) -> Expr | None:
        return next((a.expr for a in self.block.body.attributes if a.name == name), None)

    def _is_planned(self, condition: Expr) -> bool:
        """Whether a plan knows more than ``validate``: other variables, or what values files and defaults give."""
        others = any(one.root == "var" and one.names[1:2] != (self.name,) for one in references(condition))
        return others or (self.call.assumed is not None and bool(self._assumes))

    @property
    def _assumes(self) -> list[Expr]:
        assumed, expr = self.call.assumed, self._given
        return [expr] if assumed and expr is not None and id(expr) in assumed.exprs else []

    @property
    def _given(self) -> Expr | None:
        return argument_of(self.call.declared, self.name)

    def _judged(self, mode: Mode, condition: Expr, message: Expr) -> list[Found]:
        value = self._value(self.name, mode)
        if value is None or not value.known:
            return []
        planned = mode is not Mode.VALIDATE
        inside = self.call.inside(Mode.PLAN if planned else Mode.VALIDATE)
        scope = _Inside(inside, {self.name: value}, (lambda n: self._value(n, mode)) if planned else _unknown)
        evaluator = Evaluator(scope, inside.context, deep=planned)
        result, wrong = evaluator.tried(condition)
        place = Place(self.variable.parsed, condition, "condition", want=Want.CONDITION)
        wrong = wrong or list(unmet(place, result, planned=False))
        text, unsaid = evaluator.tried(message)
        if wrong or unsaid:
            return [*self._inside_module(condition, (*wrong, *unsaid), planned)]
        return [*self._refused(result, text, planned)]

    def _value(self, name: str, mode: Mode) -> Value | None:
        """What a variable of the module is; None when that is told elsewhere, or when there is none of that name."""
        inside = self.call.inside(Mode.VALIDATE)
        declared = inside.configuration.declared.get(("var", name))
        if declared is None:
            return None
        written, given = argument_of(self.call.declared, name), None
        if written is not None:
            place = Place(self.call.declared.parsed, written, name, repeats=self.call.repeats)
            given, wrong = evaluator_at(place, self.call.around(mode)).tried(written)
            if wrong:
                return None
        value = inside.final(declared, inside.type_of(name, declared), given)
        return value.marked(marks_of(declared)) if value is not None else None

    def _inside_module(self, condition: Expr, troubles: Sequence[Trouble], planned: bool) -> Iterator[Found]:
        """What fails in the module with the value: once for all calls."""
        gives = "gives" if self._given is not None else "leaves"
        what = "this value" if self._given is not None else "to its default"
        for t in troubles:
            if not self._was_told(t.kind, t.range, planned):
                help_ = f"{t.help} {self.call.place} {gives} var.{self.name} {what}.".strip()
                trouble = Trouble(t.kind, t.range, t.summary, t.detail, self._noted(help_, planned))
                yield Found(Place(self.variable.parsed, condition, "condition"), trouble, planned)

    def _refused(self, result: Value, text: Value, planned: bool) -> Iterator[Found]:
        try:
            met = convert(result, BOOL).data
        except ConversionError:
            return
        if met is not False:
            return
        where = f"{self.variable.parsed.file.path}:{self.block.header.start.line}"
        message = text.data if isinstance(text.data, str) and not text.all_marks else ""
        detail = f"{said(message)} The validation stands at {where}."
        late = planned or not text.known
        given, default = self._given, argument_of(self.variable, "default")
        if given is not None:
            summary = f'module.{self.call.name} refuses the value of "{self.name}"'
            trouble = Trouble(Kind.REFUSED, given.range, summary, detail, self._noted("", planned))
            yield Found(Place(self.call.declared.parsed, given, self.name), trouble, late)
        elif default is not None and not self._was_told(Kind.REFUSED, default.range, late):
            summary = f'The default of "{self.name}" is refused'
            help_ = f"{self.call.place} gives no other value."
            trouble = Trouble(Kind.REFUSED, default.range, summary, detail, self._noted(help_, planned))
            yield Found(Place(self.variable.parsed, default, self.name), trouble, late)

    def _noted(self, help_: str, planned: bool) -> str:
        assumed = self.call.assumed
        note = assumed.note(self._assumes) if planned and assumed else ""
        return f"{help_} {note}".strip()

    def _was_told(self, kind: Kind, at: Range, planned: bool) -> bool:
        """Whether it is told already, as bad as it is; it is from now on."""
        key = self.variable.parsed.file.path, kind, at
        before = self.call.told.get(key)
        self.call.told[key] = planned and before is not False
        return before is not None and (planned or not before)


def _unknown(_: str) -> None:
    return None


class _Inside(Struct):
    """The scope of a validation: variables have the values that the call gives them."""

    values: Values
    variables: dict[str, Value]
    more: Callable[[str], Value | None]

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """See ``Scope``."""
        if root == "var" and steps and isinstance(steps[0].key, str) and not steps[0].index:
            name = steps[0].key
            value = self.variables.get(name) or self.more(name)
            if value is not None:
                self.variables[name] = value
                return value, 1
        return self.values.resolve(root, steps)

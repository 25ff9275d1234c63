"""What references stand for: the values of a directory's declarations, as far as they are known before the apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from msgspec import Struct, field

from tfgen.terraform.analysis.resource_references import schema_of
from tfgen.terraform.config.configuration import Address, Configuration, Declared, argument_of
from tfgen.terraform.evaluate.evaluator import Evaluator
from tfgen.terraform.evaluate.implied_types import implied_value
from tfgen.terraform.evaluate.variable_values import final_value
from tfgen.terraform.functions import OWN_FOLDER, FunctionContext
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import Step, references
from tfgen.terraform.types import access
from tfgen.terraform.types.access import AccessError
from tfgen.terraform.types.model import DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, SetType, Type
from tfgen.terraform.types.type_conversion import plain
from tfgen.terraform.types.value import (
    ANYTHING,
    EPHEMERAL,
    NO_MARKS,
    SENSITIVE,
    Value,
    number,
    object_of,
    string,
    tuple_of,
    unknown,
)


class Mode(Enum):
    """How much is known.

    ``VALIDATE``: what ``terraform validate`` knows (1.15): variables and single resources by their types, nothing of
    several instances. ``PLAN``: those too, and what modules' outputs are made of. ``PLAN_WITH_VALUES``: variables by what
    values files give them, or by their defaults, unless they are secrets.
    """

    VALIDATE = "validate"
    PLAN = "plan"
    PLAN_WITH_VALUES = "given"


Outputs = Callable[[str, Mode], "Mapping[str, Value] | None"]
"""The outputs of the module that a call names, where that module is known."""


class ModuleScope(Struct):
    """The values of one directory's declarations in one mode; each is found when first asked for."""

    configuration: Configuration
    mode: Mode
    context: FunctionContext
    outputs_of: Outputs
    _locals: dict[str, Value] = field(default_factory=dict)
    _types: dict[Address, Value] = field(default_factory=dict)
    _variables: dict[str, Value | None] = field(default_factory=dict)
    _repeating: dict[int, Value] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _circular: set[str] = field(default_factory=set)
    _workspaces: bool = False

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """See ``Scope``. What is not declared may be anything: other rules tell that."""
        if root == "path" and steps:
            return self._path(steps)
        if root == "terraform":
            known = bool(steps) and steps[0].key == "workspace"
            return (self._workspace(), 1) if known else (ANYTHING, len(steps))
        names = [step.key for step in steps[:3] if not step.index and isinstance(step.key, str)]
        nothing = ANYTHING, len(steps)
        if not names:
            return nothing
        if root == "var":
            return (self.variable(names[0]) or ANYTHING), 1
        if root == "local":
            return (self.local(names[0]) or ANYTHING), 1
        if root == "module":
            return self._module(names[0], steps)
        if root in ("data", "ephemeral", "resource"):
            if len(names) < 2:
                return nothing
            address = (names[0], names[1]) if root == "resource" else (root, names[0], names[1])
            return self._resource(address, steps[2:], 2)
        return self._resource((root, names[0]), steps[1:], 1)

    def evaluator(self) -> Evaluator:
        """One that evaluates in this scope."""
        return Evaluator(self, self.context, deep=self.mode is not Mode.VALIDATE)

    def value(self, expr: Expr) -> Value:
        """The value of an expression that stands outside any block with names of its own."""
        return self.evaluator().value(expr)

    def repeating(self, expr: Expr) -> Value:
        """The value of a ``count`` or ``for_each``, which all that stands in its block asks for."""
        key = id(expr)
        if key not in self._repeating:
            self._repeating[key] = self.value(expr)
        return self._repeating[key]

    def _path(self, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """``path.root`` is the folder that Terraform runs in, and ``path.module`` too unless another one calls it."""
        known = {"module": OWN_FOLDER if self.configuration.called else ".", "root": "."}.get(str(steps[0].key))
        return (string(known) if known else unknown(STRING, not_null=True)), 1

    def _workspace(self) -> Value:
        """``validate`` knows the workspace, which another plan may have another one of."""
        self._workspaces = True
        return string("default") if self.mode is Mode.VALIDATE else unknown(STRING, not_null=True)

    def workspace_read(self) -> bool:
        """Whether the workspace was asked for since this was asked last."""
        asked, self._workspaces = self._workspaces, False
        return asked

    def variable(self, name: str) -> Value | None:
        """The value of a variable, or None when there is none of that name."""
        if name not in self._variables:
            declared = self.configuration.declared.get(("var", name))
            self._variables[name] = ANYTHING  # while it is found out: nothing keeps a default from naming its variable
            self._variables[name] = self._variable(name, declared) if declared else None
        return self._variables[name]

    def _variable(self, name: str, declared: Declared) -> Value:
        marks = marks_of(declared)
        of = self.type_of(name)
        if self.mode is Mode.PLAN_WITH_VALUES and not marks and name not in self.configuration.varying:
            given = self.configuration.file_values.get(name)
            found = self.final(declared, of, self.value(given.expr) if given else None)
            if found is not None:
                return found
        return unknown(plain(of), marks=marks, not_null=_never_null(declared))

    def final(self, declared: Declared, of: Type, given: Value | None) -> Value | None:
        """See ``final_value``."""
        return final_value(declared, of, given, self.value)

    def type_of(self, name: str) -> Type:
        """The type constraint of a variable, ``any`` where it has none."""
        return self.configuration.constraint(name) or DYNAMIC

    def local(self, name: str) -> Value | None:
        """The value of a local value, or None when there is none of that name."""
        if name in self._open:
            self._circular.add(name)
            return ANYTHING
        if name not in self._locals:
            for needed in self._needed_first(name):
                expr = self._local_expr(needed)
                if expr is not None and needed not in self._locals and needed not in self._open:
                    self._locals[needed] = self._opened(needed, expr)
        return self._locals.get(name)

    def _opened(self, name: str, expr: Expr) -> Value:
        """The value of a local value; of one that needs itself nothing can be said."""
        self._open.add(name)
        value = self.value(expr)
        self._open.discard(name)
        return ANYTHING if name in self._circular else value

    def _local_expr(self, name: str) -> Expr | None:
        declared = self.configuration.declared.get(("local", name))
        return declared.node.expr if declared and isinstance(declared.node, Attribute) else None

    def _needed_first(self, name: str) -> list[str]:
        """The local values that one needs, each behind those that it needs itself; chains of any length will do."""
        order: dict[str, None] = {}
        seen = {name}
        waiting = [(name, False)]
        while waiting:
            current, expanded = waiting.pop()
            if expanded:
                order[current] = None
                continue
            waiting.append((current, True))
            expr = self._local_expr(current)
            found = (
                (one.names[1] for one in references(expr) if one.root == "local" and len(one.names) > 1) if expr else ()
            )
            new = [other for other in found if not (other in seen or other in self._locals or other in self._open)]
            seen.update(new)
            waiting += [(other, False) for other in new]
        return list(order)

    def _module(self, name: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        declared = self.configuration.declared.get(("module", name))
        interface = self.configuration.interfaces.get(name)
        if declared is None:
            return ANYTHING, len(steps)
        if interface is None:
            return None
        address = ("module", name)
        if address not in self._types:
            self._types[address] = ANYTHING
            outputs = None if self.mode is Mode.VALIDATE else self.outputs_of(name, self.mode)
            known = outputs if outputs is not None else dict.fromkeys(interface.outputs, ANYTHING)
            self._types[address] = self._instances(declared, object_of(known))
        return self._taken(self._types[address], steps[1:], 1, closed=True)

    def _resource(self, address: Address, steps: Sequence[Step], taken: int) -> tuple[Value, int] | None:
        declared = self.configuration.declared.get(address)
        if declared is None:
            return ANYTHING, taken + len(steps)
        if address[0] == "ephemeral" and self.mode is Mode.VALIDATE:
            return _EPHEMERAL, taken + len(steps)
        if self.mode is Mode.VALIDATE and declared.instanced:
            return ANYTHING, taken + len(steps)
        if address not in self._types:
            self._types[address] = ANYTHING
            self._types[address] = self._typed(address, declared)
        value = self._types[address]
        if address[0] == "ephemeral":
            if value.type == DYNAMIC:
                return _EPHEMERAL, taken + len(steps)
            found, used = self._taken(value, steps, taken)
            return found.marked(_EPHEMERAL.marks), used
        return None if value.type == DYNAMIC else self._taken(value, steps, taken)

    def _typed(self, address: Address, declared: Declared) -> Value:
        found = schema_of(address, declared, self.configuration)
        return self._instances(declared, implied_value(found)) if found else ANYTHING

    def _instances(self, declared: Declared, one: Value) -> Value:
        """One instance, or all of them where there is ``count`` or ``for_each``."""
        count, each = argument_of(declared, "count"), argument_of(declared, "for_each")
        if count is not None:
            known = None if self.mode is Mode.VALIDATE else self.value(count).data
            if isinstance(known, int) and not isinstance(known, bool) and 0 <= known < _MANY:
                return tuple_of([one] * known)
            return unknown(ListType(one.type))
        if each is None:
            return one
        keys = None if self.mode is Mode.VALIDATE else instance_keys(self.value(each))
        return object_of(dict.fromkeys(keys, one)) if keys is not None else unknown(MapType(one.type))

    def _taken(self, value: Value, steps: Sequence[Step], taken: int, closed: bool = False) -> tuple[Value, int]:
        """The value after an index and the first attribute; one that is not there is for the rules on references.

        ``closed``: what Terraform says of that attribute depends on whether it comes to it, so evaluation tells it.
        """
        for i, step in enumerate(steps):
            try:
                key = string(step.key) if isinstance(step.key, str) else number(step.key)
                value = access.index(value, key) if step.index else access.attribute(value, str(step.key))
            except AccessError:
                if step.index:
                    return value, taken
                open_ = isinstance(value.type, ObjectType) and not closed
                return (ANYTHING, taken + len(steps)) if open_ else (value, taken + i)
            if not step.index:
                return value, taken + i + 1
        return value, taken + len(steps)


_EPHEMERAL = ANYTHING.marked(frozenset({EPHEMERAL}))
_MANY = 1000


def instance_keys(each: Value) -> list[str] | None:
    """The keys of the instances that a ``for_each`` makes, or None where they are not known."""
    data = each.data
    if isinstance(data, Mapping):
        return sorted(data)
    if isinstance(each.type, SetType) and isinstance(data, tuple):
        keys = [element.data for element in data]
        return [key for key in keys if isinstance(key, str)] if all(isinstance(k, str) for k in keys) else None
    return None


def each_object(each: Value) -> Value:
    """``each`` inside something with that ``for_each``, whichever instance it is."""
    match each.type:
        case MapType():
            of: Type = each.type.element
        case SetType():
            of = each.type.element
        case ObjectType() if each.type.fields and all(t == each.type.fields[0][1] for _, t in each.type.fields):
            of = each.type.fields[0][1]
        case _:
            of = DYNAMIC
    return object_of({"key": unknown(STRING, not_null=True), "value": unknown(of, marks=each.marks)})


def output_of(declared: Declared, values: ModuleScope) -> Value:
    """The value of an output, as callers see it."""
    expr = argument_of(declared, "value")
    value = values.value(expr) if expr is not None else ANYTHING
    return value.marked(marks_of(declared))


COUNT = object_of({"index": unknown(NUMBER, not_null=True)})
EACH = object_of({"key": unknown(STRING, not_null=True), "value": ANYTHING})


def _truth(declared: Declared, name: str) -> bool | None:
    value = getattr(argument_of(declared, name), "value", None)
    return value if isinstance(value, bool) else None


def marks_of(declared: Declared) -> frozenset[str]:
    """The marks that a variable or an output puts on its value."""
    marks = {SENSITIVE} if _truth(declared, "sensitive") else set()
    return frozenset(marks | ({EPHEMERAL} if _truth(declared, "ephemeral") else set())) or NO_MARKS


def _never_null(declared: Declared) -> bool:
    return _truth(declared, "nullable") is False

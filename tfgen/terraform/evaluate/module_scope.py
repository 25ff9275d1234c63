"""The meaning of references in a module:
the values of its declarations, as far as they are known before the apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from tfgen.terraform.analysis.resource_references import schema_of
from tfgen.terraform.config.configuration import (
    Address,
    Configuration,
    Declared,
    argument_of,
    is_false,
)
from tfgen.terraform.evaluate.evaluator import Evaluator
from tfgen.terraform.evaluate.implied_types import implied_value
from tfgen.terraform.evaluate.instances import counted_instances, keyed_instances
from tfgen.terraform.evaluate.local_values import LocalValues
from tfgen.terraform.evaluate.variable_values import final_value, marks_of
from tfgen.terraform.functions import OWN_FOLDER, FunctionContext
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import Step
from tfgen.terraform.types import access
from tfgen.terraform.types.access import AccessError
from tfgen.terraform.types.model import DYNAMIC, STRING, ObjectType, Type
from tfgen.terraform.types.type_conversion import plain
from tfgen.terraform.types.value import (
    ANYTHING,
    EPHEMERAL,
    Value,
    number,
    object_of,
    string,
    unknown,
)

_EPHEMERAL = ANYTHING.marked(frozenset({EPHEMERAL}))


class Mode(Enum):
    """The amount of knowledge.

    ``VALIDATE``: the knowledge of ``terraform validate`` (1.15): variables and single resources by
    their types, nothing of several instances. ``PLAN``: those too, and the values of modules'
    outputs. ``PLAN_WITH_VALUES``: variables by the values that values files give them, or by their
    defaults, unless they are secrets.
    """

    VALIDATE = "validate"
    PLAN = "plan"
    PLAN_WITH_VALUES = "plan_with_values"


Outputs = Callable[[str, Mode], "Mapping[str, Value] | None"]
"""The outputs of the module that a call names, where that module is known."""


Inputs = Callable[[str], "Value | None"]
"""The final value of a variable for a call, without the variable's marks;
None where it has none.
"""


class ModuleScope:
    """The values of one module's declarations in one mode, each evaluated at its first use.

    ``inputs``: of the call that the module is evaluated for; None where it is for any call.
    """

    def __init__(
        self,
        configuration: Configuration,
        mode: Mode,
        context: FunctionContext,
        outputs_of: Outputs,
        inputs: Inputs | None = None,
    ) -> None:
        self.configuration = configuration
        self._inputs = inputs
        self.mode = mode
        self.context = context
        self._outputs_of = outputs_of
        self._locals = LocalValues(configuration, self.value)
        self._variables: dict[str, Value | None] = {}
        self._objects: dict[Address, Value] = {}
        self._repeating: dict[int, Value] = {}
        self._workspace_read = False

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """See ``Scope``. A name that is not declared may be anything: other rules report it."""
        if root == "path" and steps:
            return self._path(steps[0])
        if root in ("terraform", "tofu"):
            return self._terraform(steps)
        names = [step.key for step in steps[:3] if not step.index and isinstance(step.key, str)]
        if not names:
            return ANYTHING, len(steps)
        match root:
            case "var":
                return (self.variable(names[0]) or ANYTHING), 1
            case "local":
                return (self._locals.get(names[0]) or ANYTHING), 1
            case "module":
                return self._module(names[0], steps)
            case "data" | "ephemeral" | "resource":
                if len(names) < 2:
                    return ANYTHING, len(steps)
                kind = () if root == "resource" else (root,)
                return self._resource((*kind, names[0], names[1]), steps[2:], 2)
            case "run" | "output" | "check" if self.configuration.of_test:
                return ANYTHING, len(steps)
        return self._resource((root, names[0]), steps[1:], 1)

    def evaluator(self) -> Evaluator:
        """An evaluator of expressions in this scope."""
        return Evaluator(self, self.context, deep=self.mode is not Mode.VALIDATE)

    def value(self, expr: Expr) -> Value:
        """The value of an expression that stands outside any block with names of its own."""
        return self.evaluator().value(expr)

    def repeating(self, expr: Expr) -> Value:
        """The value of a ``count`` or ``for_each``, which every expression in its block asks for."""
        key = id(expr)
        if key not in self._repeating:
            self._repeating[key] = self.value(expr)
        return self._repeating[key]

    def _path(self, step: Step) -> tuple[Value, int]:
        """``path.root`` is the folder that Terraform runs in,
        and ``path.module`` too unless another one calls it.
        """
        paths = {"module": OWN_FOLDER if self.configuration.called else ".", "root": "."}
        path = paths.get(str(step.key))
        if path is None:
            return unknown(STRING, not_null=True), 1
        return string(path), 1

    def _terraform(self, steps: Sequence[Step]) -> tuple[Value, int]:
        """``terraform.workspace``: ``validate`` knows it; unless one is chosen,
        a plan may be one of another workspace.
        """
        if not steps or steps[0].key != "workspace":
            return ANYTHING, len(steps)
        if self.configuration.workspace is not None:
            return string(self.configuration.workspace), 1
        self._workspace_read = True
        if self.mode is Mode.VALIDATE:
            return string("default"), 1
        return unknown(STRING, not_null=True), 1

    def take_workspace_read(self) -> bool:
        """True when the workspace was read since the last call; the answer is given once."""
        was_read, self._workspace_read = self._workspace_read, False
        return was_read

    def variable(self, name: str) -> Value | None:
        """The value of a variable, or None when there is none of that name."""
        if name not in self._variables:
            declared = self.configuration.declared.get(("var", name))
            self._variables[name] = ANYTHING  # meanwhile: a default may name its own variable
            self._variables[name] = self._variable(name, declared) if declared else None
        return self._variables[name]

    def _variable(self, name: str, declared: Declared) -> Value:
        marks = marks_of(declared)
        type_ = self.type_of(name)
        if self._inputs is not None:
            value = self._inputs(name)
            if value is not None:
                return value.marked(marks)
        elif (
            self.mode is Mode.PLAN_WITH_VALUES
            and not marks
            and name not in self.configuration.varying
        ):
            file_value = self.configuration.file_values.get(name)
            value = self.final(declared, type_, self.value(file_value.expr) if file_value else None)
            if value is not None:
                return value
        return unknown(plain(type_), marks=marks, not_null=is_false(declared, "nullable"))

    def final(self, declared: Declared, type_: Type, value: Value | None) -> Value | None:
        """See ``final_value``."""
        return final_value(declared, type_, value, self.value)

    def type_of(self, name: str) -> Type:
        """The type constraint of a variable, ``any`` where it has none."""
        return self.configuration.constraint(name) or DYNAMIC

    def _module(self, name: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        declared = self.configuration.declared.get(("module", name))
        if declared is None:
            return ANYTHING, len(steps)
        if name not in self.configuration.interfaces:
            return None
        address = ("module", name)
        if address not in self._objects:
            self._objects[address] = ANYTHING
            self._objects[address] = self._instances(declared, self._outputs(name))
        return _follow(self._objects[address], steps[1:], 1, reports_missing=True)

    def _outputs(self, call: str) -> Value:
        outputs = None if self.mode is Mode.VALIDATE else self._outputs_of(call, self.mode)
        if outputs is None:
            outputs = dict.fromkeys(self.configuration.interfaces[call].outputs, ANYTHING)
        return object_of(outputs)

    def _resource(
        self, address: Address, steps: Sequence[Step], taken: int
    ) -> tuple[Value, int] | None:
        declared = self.configuration.declared.get(address)
        if declared is None:
            return ANYTHING, taken + len(steps)
        if address[0] == "ephemeral":
            return self._ephemeral(address, declared, steps, taken)
        if self.mode is Mode.VALIDATE and declared.instanced:
            return ANYTHING, taken + len(steps)
        value = self._object(address, declared)
        if value.type == DYNAMIC:
            return None
        return _follow(value, steps, taken)

    def _ephemeral(
        self, address: Address, declared: Declared, steps: Sequence[Step], taken: int
    ) -> tuple[Value, int]:
        if self.mode is Mode.VALIDATE:
            return _EPHEMERAL, taken + len(steps)
        value = self._object(address, declared)
        if value.type == DYNAMIC:
            return _EPHEMERAL, taken + len(steps)
        part, used = _follow(value, steps, taken)
        return part.marked(_EPHEMERAL.marks), used

    def _object(self, address: Address, declared: Declared) -> Value:
        """A resource, or all its instances; anything where its schema is not known."""
        if address not in self._objects:
            self._objects[address] = ANYTHING  # meanwhile: a count may read its own resource
            self._objects[address] = self._resource_object(address, declared)
        return self._objects[address]

    def _resource_object(self, address: Address, declared: Declared) -> Value:
        schema = schema_of(address, declared, self.configuration)
        if schema is None:
            return ANYTHING
        return self._instances(declared, implied_value(schema))

    def _instances(self, declared: Declared, instance: Value) -> Value:
        """The instance, or all instances where there is ``count`` or ``for_each``."""
        count, for_each = argument_of(declared, "count"), argument_of(declared, "for_each")
        if count is not None:
            return counted_instances(instance, self._planned(count))
        if for_each is not None:
            return keyed_instances(instance, self._planned(for_each))
        return instance

    def _planned(self, expr: Expr) -> Value:
        """The value of an expression that ``validate`` does not look at."""
        if self.mode is Mode.VALIDATE:
            return ANYTHING
        return self.value(expr)


def _follow(
    value: Value, steps: Sequence[Step], taken: int, *, reports_missing: bool = False
) -> tuple[Value, int]:
    """The value after an index and the first attribute, and the number of steps taken.

    A missing attribute of an object is for the rules on references, but with ``reports_missing``:
    it is left to evaluation then, since Terraform reports it only where it comes to it.
    """
    for i, step in enumerate(steps):
        try:
            value = _part(value, step)
        except AccessError:
            if step.index:
                return value, taken
            if isinstance(value.type, ObjectType) and not reports_missing:
                return ANYTHING, taken + len(steps)
            return value, taken + i
        if not step.index:
            return value, taken + i + 1
    return value, taken + len(steps)


def _part(value: Value, step: Step) -> Value:
    """The part that a step leads to. Raises ``AccessError``."""
    if not step.index:
        return access.attribute(value, str(step.key))
    key = string(step.key) if isinstance(step.key, str) else number(step.key)
    return access.index(value, key)

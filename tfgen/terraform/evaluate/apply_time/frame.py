"""The meaning of references in a module for ``Timer``: resources, local values, modules and inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.analysis.resource_references import schema_of
from tfgen.terraform.config.configuration import KINDS, Address, Declared, argument_of
from tfgen.terraform.evaluate.apply_time.expressions import Timer
from tfgen.terraform.evaluate.apply_time.instances import instances_of
from tfgen.terraform.evaluate.apply_time.resources import PlannedAttributes, ResourceTiming
from tfgen.terraform.evaluate.apply_time.timing import (
    PERHAPS,
    AfterApply,
    Instance,
    Timing,
    attribute_of,
    element_of,
)
from tfgen.terraform.evaluate.module_scope import Mode
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import Reference, Step, reference, references
from tfgen.terraform.types.value import Value

if TYPE_CHECKING:
    from tfgen.terraform.evaluate.module_evaluation import ModuleEvaluation

_MAX_MODULES = 8
"""Modules in modules deeper than this are not looked into."""

_NOT_TIMED = frozenset({"provider", "ephemeral", "check", "output"})


class CallInput(Struct, frozen=True):
    """The expression that a call gives to a variable, and the frame of the call."""

    expr: Expr
    caller: Frame


class Frame:
    """A module as it is called: ``inputs`` are those of the call, none for a module by itself."""

    def __init__(
        self,
        evaluation: ModuleEvaluation,
        planned: PlannedAttributes,
        inputs: Mapping[str, CallInput] | None = None,
        depth: int = 0,
    ) -> None:
        self.evaluation = evaluation
        self.configuration = evaluation.configuration
        self.inputs: Mapping[str, CallInput] = inputs or {}
        self._planned = planned
        self._depth = depth
        self._open: set[Address] = set()
        self._frames: dict[str, Frame | None] = {}

    def value(self, expr: Expr) -> Value | None:
        """See ``Surroundings``: the value of an expression that no input of a call changes."""
        if self.inputs and self._needs_input(expr):
            return None
        mode = Mode.PLAN_WITH_VALUES if self.configuration.is_root else Mode.PLAN
        value, errors = self.evaluation.scope(mode).evaluator().attempt(expr)
        if errors or value.all_marks:
            return None
        return value

    def _needs_input(self, expr: Expr) -> bool:
        """True when it depends on a variable, directly or through local values."""
        waiting, seen = [expr], set[Address]()
        while waiting:
            for needed in references(waiting.pop()):
                address = address_of(needed)
                if address is None or address in seen:
                    continue
                seen.add(address)
                declared = self.configuration.declared.get(address)
                if address[0] == "var":
                    return True
                if declared is None:
                    continue
                if isinstance(declared.node, Attribute):
                    waiting.append(declared.node.expr)
                else:
                    counts = (argument_of(declared, "count"), argument_of(declared, "for_each"))
                    waiting += [count for count in counts if count is not None]
        return False

    def referenced(self, reference: Reference, timer: Timer) -> Timing:
        """See ``Surroundings``."""
        address = address_of(reference)
        if address is None or address in self._open or address[0] in _NOT_TIMED:
            return PERHAPS
        declared = self.configuration.declared.get(address)
        if declared is None:
            return PERHAPS
        steps = reference.steps[len(address) - 1 + (reference.root == "resource") :]
        self._open.add(address)
        try:
            whole = self._declared(address, declared, timer, bool(steps and steps[0].index))
        finally:
            self._open.discard(address)
        return self._followed(whole, steps, timer)

    def _followed(self, whole: Timing, steps: tuple[Step, ...], timer: Timer) -> Timing:
        for step in steps:
            if step.index:
                whole = element_of(whole, step.key)
            else:
                whole = attribute_of(whole, str(step.key))
        return whole

    def _declared(self, address: Address, declared: Declared, timer: Timer, index: bool) -> Timing:
        match address[0]:
            case "local":
                if isinstance(declared.node, Attribute):
                    return timer.timing(declared.node.expr, self)
                return PERHAPS
            case "var":
                given = self.inputs.get(address[1])
                if given:
                    return timer.timing(given.expr, given.caller)
                return PERHAPS
            case "module":
                one = Instance(self._outputs(address[1], timer))
            case _:
                one = Instance(self._resource(address, declared, timer))
        return instances_of(declared, one, self, sure=timer.sure, index=index)

    def _resource(
        self, address: Address, declared: Declared, timer: Timer
    ) -> Callable[[str], Timing]:
        schema = schema_of(address, declared, self.configuration)
        if schema is None or (address[0] in KINDS and address[0] != "data"):
            return lambda _: PERHAPS
        resource = ResourceTiming(address, declared, schema, self._planned)
        return lambda name: resource.attribute(name, self, lambda expr: timer.timing(expr, self))

    def _outputs(self, call: str, timer: Timer) -> Callable[[str], Timing]:
        frame = self.called(call)
        if frame is None:
            return lambda _: PERHAPS

        def output(name: str) -> Timing:
            declared = frame.configuration.declared.get(("output", name))
            expr = argument_of(declared, "value") if declared else None
            if declared is None or expr is None or argument_of(declared, "sensitive"):
                return PERHAPS
            return timer.timing(expr, frame)

        return output

    def called(self, call: str) -> Frame | None:
        """The frame of a module that is called from here; None where the module is not known."""
        if call not in self._frames:
            self._frames[call] = self._called(call)
        return self._frames[call]

    def _called(self, call: str) -> Frame | None:
        module = self.evaluation.called_module(call)
        declared = self.configuration.declared.get(("module", call))
        if module is None or declared is None or self._depth >= _MAX_MODULES:
            return None
        inputs: dict[str, CallInput] = {}
        for argument in declared.body.attributes:
            inputs[argument.name] = CallInput(argument.expr, self)
        return Frame(module, self._planned, inputs, self._depth + 1)

    def imported(self, address: Address) -> bool:
        """True when an ``import`` block may bring the resource, whose attributes are known then."""
        for parsed in self.configuration.files:
            for block in parsed.body.blocks:
                target = block.body.get("to") if block.type == "import" else None
                whole = reference(target) if target is not None else None
                if block.type == "import" and (whole is None or address_of(whole) == address):
                    return True
        return False


def late(frame: Frame, expr: Expr) -> Timing:
    """The time of an expression in a module."""
    return Timer().timing(expr, frame)


__all__ = ["AfterApply", "CallInput", "Frame", "late"]

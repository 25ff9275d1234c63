"""A module with the values that one call gives it: the meaning of its expressions for that call.

Nothing is evaluated before it is asked for. What does not depend on the call has the value that it
has in the module by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from tfgen.terraform.config.configuration import Declared, argument_of
from tfgen.terraform.evaluate.evaluation_site import repeating_argument
from tfgen.terraform.evaluate.evaluator import NO_NAMES, Names
from tfgen.terraform.evaluate.instances import InstanceKey, instances_of
from tfgen.terraform.evaluate.module_evaluation import ModuleEvaluation
from tfgen.terraform.evaluate.module_scope import Mode, ModuleScope
from tfgen.terraform.evaluate.shared_values import SharedValues
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import reference
from tfgen.terraform.types.value import Value

MAX_CALL_DEPTH = 20
"""Modules that are nested deeper are not followed."""


MAX_CALLS = 1_000
"""So many calls are followed from one directory: modules that call several others, which call
several others, would be too many.
"""


class ModuleTree(Struct):
    """The modules of all directories by themselves, and the number of calls that may be followed."""

    alone: dict[str, ModuleInstance] = field(default_factory=dict)
    left: int = MAX_CALLS


class CallSite(Struct, frozen=True):
    """A call of a module by an instance of its caller.

    ``key``: that of one instance of the call, None where it has no instances, or for any of them;
    ``names``: ``each`` or ``count`` there.
    """

    caller: ModuleInstance
    name: str
    declared: Declared
    key: InstanceKey | None = None
    names: Names = NO_NAMES

    @property
    def inputs(self) -> Mapping[str, Attribute]:
        """The arguments of the call by name."""
        return {argument.name: argument for argument in self.declared.body.attributes}

    @property
    def address(self) -> str:
        """The address of the module: ``module.network`` or ``module.network["a"]``."""
        return f"module.{self.name}{self.key.text if self.key else ''}"


class ModuleInstance:
    """A module as one call has it, or by itself where there is no ``call``.

    ``tree`` is one for all directories. ``hidden``: variables whose values are taken for unknown.
    """

    def __init__(
        self,
        evaluation: ModuleEvaluation,
        tree: ModuleTree | None = None,
        call: CallSite | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self.evaluation = evaluation
        self.call = call
        self.hidden = hidden
        self.tree = tree or ModuleTree()
        if call is None:
            self.tree.alone[evaluation.configuration.directory] = self
            self.shared = SharedValues(evaluation)
        else:
            self.shared = self.alone.shared
        self._called: dict[str, ModuleInstance | None] = {}
        self._inputs = call.inputs if call else {}
        self._evaluating_outputs = False
        self._evaluated_outputs: Mapping[str, Value] | None = None

    @property
    def directory(self) -> str:
        """The module's directory."""
        return self.evaluation.configuration.directory

    @property
    def alone(self) -> ModuleInstance:
        """The module by itself."""
        if self.directory not in self.tree.alone:
            ModuleInstance(self.evaluation, self.tree)  # it enters itself
        return self.tree.alone[self.directory]

    def without(self, variable: str) -> ModuleInstance:
        """The same with nothing known of a variable."""
        self.tree.left -= 1
        return ModuleInstance(self.evaluation, self.tree, self.call, self.hidden | {variable})

    @cached_property
    def scope(self) -> ModuleScope:
        """The meaning of references."""
        configuration, inputs = self.evaluation.configuration, None
        mode = Mode.PLAN
        if self.call is not None:
            inputs = self._input
        elif configuration.is_root:
            mode = Mode.PLAN_WITH_VALUES
        return ModuleScope(
            configuration, mode, self.evaluation.context, self._outputs_of, inputs=inputs
        )

    def _input(self, name: str) -> Value | None:
        """The final value of a variable: what the call gives, or the default."""
        if name in self.hidden:
            return None
        argument = self._inputs.get(name)
        if argument is None or self.call is None:
            return self.shared.default(name)
        value, failed = self.call.caller.attempt(argument.expr, self.call.names)
        if failed:
            return None
        return self.shared.final(name, value)

    def attempt(self, expr: Expr, names: Names = NO_NAMES) -> tuple[Value, bool]:
        """The value of an expression, and whether there were errors on the way to it."""
        value, errors = self.scope.evaluator().attempt(expr, names)
        return value, bool(errors)

    @cached_property
    def depending(self) -> frozenset[int]:
        """The arguments' expressions that depend on what is known of the variables, by identity."""
        if self.call is None:
            return frozenset()
        known: list[str] = []
        for address, _ in self.evaluation.configuration.of_kind("var"):
            value = self.scope.variable(address[1])
            if value is not None and (value.known or self._known_in_part(address[1])):
                known.append(address[1])
        return self.shared.dependents(frozenset(known))

    def _known_in_part(self, name: str) -> bool:
        """True when a variable gets more than a reference to what is not known: a document."""
        argument = self._inputs.get(name)
        if argument is None or name in self.hidden:
            return False
        whole = reference(argument.expr)
        return whole is None or whole.root in ("local", "var")

    def depends(self, expr: Expr) -> bool:
        """True when an expression may have another value than in the module by itself."""
        if self.call is None:
            return False
        return id(expr) in self.depending or id(expr) not in self.shared.whole_expressions

    def instances(self, repeats: Attribute | None) -> tuple[tuple[InstanceKey | None, Names], ...]:
        """The keys of the instances that a ``count`` or ``for_each`` makes,
        each with what ``each`` or ``count`` is there; one without key where they are not known.
        """
        if repeats is None:
            return ((None, NO_NAMES),)
        value, _ = self.attempt(repeats.expr)
        return instances_of(repeats.name, value)

    def calls(self) -> Iterator[ModuleInstance]:
        """The modules that are called from here, with the values of each call and instance."""
        for name, declared, repeats in self._calls():
            for key, names in self.instances(repeats):
                module = self._module(CallSite(self, name, declared, key, names))
                if module is not None:
                    yield module

    def _calls(self) -> Iterator[tuple[str, Declared, Attribute | None]]:
        for name in self.evaluation.modules:
            declared = self.evaluation.configuration.declared["module", name]
            yield name, declared, repeating_argument(declared.body)

    def _module(self, call: CallSite) -> ModuleInstance | None:
        """The called module; None where modules call each other in a circle, too deep or too often."""
        module = self.evaluation.modules[call.name]
        chain = list(self.chain())
        if len(chain) > MAX_CALL_DEPTH or any(each.evaluation is module for each in chain):
            return None
        if self.tree.left <= 0:
            return None
        self.tree.left -= 1
        return ModuleInstance(module, self.tree, call)

    def chain(self) -> Iterator[ModuleInstance]:
        """The module and those that it is called from, up to the first."""
        instance: ModuleInstance | None = self
        while instance is not None:
            yield instance
            instance = instance.call.caller if instance.call else None

    def _outputs_of(self, name: str, mode: Mode) -> Mapping[str, Value] | None:
        """The outputs of a called module, for any instance of the call."""
        module = self.called(name)
        if module:
            return module.outputs()
        return None

    def called(self, name: str) -> ModuleInstance | None:
        """The module that a call names, for any instance of the call; None where it is not known."""
        if name not in self.evaluation.modules:
            return None
        if name not in self._called:
            declared = self.evaluation.configuration.declared["module", name]
            self._called[name] = self._module(CallSite(self, name, declared))
        return self._called[name]

    def outputs(self) -> Mapping[str, Value] | None:
        """The values of the outputs; None inside a module that calls itself."""
        if self._evaluating_outputs:
            return None
        if self._evaluated_outputs is None:
            self._evaluating_outputs = True
            try:
                self._evaluated_outputs = dict(self._outputs())
            finally:
                self._evaluating_outputs = False
        return self._evaluated_outputs

    def _outputs(self) -> Iterator[tuple[str, Value]]:
        alone = self.alone.outputs() or {} if self.call else {}
        for address, declared in self.evaluation.configuration.of_kind("output"):
            name, expr = address[1], argument_of(declared, "value")
            if name in alone and expr is not None and not self.depends(expr):
                yield name, alone[name]
            else:
                yield name, self.evaluation.output(declared, self.scope)

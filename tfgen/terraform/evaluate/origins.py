"""The thing that an expression leads to through variables, local values and outputs of modules."""

from __future__ import annotations

from msgspec import Struct

from tfgen.terraform.config.configuration import argument_of
from tfgen.terraform.evaluate.module_instance import ModuleInstance
from tfgen.terraform.hcl.syntax import Attribute, Expr, Parens
from tfgen.terraform.hcl.walk import Reference, plain_string, reference

_MAX_STEPS = 40
"""Longer ways are not followed."""


class ExpressionOrigin(Struct, frozen=True):
    """A reference that leads no further, and the module in which it stands; or a plain ``text``."""

    module: ModuleInstance
    reference: Reference | None
    text: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """The same for two expressions that lead to the same thing."""
        if self.reference is None:
            return ("", self.text)
        modules = [each.call.address for each in self.module.chain() if each.call]
        return *reversed(modules), self.reference.root, *self.reference.path

    @property
    def name(self) -> str:
        """The address for messages: ``module.network.aws_vpc.main`` for that VPC's ``id``."""
        if self.reference is None:
            return self.text
        modules = [each.call.address for each in self.module.chain() if each.call]
        names = self.reference.names
        shown = names[:-1] if len(names) > 2 else names
        return ".".join((*reversed(modules), *shown))


def origin_of(module: ModuleInstance, expr: Expr) -> ExpressionOrigin | None:
    """The origin of an expression of a module; None where neither reference nor text is on the way.

    It may be a variable whose value the call does not say.
    """
    for _ in range(_MAX_STEPS):
        while isinstance(expr, Parens):
            expr = expr.inner
        text = plain_string(expr)
        if text:
            return ExpressionOrigin(module, None, text)
        target = reference(expr)
        if target is None or target.root in ("each", "count"):
            return None
        further = _further(module, target)
        if further is None:
            return ExpressionOrigin(module, target)
        module, expr = further
    return None


def _further(module: ModuleInstance, target: Reference) -> tuple[ModuleInstance, Expr] | None:
    """The expression that a reference stands for as a whole, and its module."""
    match target.names:
        case ("local", name) if len(target.steps) == 1:
            declared = module.evaluation.configuration.declared.get(("local", name))
            if declared is not None and isinstance(declared.node, Attribute):
                return module, declared.node.expr
        case ("var", name) if len(target.steps) == 1:
            return _given(module, name)
        case ("module", name, output) if len(target.steps) == 2:
            return _output(module.called(name), output)
    return None


def _output(module: ModuleInstance | None, name: str) -> tuple[ModuleInstance, Expr] | None:
    if module is None:
        return None
    declared = module.evaluation.configuration.declared.get(("output", name))
    expr = argument_of(declared, "value") if declared else None
    if expr is not None:
        return (module, expr)
    return None


def _given(module: ModuleInstance, name: str) -> tuple[ModuleInstance, Expr] | None:
    if module.call is None or name in module.hidden:
        return None
    argument = module.call.inputs.get(name)
    if argument:
        return (module.call.caller, argument.expr)
    return None

"""All expressions of a module that Terraform evaluates."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from tfgen.terraform.config.configuration import (
    Address,
    Configuration,
    Declared,
    argument_of,
    constraint_of,
    expression_text,
    is_false,
)
from tfgen.terraform.evaluate.condition_sites import condition_sites
from tfgen.terraform.evaluate.evaluation_site import (
    EnclosingBlock,
    EvaluationSite,
    ExpectedCollection,
    ExpectedOutput,
    ExpectedValue,
    repeating_argument,
)
from tfgen.terraform.evaluate.resource_sites import provider_sites, repeating_site, resource_sites
from tfgen.terraform.hcl.syntax import Attribute, Body, Call, Expr
from tfgen.terraform.hcl.walk import nested
from tfgen.terraform.types.constraint import ConstraintError, parse_constraint
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import DYNAMIC, STRING, Type

_MODULE_META = frozenset({"version", "providers", "depends_on"})
"""Arguments of a module call that are no inputs and no expressions."""


def evaluation_sites(configuration: Configuration) -> Iterator[EvaluationSite]:
    """Every expression of the configuration that Terraform evaluates."""
    if not configuration.of_test:
        for address, declared in (*configuration.declared.items(), *configuration.repeated):
            yield from _declaration_sites(address, declared, configuration)
    evaluated = ("check",) if configuration.called else ("check", "import")
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            if block.type in evaluated:
                yield from _import_or_check_sites(EnclosingBlock(parsed, (block.type,)), block.body)


def _declaration_sites(
    address: Address, declared: Declared, configuration: Configuration
) -> Iterator[EvaluationSite]:
    enclosing = EnclosingBlock(declared.parsed, address, declared.name_range)
    match address[0]:
        case "local":
            if isinstance(declared.node, Attribute):
                yield EvaluationSite(enclosing, declared.node.expr, address[1])
        case "var":
            yield from _variable_sites(enclosing, declared, configuration)
        case "output":
            yield from _output_sites(enclosing, declared, configuration)
        case "module":
            yield from _module_sites(enclosing, declared, configuration)
        case "check":
            return
        case "provider":
            yield from provider_sites(enclosing, declared, configuration)
        case _:
            yield from resource_sites(enclosing, declared, configuration)


def _variable_sites(
    enclosing: EnclosingBlock, declared: Declared, configuration: Configuration
) -> Iterator[EvaluationSite]:
    for argument in declared.body.attributes:
        if argument.name == "default":
            nullable = not is_false(declared, "nullable")
            type_ = _variable_type(enclosing.address, declared, configuration)
            expectation = ExpectedValue(type_, ErrorKind.DEFAULT, nullable=nullable)
            yield EvaluationSite(enclosing, argument.expr, "default", expectation)
        elif argument.name == "description":
            yield EvaluationSite(enclosing, argument.expr, "description")
        elif argument.name == "type":
            yield from _optional_defaults(enclosing, argument.expr)
    for block in declared.body.blocks:
        if block.type == "validation":
            yield from condition_sites(enclosing, block)


def _variable_type(address: Address, declared: Declared, configuration: Configuration) -> Type:
    """The type of a variable; a variable that is declared twice has one for each declaration."""
    if configuration.declared.get(address) is declared:
        return configuration.constraint(address[1]) or DYNAMIC
    return constraint_of(declared) or DYNAMIC


def _optional_defaults(enclosing: EnclosingBlock, constraint: Expr) -> Iterator[EvaluationSite]:
    """The defaults in a type constraint: ``optional(number, 3)``."""
    for part in nested(constraint):
        if isinstance(part, Call) and part.name == "optional" and len(part.args) == 2:
            type_expr, default = part.args
            try:
                type_ = parse_constraint(expression_text(enclosing.parsed, type_expr.range))
            except ConstraintError:
                continue
            yield EvaluationSite(
                enclosing, default, "the default", ExpectedValue(type_, ErrorKind.DEFAULT)
            )


def _output_sites(
    enclosing: EnclosingBlock, declared: Declared, configuration: Configuration
) -> Iterator[EvaluationSite]:
    expectation = ExpectedOutput(
        root=not configuration.called,
        sensitive=argument_of(declared, "sensitive") is not None,
        ephemeral=argument_of(declared, "ephemeral") is not None,
    )
    for argument in declared.body.attributes:
        if argument.name == "value":
            yield EvaluationSite(enclosing, argument.expr, "value", expectation)
    for block in declared.body.blocks:
        if block.type == "precondition":
            yield from condition_sites(enclosing, block)


def _module_sites(
    enclosing: EnclosingBlock, declared: Declared, configuration: Configuration
) -> Iterator[EvaluationSite]:
    inside = replace(enclosing, repeats=repeating_argument(declared.body))
    for argument in declared.body.attributes:
        if argument.name in ("count", "for_each"):
            yield repeating_site(enclosing, argument)
        elif argument.name == "source":
            yield EvaluationSite(enclosing, argument.expr, "source", ExpectedValue(STRING))
        elif argument.name not in _MODULE_META:
            expectation = _input(argument.name, enclosing.address, configuration)
            yield EvaluationSite(inside, argument.expr, argument.name, expectation)


def _input(name: str, call: Address, configuration: Configuration) -> ExpectedValue:
    interface = configuration.interfaces.get(call[-1])
    if interface is None:
        return ExpectedValue(kind=ErrorKind.INPUT, literals_checked=True)
    type_ = interface.types.get(name, DYNAMIC)
    nullable = name not in interface.never_null
    return ExpectedValue(type_, ErrorKind.INPUT, nullable=nullable, literals_checked=True)


def _import_or_check_sites(enclosing: EnclosingBlock, body: Body) -> Iterator[EvaluationSite]:
    """The arguments of ``import`` and ``check``;
    a data source inside a check is a declaration of its own.
    """
    inside = replace(enclosing, repeats=repeating_argument(body))
    for argument in body.attributes:
        if argument.name == "id":
            yield EvaluationSite(inside, argument.expr, "id", ExpectedValue(STRING))
        elif argument.name == "for_each":
            yield EvaluationSite(enclosing, argument.expr, "for_each", ExpectedCollection())
    for block in body.blocks:
        if block.type == "assert":
            yield from condition_sites(enclosing, block)

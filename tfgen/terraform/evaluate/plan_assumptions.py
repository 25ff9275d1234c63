"""The assumptions of a plan without values:
a root module's variables have those of values files, or defaults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tfgen.source import Range
from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.config.configuration import Address, Configuration, Declared, argument_of
from tfgen.terraform.evaluate.evaluation_site import EvaluationSite, LocatedError
from tfgen.terraform.evaluate.module_scope import ModuleScope
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import Reference, nested, references
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError

ReferencesTo = Mapping[Address, tuple[tuple[Scoped, Reference], ...]]

_REPEATING = ("count", "for_each")
_MAX_ITEMS = 3
"""A note lists so many variables at most."""


class PlanAssumptions(Struct, frozen=True):
    """A root module's values in the mode ``PLAN_WITH_VALUES``.

    ``exprs``: the expressions that have another value in that mode, by identity.
    """

    scope: ModuleScope
    exprs: frozenset[int]

    def concerns(self, site: EvaluationSite) -> bool:
        """True when the value of an expression that is planned depends on what is assumed."""
        return not site.block.has_self and any(id(expr) in self.exprs for expr in _exprs_of(site))

    def located(self, site: EvaluationSite, error: EvaluationError) -> LocatedError:
        """An error in such an expression; its help says what is assumed."""
        help_ = f"{error.help} {self.note(site, error.range)}".strip()
        noted = replace(error, help=help_)
        if noted.kind is ErrorKind.REFUSED and site.block.kind == "var":
            return self._refused_value(site, noted)
        return LocatedError(site.block.parsed, noted, planned=True)

    def _refused_value(self, site: EvaluationSite, error: EvaluationError) -> LocatedError:
        """The error where Terraform reports that a validation refuses a value:
        at the value, or at the variable.
        """
        name = site.block.address[1]
        value = self.scope.configuration.file_values.get(name)
        if value is not None:
            kind, parsed, range_ = "value", value.parsed, value.expr.range
        else:
            kind, parsed, range_ = "default", site.block.parsed, site.block.name_range
        condition = site.block.parsed.where(error.range)
        summary = f'The {kind} of "{name}" is refused'
        detail = f"{error.detail} The condition stands at {condition}."
        return LocatedError(
            parsed, replace(error, range=range_, summary=summary, detail=detail), planned=True
        )

    def note(self, site: EvaluationSite, range_: Range) -> str:
        """A sentence on the variables, and their values,
        that the part of an expression in that range depends on.
        """
        around = [expr for expr in nested(site.expr) if expr.range.contains(range_)]
        groups: list[Sequence[Expr]] = [(expr,) for expr in reversed(around)]
        for exprs in (*groups, _exprs_of(site)):
            note = self.note_on(exprs)
            if note:
                return note
        return ""

    def note_on(self, exprs: Iterable[Expr]) -> str:
        """A sentence on the variables, and their values, that expressions depend on."""
        names = self.assumed(variables_behind(exprs, self.scope.configuration))
        if names:
            return self.sentence(names)
        return ""

    def assumed(self, names: Iterable[str]) -> list[str]:
        """Those of some variables whose values are assumed."""
        with_value = frozenset(assumable(self.scope.configuration))
        return [name for name in names if name in with_value]

    def sentence(self, names: Iterable[str]) -> str:
        """A sentence on variables and their values."""
        origins = _listed([self._origin(name) for name in names])
        return f"So it is with {origins}; a plan may be given another value."

    def _origin(self, name: str) -> str:
        """The place that a variable has its value from."""
        configuration = self.scope.configuration
        value = configuration.file_values.get(name)
        if value is not None:
            return f"var.{name} of {value.parsed.where(value.expr.range)}"
        declared = configuration.declared["var", name]
        default = argument_of(declared, "default")
        where = declared.parsed.where(default.range if default else declared.name_range)
        return f"the default of var.{name} ({where})"


def assumable(configuration: Configuration) -> Iterator[str]:
    """The variables whose values a plan has from the directory."""
    for address, declared in configuration.of_kind("var"):
        name = address[1]
        if name not in configuration.varying and (
            name in configuration.file_values or argument_of(declared, "default")
        ):
            yield name


def dependent(
    names: Iterable[str], references_to: ReferencesTo, *, through_calls: bool = False
) -> frozenset[int]:
    """The expressions that depend on variables, by identity:
    through locals and numbers of instances too, ``through_calls`` through modules' outputs.
    """
    dependents: set[int] = set()
    waiting: list[Address] = [("var", name) for name in names]
    seen = set(waiting)
    while waiting:
        for scoped, _ in references_to.get(waiting.pop(), ()):
            dependents.add(id(scoped.expr))
            address = _changed_by(scoped, through_calls)
            if address is not None and address not in seen:
                seen.add(address)
                waiting.append(address)
    return frozenset(dependents)


def _changed_by(scoped: Scoped, through_calls: bool) -> Address | None:
    """The declaration that has another value when the expression has:
    a local, a block with instances, or ``through_calls`` a module.
    """
    if scoped.block.type == "locals":
        return "local", scoped.argument
    if through_calls and scoped.block.type == "module":
        return "module", *scoped.block.label_values
    if scoped.inside or scoped.argument not in _REPEATING:
        return None
    labels = scoped.block.label_values
    if scoped.block.type == "resource":
        return labels
    return (scoped.block.type, *labels)


def variables_behind(
    exprs: Iterable[Expr], configuration: Configuration, *, through_calls: bool = False
) -> list[str]:
    """The variables that expressions depend on, those written first at the beginning:
    through locals and numbers of instances too, ``through_calls`` through modules' outputs.
    """
    names: list[str] = []
    waiting, seen = list(exprs), set[Address]()
    while waiting:
        for reference in references(waiting.pop(0)):
            address = address_of(reference)
            if address is None or address in seen:
                continue
            seen.add(address)
            if address[0] == "var":
                names.append(address[1])
            declared = configuration.declared.get(address)
            if declared is not None:
                waiting += _exprs_behind(declared, through_calls and address[0] == "module")
    return names


def _exprs_behind(declared: Declared, every: bool) -> list[Expr]:
    """The expressions that change the value of a declaration; see ``_changed_by``."""
    if isinstance(declared.node, Attribute):
        return [declared.node.expr]
    arguments = declared.body.attributes
    return [argument.expr for argument in arguments if every or argument.name in _REPEATING]


def _exprs_of(site: EvaluationSite) -> tuple[Expr, ...]:
    """The expression and those that it depends on because of the blocks around it."""
    dynamic = [block.over for block in site.block.dynamic]
    if site.block.repeats is None:
        return site.expr, *dynamic
    return site.expr, *dynamic, site.block.repeats.expr


def _listed(items: list[str]) -> str:
    if len(items) == 1:
        return items[0]
    if len(items) <= _MAX_ITEMS:
        return f"{', '.join(items[:-1])} and {items[-1]}"
    first = items[: _MAX_ITEMS - 1]
    return f"{', '.join(first)} and {len(items) - len(first)} others"

"""What a plan of a root module assumes that is given no values: variables have those of values files, or defaults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tfgen.source import Range
from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.config.configuration import Address, Configuration, Declared, argument_of
from tfgen.terraform.evaluate.expression_sites import EvaluationSite
from tfgen.terraform.evaluate.module_scope import ModuleScope
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import Reference, nested, references
from tfgen.terraform.types.evaluation_error import EvaluationError

ReferencesTo = Mapping[Address, tuple[tuple[Scoped, Reference], ...]]


class PlanAssumptions(Struct, frozen=True):
    """The values of a root module in the mode ``PLAN_WITH_VALUES``, and the expressions that are other ones there, by identity."""

    values: ModuleScope
    exprs: frozenset[int]

    @property
    def configuration(self) -> Configuration:
        """The root module."""
        return self.values.configuration

    def concerns(self, place: EvaluationSite) -> bool:
        """Whether something there depends on what is assumed, and is planned."""
        return not place.has_self and any(id(expr) in self.exprs for expr in _around(place))

    def noted(self, place: EvaluationSite, error: EvaluationError) -> EvaluationError:
        """The trouble; its help says what is assumed."""
        return replace(error, help=f"{error.help} {self.note(place, error.range)}".strip())

    def blamed(self, place: EvaluationSite, error: EvaluationError) -> tuple[EvaluationSite, EvaluationError]:
        """Where Terraform finds that a validation refuses a variable's value: at the value, or at the variable."""
        name = place.owner[1]
        given = self.configuration.file_values.get(name)
        parsed, at = (given.parsed, given.expr.range) if given else (place.parsed, place.header)
        where = f"{place.parsed.file.path}:{error.range.start.line}"
        what = "value" if given else "default"
        summary = f'The {what} of "{name}" is refused'
        detail = f"{error.detail} The condition stands at {where}."
        return replace(place, parsed=parsed), replace(error, range=at, summary=summary, detail=detail)

    def note(self, place: EvaluationSite, at: Range) -> str:
        """Which values of variables what stands ``at`` some part of a place depends on, and where those stand."""
        project = [expr for expr in nested(place.expr) if _holds(expr.range, at)]
        for exprs in (*((expr,) for expr in reversed(project)), _around(place)):
            told = [self._told(name) for name in dict.fromkeys(self._variables(exprs))]
            if told:
                return f"So it is with {_listed(told)}; a plan may be given another value."
        return ""

    def _told(self, name: str) -> str:
        given = self.configuration.file_values.get(name)
        if given is not None:
            return f"var.{name} of {given.parsed.file.path}:{given.expr.range.start.line}"
        declared = self.configuration.declared["var", name]
        default = argument_of(declared, "default")
        line = (default.range if default else declared.name_range).start.line
        return f"the default of var.{name} ({declared.parsed.file.path}:{line})"

    def _variables(self, exprs: Iterable[Expr]) -> Iterator[str]:
        """The variables with a value that expressions depend on, through locals and numbers of instances too."""
        known = frozenset(assumable(self.configuration))
        waiting, seen = list(exprs), set[Address]()
        while waiting:
            for one in references(waiting.pop(0)):
                address = address_of(one)
                if address is None or address in seen:
                    continue
                seen.add(address)
                if address[0] == "var" and address[1] in known:
                    yield address[1]
                declared = self.configuration.declared.get(address)
                waiting += _carried(declared) if declared else ()


def assumable(configuration: Configuration) -> Iterator[str]:
    """The variables whose values a plan has from the directory."""
    for address, declared in configuration.of_kind("var"):
        name = address[1]
        if name not in configuration.varying and (
            name in configuration.file_values or argument_of(declared, "default")
        ):
            yield name


def dependent(names: Iterable[str], references_to: ReferencesTo) -> frozenset[int]:
    """The expressions that depend on variables, by identity: through locals and numbers of instances too."""
    found: set[int] = set()
    waiting: list[Address] = [("var", name) for name in names]
    seen = set(waiting)
    while waiting:
        for place, _ in references_to.get(waiting.pop(), ()):
            found.add(id(place.expr))
            carrier = _carrier(place)
            if carrier is not None and carrier not in seen:
                seen.add(carrier)
                waiting.append(carrier)
    return frozenset(found)


_REPEATING = ("count", "for_each")


def _carrier(place: Scoped) -> Address | None:
    """What is another value where the expression is: a local, or what has instances."""
    if place.block.type == "locals":
        return "local", place.argument
    if place.inside or place.argument not in _REPEATING:
        return None
    labels = tuple(label.value for label in place.block.labels)
    return labels if place.block.type == "resource" else (place.block.type, *labels)


def _carried(declared: Declared) -> list[Expr]:
    if isinstance(declared.node, Attribute):
        return [declared.node.expr]
    return [a.expr for a in declared.body.attributes if a.name in _REPEATING]


def _around(place: EvaluationSite) -> tuple[Expr, ...]:
    """The expressions that what stands in a place depends on."""
    repeats = (place.repeats.expr,) if place.repeats else ()
    return (place.expr, *(loop.over for loop in place.loops), *repeats)


def _holds(outer: Range, inner: Range) -> bool:
    return outer.start.offset <= inner.start.offset and inner.end.offset <= outer.end.offset


def _listed(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    last = parts[-1] if len(parts) <= _MAX_ITEMS else f"{len(parts) - _MAX_ITEMS + 1} others"
    return f"{', '.join(parts[: min(len(parts), _MAX_ITEMS) - 1])} and {last}"


_MAX_ITEMS = 3

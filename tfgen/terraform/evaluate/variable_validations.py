"""Validations of a module's variables, and the errors that are reported already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from tfgen.source import Range
from tfgen.terraform.config.configuration import Configuration, Declared, argument_of
from tfgen.terraform.evaluate.evaluation_site import LocatedError
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import references
from tfgen.terraform.types.evaluation_error import ErrorKind

ErrorKey = tuple[str, ErrorKind, Range]
"""The file, kind and range of an error."""


class Validation(Struct, frozen=True):
    """A validation of a module's variable. ``others``: its condition reads other variables too."""

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
        """The file and line of the condition, for messages."""
        return self.variable.parsed.where(self.condition.range)


class Validations(Struct, frozen=True):
    """The validations of one module, for all its calls.

    ``reported``: the errors in the module's files, and whether they are for a plan to find;
    ``met``: the validations that ``validate`` finds to be met, with the value.
    """

    every: tuple[Validation, ...]
    reported: dict[ErrorKey, bool]
    met: set[tuple[int, object]] = field(default_factory=set)

    @staticmethod
    def of(configuration: Configuration, errors: Sequence[LocatedError]) -> Validations:
        """The validations of a module that has these errors by itself."""
        every: list[Validation] = []
        for address, declared in configuration.of_kind("var"):
            every += _validations(address[1], declared)
        reported = {(e.parsed.file.path, e.error.kind, e.error.range): e.planned for e in errors}
        return Validations(tuple(every), reported)

    def record(self, key: ErrorKey, planned: bool) -> bool:
        """Record an error; True if it is to be reported:
        it is new, or up to now only a plan had it.
        """
        before = self.reported.get(key)
        self.reported[key] = planned and before is not False
        return before is None or (before and not planned)


def _validations(name: str, variable: Declared) -> Iterator[Validation]:
    for block in variable.body.blocks:
        if block.type == "validation":
            arguments = {argument.name: argument.expr for argument in block.body.attributes}
            condition, message = arguments.get("condition"), arguments.get("error_message")
            if condition is not None and message is not None:
                yield Validation(
                    name, variable, condition, message, others=_reads_others(condition, name)
                )


def _reads_others(condition: Expr, name: str) -> bool:
    return any(
        reference.root == "var" and reference.names[1:2] != (name,)
        for reference in references(condition)
    )

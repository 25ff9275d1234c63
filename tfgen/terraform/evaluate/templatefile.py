"""Rendering template files, for ``templatefile``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tfgen.source import SourceFile
from tfgen.terraform.evaluate.evaluator import Evaluator
from tfgen.terraform.functions import Budget, Files, FunctionContext, FunctionError, Nesting
from tfgen.terraform.functions.context import Render
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import Step
from tfgen.terraform.types.model import STRING
from tfgen.terraform.types.value import Value, unknown

_END = "TFGEN_END_OF_TEMPLATE"
_CHARACTERS = 5
"""Reading so many characters of a template takes as long as one step of evaluation."""


class _TemplateScope(Struct, frozen=True):
    """The scope of a template: its variables and nothing else.
    Raises ``FunctionError`` for any other name.
    """

    variables: Mapping[str, Value]
    path: str

    def resolve(self, root: str, _: Sequence[Step]) -> tuple[Value, int]:
        """See ``Scope``."""
        if root not in self.variables:
            raise FunctionError(f'{self.path} uses "{root}", which its variables do not have', 1)
        return self.variables[root], 0


def renderer(files: Files, budget: Budget, nesting: Nesting, engine: str = "terraform") -> Render:
    """A function that renders templates whose own functions read these files;
    unknown once ``budget`` is spent. ``engine`` is as in ``FunctionContext``.
    """

    def render(text: str, path: str, variables: Mapping[str, Value]) -> Value:
        if not budget.spend(1 + len(text) // _CHARACTERS):
            return unknown(STRING)
        context = FunctionContext(files, budget=budget, nesting=nesting, engine=engine)
        evaluator = Evaluator(_TemplateScope(variables, path), context)
        value = evaluator.value(_template(text, path))
        for error in evaluator.errors[:1]:
            raise FunctionError(f"{path}:{error.range.start.line - 1}: {error.detail}", 0)
        if isinstance(value.data, str):
            return Value(value.type, value.data.removesuffix("\n"), value.marks)
        return value

    return render


def _template(text: str, path: str) -> Expr:
    """A template as an expression: the lines of a heredoc, which begin at line 2.
    Raises ``FunctionError``.
    """
    body, diagnostics = parse(SourceFile(path, f"x = <<{_END}\n{text}\n{_END}\n"))
    if body is not None and not diagnostics:
        return body.attributes[0].expr
    line, summary = 1, "it cannot be parsed"
    if diagnostics:
        summary = diagnostics[0].summary
        if diagnostics[0].range:
            line = diagnostics[0].range.start.line - 1
    raise FunctionError(f"{path}:{line}: {summary}", 0)

"""Rendering template files, for ``templatefile``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tfgen.source import SourceFile
from tfgen.terraform.evaluate.evaluator import Evaluator
from tfgen.terraform.functions import Budget, Files, FunctionContext, FunctionError, Nesting
from tfgen.terraform.functions.context import Render
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.walk import Step
from tfgen.terraform.types.model import STRING
from tfgen.terraform.types.value import Value, unknown

_MARK = "TFGEN_END_OF_TEMPLATE"
_CHARACTERS = 5
"""To read so many characters of a template takes as long as one step of evaluation."""


class _Variables(Struct, frozen=True):
    """The scope of a template: its variables and nothing else. Raises ``FunctionError`` for any other name."""

    variables: Mapping[str, Value]
    path: str

    def resolve(self, root: str, _: Sequence[Step]) -> tuple[Value, int]:
        """See ``Scope``."""
        if root not in self.variables:
            raise FunctionError(f'{self.path} uses "{root}", which its variables do not have', 1)
        return self.variables[root], 0


def renderer(files: Files, budget: Budget, nesting: Nesting) -> Render:
    """What renders templates whose own functions read these files; the result is unknown when ``budget`` is spent."""

    def render(text: str, path: str, variables: Mapping[str, Value]) -> Value:
        if not budget.spend(1 + len(text) // _CHARACTERS):
            return unknown(STRING)
        body, found = parse(SourceFile(path, f"x = <<{_MARK}\n{text}\n{_MARK}\n"))
        if body is None or found:
            line = found[0].range.start.line - 1 if found and found[0].range else 1
            raise FunctionError(f"{path}:{line}: {found[0].summary if found else 'it cannot be parsed'}", 0)
        evaluator = Evaluator(_Variables(variables, path), FunctionContext(files, budget=budget, nesting=nesting))
        value = evaluator.value(body.attributes[0].expr)
        for error in evaluator.found[:1]:
            raise FunctionError(f"{path}:{error.range.start.line - 1}: {error.detail}", 0)
        if isinstance(value.data, str):
            return Value(value.type, value.data.removesuffix("\n"), value.marks)
        return value

    return render

"""Evaluation of expressions as far as their values are known:
HCL's own rules, unknown values included.

The result of anything that fails is ``ANYTHING``, and its error is reported once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tfgen.terraform.evaluate.expressions import (
    access,
    calls,
    choices,
    constructors,
    loops,
    operators,
    texts,
)
from tfgen.terraform.evaluate.expressions.core import (
    MAX_DEPTH,
    NO_NAMES,
    Evaluation,
    Names,
    Scope,
    effort,
    pairs,
    too_large,
)
from tfgen.terraform.hcl import syntax
from tfgen.terraform.types.value import ANYTHING, Value

__all__ = ["NO_NAMES", "Evaluator", "Names", "Scope", "pairs"]


class Evaluator(Evaluation):
    """Evaluates expressions of every kind."""

    def value(self, expr: syntax.Expr, bound: Names = NO_NAMES) -> Value:
        """The value of an expression; ``ANYTHING``,
        and one more skipped expression, beyond the limits.
        """
        nesting = self.context.nesting
        if nesting.depth > MAX_DEPTH or self.exhausted:
            self.skipped += 1
            return ANYTHING
        self.step(1)
        nesting.depth += 1
        try:
            value = _BY_KIND[expr.__class__](self, expr, bound)
        finally:
            nesting.depth -= 1
        if too_large(value):
            self.skipped += 1
            return ANYTHING.marked(value.all_marks)
        if more := effort(value):
            self.step(more)
        return value


_BY_KIND: Mapping[type, Callable[[Evaluation, Any, Names], Value]] = {
    syntax.Literal: texts.literal,
    syntax.Template: texts.template,
    syntax.Name: access.reference,
    syntax.GetAttr: access.reference,
    syntax.Index: access.reference,
    syntax.Splat: access.splat,
    syntax.Tuple: constructors.tuple_expression,
    syntax.Object: constructors.object_expression,
    syntax.Parens: constructors.parens,
    syntax.ForExpr: loops.for_expression,
    syntax.Conditional: choices.conditional,
    syntax.Binary: operators.binary,
    syntax.Unary: operators.unary,
    syntax.Call: calls.call_expression,
}

"""Evaluation of expressions where they stand:
inside ``count``, ``for_each`` and ``dynamic`` blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tfgen.terraform.evaluate.evaluation_site import DynamicBlock, EnclosingBlock, EvaluationSite
from tfgen.terraform.evaluate.evaluator import NO_NAMES, Evaluator, Names, pairs
from tfgen.terraform.evaluate.expectations import expectation_errors
from tfgen.terraform.evaluate.instances import COUNT, EACH, each_object
from tfgen.terraform.evaluate.module_scope import Mode, ModuleScope
from tfgen.terraform.hcl.syntax import Attribute
from tfgen.terraform.hcl.walk import Step
from tfgen.terraform.types.evaluation_error import EvaluationError
from tfgen.terraform.types.model import NUMBER, STRING, ListType, MapType, SetType
from tfgen.terraform.types.value import ANYTHING, Value, object_of, unknown

_MAX_ROUNDS = 50
"""More rounds of a ``dynamic`` block are of no use."""

_NOWHERE: Mapping[str, Value] = {"self": ANYTHING, "each": ANYTHING, "count": ANYTHING}
"""The names outside any repeated block:
that ``each`` and ``count`` have no meaning is for the rules on references.
"""


def site_errors(site: EvaluationSite, scope: ModuleScope) -> tuple[list[EvaluationError], bool]:
    """The errors of an expression, and whether a part of it was skipped."""
    planned = scope.mode is not Mode.VALIDATE
    evaluator = evaluator_at(site.block, scope)
    for names in _rounds(site.block.dynamic, NO_NAMES, evaluator, scope.mode):
        value, errors = evaluator.attempt(site.expr, names)
        evaluator.errors += errors or expectation_errors(site, value, planned)
    return evaluator.errors, evaluator.skipped > 0


def evaluator_at(block: EnclosingBlock, scope: ModuleScope) -> Evaluator:
    """An evaluator of the expressions in a block."""
    inside = _BlockScope(scope, _block_names(block.repeats, scope))
    return Evaluator(inside, scope.context, deep=scope.mode is not Mode.VALIDATE)


def has_no_instances(repeats: Attribute | None, scope: ModuleScope) -> bool:
    """True when a ``count`` or ``for_each`` is known to make no instances."""
    if repeats is None:
        return False
    data = scope.repeating(repeats.expr).data
    if repeats.name == "count":
        return data in (0, "0")
    return isinstance(data, tuple | Mapping) and not data


class _BlockScope(Struct):
    """The scope inside a block: ``names`` are ``count``, ``each`` and ``self``."""

    scope: ModuleScope
    names: Mapping[str, Value]

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """See ``Scope``;
        attributes that ``each`` and ``count`` do not have are for the rules on references.
        """
        if root not in self.names:
            return self.scope.resolve(root, steps)
        value = self.names[root]
        if not isinstance(value.data, Mapping):
            return value, 0
        part = value.data.get(str(steps[0].key)) if steps else None
        if part is None:
            return ANYTHING, len(steps)
        return part, 1


def _block_names(repeats: Attribute | None, scope: ModuleScope) -> Mapping[str, Value]:
    if repeats is None:
        return _NOWHERE
    if repeats.name == "count":
        return {**_NOWHERE, "count": COUNT}
    if scope.mode is Mode.VALIDATE:
        return {**_NOWHERE, "each": EACH}
    return {**_NOWHERE, "each": each_object(scope.repeating(repeats.expr))}


def _rounds(
    dynamic: tuple[DynamicBlock, ...], bound: Names, evaluator: Evaluator, mode: Mode
) -> Iterator[Names]:
    """The names bound in each round of the ``dynamic`` blocks around an expression."""
    if not dynamic:
        yield bound
        return
    outer, inner = dynamic[0], dynamic[1:]
    over, errors = evaluator.attempt(outer.over, bound)
    if errors:
        return
    for key, element in _elements(over, mode):
        each = object_of({"key": key, "value": element})
        yield from _rounds(inner, {**bound, outer.name: each}, evaluator, mode)


def _elements(over: Value, mode: Mode) -> list[tuple[Value, Value]]:
    """The keys and elements that a ``dynamic`` block goes over;
    one of the right type where they are not known.

    ``validate`` does not look at the content then.
    """
    if over.null:
        return [(ANYTHING, ANYTHING)]
    if over.known:
        return list(pairs(over))[:_MAX_ROUNDS]
    if mode is Mode.VALIDATE:
        return []
    match over.type:
        case ListType():
            return [(unknown(NUMBER), unknown(over.type.element))]
        case MapType():
            return [(unknown(STRING), unknown(over.type.element))]
        case SetType():
            element = unknown(over.type.element)
            return [(element, element)]
    return [(ANYTHING, ANYTHING)]

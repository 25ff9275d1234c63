"""Instances that a plan cannot tell, for the rules on ``for_each`` and ``count``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec import Struct

from tfgen.aws.constraints.load import constraints
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.configuration import Declared, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.evaluate.apply_time.frame import Frame, late
from tfgen.terraform.evaluate.apply_time.resources import PlannedAttributes
from tfgen.terraform.evaluate.apply_time.timing import Kind, late_instances
from tfgen.terraform.hcl.syntax import Attribute
from tfgen.terraform.hcl.walk import references

_MAX_MODULES = 8


class LateArgument(Struct, frozen=True):
    """A ``count`` or ``for_each`` that a plan cannot tell.

    ``inside``: the module's argument, where a call gives the value and the finding stands there.
    """

    parsed: Parsed
    argument: Attribute
    cause: str
    inside: str = ""


class _PlannedTable(msgspec.Struct, frozen=True):
    names: frozenset[str]
    paths: frozenset[str]
    members: dict[str, frozenset[str]]


@cache
def _planned() -> PlannedAttributes:
    table = constraints().table("planned_attributes", _PlannedTable)
    return PlannedAttributes("aws", table.names, table.paths, table.members)


def late_diagnostics(context: RuleContext, kind: Kind, code: str) -> Iterator[Diagnostic]:
    """The findings for one of the two arguments."""
    for found in context.once(late_diagnostics, lambda: tuple(_late_arguments(context))):
        if found[0] == kind:
            yield _diagnostic(code, kind, found[1])


def _diagnostic(code: str, kind: Kind, late_argument: LateArgument) -> Diagnostic:
    what = "The keys" if kind == "for_each" else "The number"
    summary = f"{what} of instances will be known only after the apply"
    detail = f"They depend on {late_argument.cause}, which the provider decides in the apply."
    if kind == "count":
        detail = detail.replace("They depend", "It depends")
    if late_argument.inside:
        detail = f"{late_argument.inside} makes instances of it. {detail}"
    help_ = "Make it of what is written in the configuration"
    if kind == "for_each":
        help_ = f"{help_}: a map with such keys may have values that are not known yet."
    else:
        help_ = f"{help_}, such as a variable that says what is wanted."
    return diagnostic(
        code,
        late_argument.parsed,
        late_argument.argument.expr.range,
        summary,
        detail,
        help_,
        Severity.WARNING,
        planned=True,
    )


def _late_arguments(context: RuleContext) -> Iterator[tuple[Kind, LateArgument]]:
    if context.schema is None:
        return
    frame = Frame(context.evaluation, _planned())
    for declared in context.configuration.declared.values():
        for kind, argument, cause in _of_block(frame, declared):
            yield kind, LateArgument(declared.parsed, argument, cause)
    for address, declared in context.configuration.of_kind("module"):
        called = frame.called(address[1])
        if called is not None:
            seen: set[tuple[str, str]] = set()
            for kind, late_argument in _inside(called, declared, 0):
                key = kind, late_argument.argument.name
                if key not in seen:
                    seen.add(key)
                    yield kind, late_argument


def _of_block(frame: Frame, declared: Declared) -> Iterator[tuple[Kind, Attribute, str]]:
    kinds: tuple[Kind, ...] = ("count", "for_each")
    for kind in kinds:
        argument = declared.body.argument(kind)
        if argument is None or next(references(argument.expr), None) is None:
            continue
        reason = late_instances(kind, late(frame, argument.expr))
        if reason is not None:
            yield kind, argument, reason.cause


def _inside(frame: Frame, call: Declared, depth: int) -> Iterator[tuple[Kind, LateArgument]]:
    """The instances inside a called module that the call's inputs make late."""
    alone = Frame(frame.evaluation, _planned())
    for declared in frame.configuration.declared.values():
        for kind, argument, cause in _of_block(frame, declared):
            given = _given(frame, call, argument)
            if given is not None and late_instances(kind, late(alone, argument.expr)) is None:
                where = declared.parsed.where(argument.range)
                yield kind, LateArgument(call.parsed, given, cause, f"{kind} at {where}")
    if depth >= _MAX_MODULES:
        return
    for address, _ in frame.configuration.of_kind("module"):
        deeper = frame.called(address[1])
        if deeper is not None:
            for kind, late_argument in _inside(deeper, call, depth + 1):
                yield kind, late_argument


def _given(frame: Frame, call: Declared, argument: Attribute) -> Attribute | None:
    """The argument of the call from which the late value comes: the only one that can be."""
    candidates = [
        given
        for given in call.body.attributes
        if given.name in _variables(frame, argument) and next(references(given.expr), None)
    ]
    if len(candidates) == 1:
        return candidates[0]
    return None


def _variables(frame: Frame, argument: Attribute) -> frozenset[str]:
    """The variables that an argument depends on, through local values too."""
    names: set[str] = set()
    waiting, seen = [argument.expr], set[str]()
    while waiting:
        for needed in references(waiting.pop()):
            if needed.root == "var" and needed.names[1:]:
                names.add(needed.names[1])
            elif needed.root == "local" and needed.names[1:] and needed.names[1] not in seen:
                seen.add(needed.names[1])
                declared = frame.configuration.declared.get(needed.names[:2])
                if declared is not None and isinstance(declared.node, Attribute):
                    waiting.append(declared.node.expr)
    return frozenset(names)

"""Findings in called modules that the values of a call cause, reported at the call.

Rules that judge values run once over a module by itself, and once for each call with the call's
values. What they find with a call's values only is reported at the argument that gives the value,
with the place in the module beside it. A value that the module leaves to its default is reported in
the module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from tfgen.checker.causes import Causes
from tfgen.codes.table import CODES
from tfgen.diagnostics import SEVERITIES, Diagnostic, RelatedPlace, Severity
from tfgen.rules.base import Rule
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed, argument_of
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.evaluate.module_instance import MAX_CALLS, CallSite, ModuleInstance

_Key = tuple[str, str | None, Range | None, str]
"""The code, file, range and summary of a finding: what makes it the same one for several calls."""

_MAX_TRIED = 12
"""So many arguments of a call are tried as the cause of a finding."""


class ModuleCalls:
    """The calls between some directories; ``contexts`` are those of the directories by themselves."""

    def __init__(self, contexts: Mapping[str, RuleContext], rules: Iterable[Rule]) -> None:
        self._contexts = contexts
        self._rules = [rule for rule in rules if rule.per_call]
        self._alone: dict[str, tuple[Diagnostic, ...]] = {}
        self._causes: dict[str, Causes] = {}

    def diagnostics(self, own: Mapping[str, Sequence[Diagnostic]]) -> Iterator[Diagnostic]:
        """The findings of the rules that judge values, and those that calls cause.

        ``own``: the findings of these rules in each directory by itself.
        """
        for directory in self._contexts:
            yield from self._of_directory(directory, own)

    def _of_directory(
        self, directory: str, own: Mapping[str, Sequence[Diagnostic]]
    ) -> tuple[Diagnostic, ...]:
        if directory not in self._alone:
            self._alone[directory] = ()  # meanwhile: modules may call each other
            context = self._contexts[directory]
            for module in context.instance.calls():
                self._of_directory(module.directory, own)
            context.instance.tree.left = MAX_CALLS
            noted = []
            for d in own[directory]:
                noted.append(self._noted(d, context))
            found = (*noted, *self._from_calls(context, self._rules))
            self._alone[directory] = found
        return self._alone[directory]

    def _of_instance(
        self, module: ModuleInstance, caller: RuleContext, rules: Sequence[Rule]
    ) -> Iterator[Diagnostic]:
        """The findings in a module with the values of a call, and in those that it calls."""
        context = self._context(module).called(module, caller)
        for rule in rules:
            yield from rule.check(context)
        yield from self._from_calls(context, rules)

    def _from_calls(self, caller: RuleContext, rules: Sequence[Rule]) -> Iterator[Diagnostic]:
        """The findings that calls cause by their values, in the caller's file.

        A call whose values do not depend on the caller's own call has been looked at already.
        """
        for module in caller.instance.calls():
            call = module.call
            if call is None or not module.depending or not self._is_new(call):
                continue
            known = self._known(module)
            for found in self._of_instance(module, caller, rules):
                if _key(found) not in known:
                    yield self._at_call(found, module, call, caller)

    @staticmethod
    def _is_new(call: CallSite) -> bool:
        if call.caller.call is None:
            return True
        return any(call.caller.depends(each.expr) for each in call.inputs.values())

    def _known(self, module: ModuleInstance) -> frozenset[_Key]:
        """The findings in a module by itself."""
        alone = self._alone.get(module.directory, ())
        return frozenset(map(_key, alone))

    def _context(self, module: ModuleInstance) -> RuleContext:
        return self._contexts[module.directory]

    def _causes_in(self, module: ModuleInstance) -> Causes:
        directory = module.directory
        if directory not in self._causes:
            self._causes[directory] = Causes(self._contexts[directory].analysis)
        return self._causes[directory]

    def _at_call(
        self, found: Diagnostic, module: ModuleInstance, call: CallSite, caller: RuleContext
    ) -> Diagnostic:
        """The finding at the argument that is its cause, or in the module at its default."""
        given = self._given(found, module, call, caller)
        if not given:
            return self._at_default(found, module, call)
        first, *others = given
        parsed = call.declared.parsed
        related = [*_place_of(found, call), *found.related]
        for name in others:
            place = call.inputs[name].expr.range
            related.append(_related(parsed, place, f"{name} is given here"))
        moved = diagnostic(
            found.code,
            parsed,
            call.inputs[first].expr.range,
            found.summary,
            found.detail,
            found.help,
            _severity(found, parsed),
        )
        placed = replace(moved, related=tuple(related), instances=_instances(found, call))
        return self._noted(placed, caller)

    def _at_default(self, found: Diagnostic, module: ModuleInstance, call: CallSite) -> Diagnostic:
        """The finding where it is, with what the call leaves to its default."""
        causes, related = self._causes_in(module), []
        for name in causes.near(found) or causes.around(found):
            variable = module.evaluation.configuration.declared.get(("var", name))
            default = argument_of(variable, "default") if variable else None
            if variable is not None and default is not None and name not in call.inputs:
                text = f"the default of var.{name}"
                related.append(_related(variable.parsed, default.range, text))
        where = call.declared.parsed.where(call.declared.name_range)
        said = "gives no other value" if related else "has it so"
        help_ = f"{found.help} module.{call.name} ({where}) {said}.".strip()
        return replace(found, help=help_, related=(*found.related, *related))

    def _noted(self, found: Diagnostic, context: RuleContext) -> Diagnostic:
        """The finding with what a plan assumes where it depends on a root module's variables."""
        evaluation = context.instance.evaluation
        if context.instance.call is not None or evaluation.assumptions is None:
            return found
        names = evaluation.assumptions.assumed(self._causes_in(context.instance).near(found))
        if not names:
            return found
        severity = found.severity
        if all(parsed.generated is False for parsed in context.configuration.files):
            severity = min(severity, Severity.WARNING)
        help_ = f"{found.help} {evaluation.assumptions.sentence(names)}".strip()
        return replace(found, help=help_, severity=severity)

    def _given(
        self, found: Diagnostic, module: ModuleInstance, call: CallSite, caller: RuleContext
    ) -> list[str]:
        """The arguments of the call that are the cause of a finding, the first one above all.

        Where several may be, each is tried: without the cause there is no such finding.
        """
        causes = self._causes_in(module)
        near = [name for name in causes.near(found) if name in call.inputs]
        if len(near) == 1:
            return near
        tried: set[str] = set()
        for group in (near, causes.around(found), list(call.inputs)):
            new = [name for name in group if name in call.inputs and name not in tried]
            needed: list[str] = []
            for name in new[:_MAX_TRIED]:
                tried.add(name)
                if not self._occurs(found, module.without(name), caller):
                    needed.append(name)
            if needed:
                return needed
        return near[:1]

    def _occurs(self, found: Diagnostic, module: ModuleInstance, caller: RuleContext) -> bool:
        """True when there is the finding in a module."""
        rules = []
        for rule in self._rules:
            if rule.code == found.code:
                rules.append(rule)
        others = self._of_instance(module, caller, rules)
        return any(_key(other) == _key(found) for other in others)


def _key(found: Diagnostic) -> _Key:
    return found.code, found.file, found.range, found.summary


def _severity(found: Diagnostic, parsed: Parsed) -> Severity:
    """The severity in the caller's file: what tfgen wrote may be held to more."""
    level = CODES[found.code].level
    if parsed.generated or level == "off":
        return found.severity
    return min(found.severity, SEVERITIES[level])


def _place_of(found: Diagnostic, call: CallSite) -> Iterator[RelatedPlace]:
    if found.file is not None and found.range is not None:
        yield RelatedPlace(found.file, found.range, f"module.{call.name} uses it here")


def _related(parsed: Parsed, place: Range, message: str) -> RelatedPlace:
    return RelatedPlace(parsed.file_of(place).path, Range(place.start, place.end), message)


def _instances(found: Diagnostic, call: CallSite) -> tuple[str, ...]:
    """The addresses of the instances that a finding in a module is about, from the caller."""
    if found.instances:
        return tuple(f"{call.address}.{instance}" for instance in found.instances)
    if call.key:
        return (call.address,)
    return ()


_MAX_NAMED = 3
"""So many instances are named at most."""


def merged(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, those that say the same of several instances or places of use as one."""
    every: list[Diagnostic] = []
    groups: dict[_Key, list[Diagnostic]] = {}
    for found in diagnostics:
        if found.related or found.instances:
            groups.setdefault(_key(found), []).append(found)
        else:
            every.append(found)
    for group in groups.values():
        every.append(_as_one(sorted(group, key=_order)))
    return every


def _order(found: Diagnostic) -> tuple[str, str, list[tuple[str, Range]], tuple[str, ...]]:
    related = []
    for place in found.related:
        related.append((place.file, place.range))
    return found.detail, found.help, related, found.instances


def _as_one(group: Sequence[Diagnostic]) -> Diagnostic:
    first = group[0]
    related: dict[RelatedPlace, None] = {}
    instances: dict[str, None] = {}
    for found in group:
        related.update(dict.fromkeys(found.related))
        instances.update(dict.fromkeys(found.instances))
    detail = first.detail
    if instances:
        detail = f"{detail} So it is in {_listed(list(instances))}."
    return replace(first, detail=detail, related=tuple(related), instances=())


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    if len(names) <= _MAX_NAMED:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    first = names[: _MAX_NAMED - 1]
    return f"{', '.join(first)} and {len(names) - len(first)} others"

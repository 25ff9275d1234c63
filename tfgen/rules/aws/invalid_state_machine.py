"""A state machine that Step Functions does not take.

What it finds
    In the definition of ``aws_sfn_state_machine``: what is no JSON, a machine without ``StartAt`` or ``States``, a
    ``StartAt``, ``Next`` or ``Default`` that names no state beside it, a state without ``Type``, a state with neither
    ``Next`` nor ``End`` or with both, a task without ``Resource``, states that nothing leads to. The machines inside
    ``Map`` and ``Parallel`` count too.

Why it matters
    Terraform plans it; Step Functions refuses it in the apply: "Invalid State Machine Definition".

Example
    resource "aws_sfn_state_machine" "import" {
      name     = "import"
      role_arn = "arn:aws:iam::123456789012:role/import"
      definition = jsonencode({
        StartAt = "Begin"
        States = {
          Start = { Type = "Pass", End = true }
        }
      })
    }

Instead
    resource "aws_sfn_state_machine" "import" {
      name     = "import"
      role_arn = "arn:aws:iam::123456789012:role/import"
      definition = jsonencode({
        StartAt = "Start"
        States = {
          Start = { Type = "Pass", End = true }
        }
      })
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._json_arguments import (
    JsonArgument,
    JsonProblem,
    json_arguments,
    json_diagnostics,
    json_table,
    key_range,
)
from tfgen.rules.aws._json_documents import JsonNode, MalformedError
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean

CODE = "TFG533"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each thing wrong in each definition."""
    for argument in json_arguments(context, "state-machine"):
        yield from json_diagnostics(context, CODE, argument, _problems(argument))


def _problems(argument: JsonArgument) -> Iterator[JsonProblem]:
    node = argument.node
    if isinstance(node, MalformedError) or node.unknown:
        return
    if node.members is None:
        yield JsonProblem(node.range, "A state machine is an object", "It has StartAt and States.")
        return
    yield from _machine(node)


def _machine(node: JsonNode) -> Iterator[JsonProblem]:
    """The problems of a machine, and of those inside it."""
    if node.members is None:
        return
    for name in ("StartAt", "States"):
        if name not in node.members:
            detail = "A state machine has StartAt and States."
            yield JsonProblem(node.range, f"A state machine without {name}", detail)
    states = node.members.get("States")
    if states is None or states.members is None:
        return
    wrong = list(_wrong_steps(node, states))
    yield from wrong
    for name, state in states.members.items():
        if state.members is not None:
            yield from _state(name, state)
            for inner in _inner(state):
                yield from _machine(inner)
    if not wrong:
        yield from _unreachable(node, states)


def _inner(state: JsonNode) -> Iterator[JsonNode]:
    """The machines inside a state."""
    members = state.members or {}
    for name in ("Iterator", "ItemProcessor"):
        if name in members:
            yield members[name]
    branches = members.get("Branches")
    if branches is not None:
        yield from branches.items


def _steps(state: JsonNode) -> Iterator[tuple[str, JsonNode]]:
    """The names of states that follow a state, with the member that says so."""
    members = state.members or {}
    for name in ("Next", "Default"):
        if name in members:
            yield name, members[name]
    for name in ("Catch", "Choices"):
        several = members.get(name)
        for item in several.items if several is not None else ():
            if item.members is not None and "Next" in item.members:
                yield "Next", item.members["Next"]


def _wrong_steps(node: JsonNode, states: JsonNode) -> Iterator[JsonProblem]:
    named = states.members or {}
    steps = (
        [("StartAt", node.members["StartAt"])] if node.members and "StartAt" in node.members else []
    )
    for state in named.values():
        steps += _steps(state)
    for member, target in steps:
        if isinstance(target.value, str) and target.value not in named:
            detail = f"The states here are {_listed(named)}."
            summary = f'{member} names no state: "{target.value}"'
            yield JsonProblem(
                target.range, summary, detail, did_you_mean(target.value, tuple(named))
            )


def _listed(named: Mapping[str, JsonNode]) -> str:
    names = list(named)
    if len(names) > 8:
        return f"{', '.join(names[:8])} and {len(names) - 8} others"
    return ", ".join(names) or "none"


def _state(name: str, state: JsonNode) -> Iterator[JsonProblem]:
    members = state.members or {}
    kind = members.get("Type")
    if kind is None:
        yield JsonProblem(state.range, f'The state "{name}" has no Type', _types())
        return
    if kind.unknown:
        return
    if kind.value not in json_table().states.types:
        help_ = did_you_mean(str(kind.value), json_table().states.types)
        yield JsonProblem(kind.range, f'There is no type "{kind.value}"', _types(), help_)
        return
    yield from _ways_on(name, state, str(kind.value))
    if kind.value == "Task" and "Resource" not in members:
        detail = "Resource is the ARN of what does the work."
        yield JsonProblem(state.range, f'The task "{name}" has no Resource', detail)
    if kind.value == "Choice" and "Choices" not in members:
        detail = "Choices is a list of rules, each with Next."
        yield JsonProblem(state.range, f'The choice "{name}" has no Choices', detail)


def _types() -> str:
    return f"The types are {', '.join(json_table().states.types)}."


def _ways_on(name: str, state: JsonNode, kind: str) -> Iterator[JsonProblem]:
    members = state.members or {}
    ways = [way for way in ("Next", "End") if way in members]
    if kind in json_table().states.going_on:
        if not ways:
            detail = "Such a state says which one follows, or that it is the last."
            summary = f'The state "{name}" has neither Next nor End'
            yield JsonProblem(state.range, summary, detail, "Add End = true, or Next.")
        elif len(ways) == 2:
            detail = "A state has one of them."
            summary = f'The state "{name}" has Next and End'
            yield JsonProblem(key_range(state, "End"), summary, detail, "Remove one.")
    elif ways:
        way = ways[0]
        detail = "Its rules say what follows." if kind == "Choice" else "It ends the machine."
        summary = f'The state "{name}" of type {kind} has {way}'
        yield JsonProblem(key_range(state, way), summary, detail, "Remove it.")


def _unreachable(node: JsonNode, states: JsonNode) -> Iterator[JsonProblem]:
    """The states that nothing leads to, where all ways are known."""
    named = states.members or {}
    start = (node.members or {}).get("StartAt")
    if start is None or not isinstance(start.value, str) or not _is_known(states):
        return
    reached = {start.value}
    waiting = [start.value]
    while waiting:
        state = named.get(waiting.pop())
        for _, target in _steps(state) if state is not None else ():
            if isinstance(target.value, str) and target.value not in reached:
                reached.add(target.value)
                waiting.append(target.value)
    for name in named:
        if name not in reached:
            detail = f"No way leads to it from {start.value}."
            yield JsonProblem(key_range(states, name), f'Nothing leads to "{name}"', detail)


def _is_known(states: JsonNode) -> bool:
    """True when every state and everything that leads on is known."""
    for state in (states.members or {}).values():
        if state.members is None:
            return False
        for name in ("Catch", "Choices"):
            several = state.members.get(name)
            if several is not None and any(item.members is None for item in several.items):
                return False
        if any(target.unknown for _, target in _steps(state)):
            return False
    return True

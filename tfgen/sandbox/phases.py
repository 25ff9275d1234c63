"""The phases of a run:
each runs one command of Terraform and checks that its output is as it should be.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tfgen.sandbox.engine import Engine, run
from tfgen.sandbox.messages import (
    Changes,
    Message,
    TerraformDiagnostic,
    read_message,
    read_validation,
)
from tfgen.sandbox.mirror import Mirror
from tfgen.sandbox.process import Completed
from tfgen.sandbox.report import Event, EventKind, PhaseResult, PhaseStatus, Progress

PARALLELISM = "-parallelism=30"
"""Applying is waiting: the provider sleeps between its looks at a resource,
so more of them at once cost nothing.
"""

PLAN_FILE = "tfgen-sandbox.tfplan"
REPLAN_FILE = "tfgen-sandbox-replan.tfplan"
TIMEOUT = 1800.0
"""Seconds that one phase may take: four times the slowest seen."""

_KINDS = {
    "apply_start": EventKind.STARTED,
    "apply_progress": EventKind.WAITING,
    "apply_complete": EventKind.DONE,
    "apply_errored": EventKind.FAILED,
    "refresh_start": EventKind.STARTED,
    "refresh_complete": EventKind.DONE,
}


class PhaseContext(Struct, frozen=True):
    """Things that every phase needs: the tools, the folder, the environment, and a listener."""

    engine: Engine
    mirror: Mirror
    folder: Path
    environment: Mapping[str, str]
    progress: Progress
    timeout: float = TIMEOUT


class Outcome(Struct, frozen=True):
    """A phase's result with the counts that its last line has."""

    result: PhaseResult
    changes: Changes | None = None

    def failed(self, *errors: str) -> Outcome:
        """The same outcome as a failure, with more errors."""
        result = replace(self.result, status=PhaseStatus.FAILED, errors=self.result.errors + errors)
        return replace(self, result=result)


def init(context: PhaseContext) -> Outcome:
    """Get the provider from the mirror, the modules from the tree."""
    return _text_phase(
        context, "init", f"-plugin-dir={context.mirror.path}", "-input=false", "-no-color"
    )


def validate(context: PhaseContext) -> Outcome:
    """Terraform's own check of the configuration against the provider."""
    started = time.monotonic()
    done = _run(context, "validate", None, "-json", "-no-color")
    output = read_validation(done.stdout)
    if output is None:
        return _outcome("validate", started, done)
    summary = (
        "the configuration is valid" if output.valid else f"{len(output.diagnostics)} problems"
    )
    return _outcome("validate", started, done, summary=summary, diagnostics=output.diagnostics)


def plan(context: PhaseContext) -> Outcome:
    """Plan everything into a file."""
    outcome, _ = _json_phase(
        context, "plan", "plan", f"-out={PLAN_FILE}", "-input=false", PARALLELISM
    )
    return outcome


def apply(context: PhaseContext, planned: int) -> Outcome:
    """Make what was planned: ``planned`` resources, no fewer."""
    outcome, _ = _json_phase(context, "apply", "apply", "-input=false", PARALLELISM, PLAN_FILE)
    created = outcome.changes.add if outcome.changes else 0
    if outcome.result.status is PhaseStatus.OK and created != planned:
        return outcome.failed(f"Error: {planned} resources were planned and {created} created")
    return outcome


def replan(context: PhaseContext) -> Outcome:
    """Plan again: there must be nothing left to change."""
    arguments = ("-detailed-exitcode", f"-out={REPLAN_FILE}", "-input=false", PARALLELISM)
    outcome, status = _json_phase(context, "replan", "plan", *arguments)
    if status != 2:
        return outcome
    shown = run(
        context.engine, ("show", "-no-color", REPLAN_FILE), context.folder, context.environment
    )
    return outcome.failed(f"Error: the plan after apply is not empty\n\n{shown.stdout.strip()}")


def destroy(context: PhaseContext, created: int) -> Outcome:
    """Remove what was made: ``created`` resources, no fewer."""
    arguments = ("-auto-approve", "-input=false", PARALLELISM)
    outcome, _ = _json_phase(context, "destroy", "destroy", *arguments)
    destroyed = outcome.changes.remove if outcome.changes else 0
    if outcome.result.status is PhaseStatus.OK and destroyed != created:
        return outcome.failed(f"Error: {created} resources were created and {destroyed} destroyed")
    return outcome


def to_event(phase: str, message: Message) -> Event | None:
    """The event that a message of Terraform's stands for,
    or None for one that is about no resource.
    """
    kind = _KINDS.get(message.type)
    if kind is None or message.hook is None:
        return None
    hook = message.hook
    action = hook.action or "refresh"
    return Event(
        kind, phase, address=hook.resource.addr, action=action, seconds=hook.elapsed_seconds
    )


def _text_phase(context: PhaseContext, name: str, *arguments: str) -> Outcome:
    started = time.monotonic()
    done = _run(context, name, None, *arguments)
    summary = f"hashicorp/aws {context.mirror.version}" if done.status == 0 else ""
    return _outcome(name, started, done, summary=summary)


def _json_phase(
    context: PhaseContext, name: str, command: str, *arguments: str
) -> tuple[Outcome, int]:
    """Run a command that speaks JSON lines;
    also returns its exit status, of which 2 is no failure by itself.
    """
    started, messages = time.monotonic(), list[Message]()

    def listen(line: str) -> None:
        message = read_message(line)
        if message is None:
            return
        messages.append(message)
        event = to_event(name, message)
        if event is not None:
            context.progress(event)

    done = _run(context, command, listen, "-json", *arguments)
    status = done.status
    if "-detailed-exitcode" in arguments and status == 2:
        done = replace(done, status=0)
    diagnostics = [message.diagnostic for message in messages if message.diagnostic]
    summary = ""
    changes: Changes | None = _counted(messages)
    for message in messages:
        if message.type == "change_summary":
            summary, changes = message.text, message.changes
    outcome = _outcome(
        name, started, done, summary=summary, diagnostics=diagnostics, changes=changes
    )
    return outcome, status


def _counted(messages: Sequence[Message]) -> Changes:
    """The counts of what was done up to a failure, after which Terraform writes no summary."""
    actions = [
        message.hook.action
        for message in messages
        if message.type == "apply_complete" and message.hook
    ]
    return Changes(actions.count("create"), actions.count("update"), actions.count("delete"))


def _run(
    context: PhaseContext, command: str, listen: Callable[[str], None] | None, *arguments: str
) -> Completed:
    return run(
        context.engine,
        (command, *arguments),
        context.folder,
        context.environment,
        listen,
        context.timeout,
    )


def _outcome(
    name: str,
    started: float,
    done: Completed,
    *,
    summary: str = "",
    diagnostics: Sequence[TerraformDiagnostic] = (),
    changes: Changes | None = None,
) -> Outcome:
    """The outcome of a command.
    A failure without a diagnostic shows all of stderr, as does a panic.
    """
    errors = _texts(diagnostics, "error")
    if done.status != 0 and (not errors or "panic:" in done.stderr):
        errors.append(
            done.stderr.strip()
            or done.stdout.strip()
            or f"Error: {name} ended with status {done.status}"
        )
    result = PhaseResult(
        name=name,
        status=PhaseStatus.OK if done.status == 0 else PhaseStatus.FAILED,
        seconds=time.monotonic() - started,
        summary=summary,
        errors=tuple(errors),
        warnings=tuple(_texts(diagnostics, "warning")),
        log=done.stdout + done.stderr,
    )
    return Outcome(result, changes)


def _texts(diagnostics: Iterable[TerraformDiagnostic], severity: str) -> list[str]:
    return [diagnostic.text for diagnostic in diagnostics if diagnostic.severity == severity]

"""View of a sandbox run: progress while it lasts, a table of phases with times when it has ended."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tfgen.report.words import plural
from tfgen.sandbox.report import Event, EventKind, PhaseResult, PhaseStatus, Progress, SandboxReport

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

DONE_WORDS = {
    "create": "created",
    "update": "changed",
    "delete": "destroyed",
    "replace": "replaced",
}
"""Actions that a line is written for; reading and refreshing are too many and change nothing."""

SHOWN = 8
"""Resources under way that are shown at once on a terminal."""

_COLOURS = {PhaseStatus.OK: "green", PhaseStatus.FAILED: "red", PhaseStatus.SKIPPED: "dim"}


@contextmanager
def sandbox_progress(console: Console, *, quiet: bool = False) -> Iterator[Progress]:
    """A listener for ``run_sandbox`` that writes to ``console`` (one on stderr) while the block lasts.

    On a terminal, finished resources scroll by and those under way stand below them; elsewhere it is plain lines.
    With ``quiet`` nothing is written.
    """
    if quiet:
        yield lambda _event: None
    elif console.is_terminal:
        with _live(console) as show:
            yield show
    else:
        yield lambda event: _write(console, event)


def phase_table(report: SandboxReport) -> Table:
    """The phases with status, time and Terraform's result for each."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("phase")
    table.add_column("status")
    table.add_column("time", justify="right")
    table.add_column("result", overflow="fold")
    for phase in report.phases:
        status = f"[{_COLOURS[phase.status]}]{phase.status}[/]"
        seconds = "" if phase.status is PhaseStatus.SKIPPED else f"{phase.seconds:.1f} s"
        table.add_row(_phase_name(phase.name), status, seconds, _result_text(phase))
    table.add_row("total", "", f"{report.seconds:.1f} s", _counts(report), style="bold")
    return table


def report_view(report: SandboxReport) -> RenderableType:
    """The whole end of a run: Terraform's errors in full, the table, and the ways to use a kept sandbox.

    For a console with ``soft_wrap``: nothing is broken at its width, so errors can be searched and commands copied.
    """
    from rich.console import Group
    from rich.text import Text

    errors: list[Text] = []
    for phase in report.phases:
        errors += [Text(f"{error}\n") for error in phase.errors]
    used = Text(
        f"{report.engine.title}, provider hashicorp/aws {report.provider_version}, AWS emulated by moto"
    )
    kept = map(Text, kept_lines(report))
    return Group(*errors, phase_table(report), used, *kept)


def kept_lines(report: SandboxReport) -> tuple[str, ...]:
    """The places of a kept sandbox and the way to stop it; nothing for one that was cleaned up."""
    if report.folder is None:
        return ()
    lines = [f"kept: the configuration and its state in {report.folder}"]
    stop = f"rm -r {report.workspace}"
    if report.endpoint is not None:
        lines.append(f"kept: the emulated AWS at {report.endpoint}, for example")
        credentials = "AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test"
        lines.append(f"  {credentials} aws --endpoint-url {report.endpoint} ec2 describe-vpcs")
        stop = f"kill {report.pid}; {stop}"
    return (*lines, f"stop and remove it with: {stop}")


def _phase_name(name: str) -> str:
    if name == "replan":
        return "plan again"
    return name


def _result_text(phase: PhaseResult) -> str:
    """Terraform's summary, with its warnings counted: their text is for the log."""
    summary = phase.summary
    if phase.name == "replan" and phase.status is PhaseStatus.OK:
        summary = "no changes"
    if phase.warnings:
        return f"{summary} ({plural(len(phase.warnings), 'warning')})"
    return summary


def _counts(report: SandboxReport) -> str:
    counts = (
        ("planned", report.planned),
        ("created", report.created),
        ("destroyed", report.destroyed),
    )
    parts = []
    for word, number in counts:
        if number is not None:
            parts.append(f"{number} {word}")
    return ", ".join(parts)


def _line(event: Event) -> str | None:
    """The line for an event, or None for one that is not worth a line."""
    if event.kind is EventKind.NOTE:
        return event.text
    if event.kind is EventKind.PHASE_STARTED:
        return f"{_phase_name(event.phase)} ..."
    if event.kind is EventKind.PHASE_ENDED:
        return f"{_phase_name(event.phase)}: {event.seconds:.1f} s {event.text}".rstrip()
    if event.kind is EventKind.FAILED:
        return f"  {event.address}: failed after {event.seconds:.0f} s"
    if event.kind is EventKind.DONE and event.action in DONE_WORDS:
        return f"  {event.address}: {DONE_WORDS[event.action]} ({event.seconds:.0f} s)"
    return None


def _write(console: Console, event: Event) -> None:
    line = _line(event)
    if line is not None:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


class _Below:
    """The phase and the resources under way, oldest first: what stands below the lines on a terminal."""

    def __init__(self) -> None:
        self._started: dict[str, float] = {}
        self._phase: tuple[str, float] | None = None

    def note(self, event: Event) -> None:
        """Take in an event."""
        if event.kind is EventKind.PHASE_STARTED:
            self._phase = (_phase_name(event.phase), time.monotonic())
        elif event.kind is EventKind.PHASE_ENDED:
            self._phase = None
        if event.kind is EventKind.STARTED:
            self._started[event.address] = time.monotonic()
        elif event.kind in (EventKind.DONE, EventKind.FAILED):
            self._started.pop(event.address, None)
        elif event.kind is EventKind.PHASE_ENDED:
            self._started.clear()

    def text(self) -> Text:
        """One line for the phase and each of the first few resources, with its time up to now."""
        from rich.text import Text

        now, oldest = time.monotonic(), list(self._started.items())[:SHOWN]
        lines: list[str] = []
        if self._phase:
            name, began = self._phase
            lines.append(f"{name} {now - began:.0f} s")
        for address, started in oldest:
            lines.append(f"  {address} {now - started:.0f} s")
        if len(self._started) > SHOWN:
            lines.append(f"  and {len(self._started) - SHOWN} more")
        return Text("\n".join(lines), style="dim", no_wrap=True, overflow="ellipsis")


@contextmanager
def _live(console: Console) -> Iterator[Progress]:
    from rich.live import Live

    below = _Below()

    with Live(
        console=console, get_renderable=below.text, refresh_per_second=4, transient=True
    ) as live:

        def show(event: Event) -> None:
            below.note(event)
            _write(console, event)
            if event.kind is EventKind.STARTED:
                live.refresh()

        yield show


def report_data(report: SandboxReport) -> dict[str, object]:
    """The report as data, for ``--format json``; logs are left out."""
    return {
        "format_version": "1.0",
        "ok": report.ok,
        "engine": report.engine.title,
        "provider_version": report.provider_version,
        "phases": [_phase_data(phase) for phase in report.phases],
        "planned": report.planned,
        "created": report.created,
        "destroyed": report.destroyed,
        "endpoint": report.endpoint,
        "folder": str(report.folder) if report.folder else None,
        "pid": report.pid,
    }


def _phase_data(phase: PhaseResult) -> dict[str, object]:
    return {
        "name": phase.name,
        "status": phase.status.value,
        "seconds": round(phase.seconds, 1),
        "summary": phase.summary,
        "errors": list(phase.errors),
        "warnings": list(phase.warnings),
    }

"""Progress of a sandbox run: events while it runs, a report when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from tfgen.sandbox.engine import Engine


class EventKind(StrEnum):
    """Kind of an event."""

    NOTE = "note"
    PHASE_STARTED = "phase-started"
    PHASE_ENDED = "phase-ended"
    STARTED = "started"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Event(Struct, frozen=True):
    """Something happened in ``phase``.

    STARTED, WAITING, DONE and FAILED are about the resource at ``address``; ``action`` is
    Terraform's word for what is done to it (create, read, update, delete, refresh), ``seconds`` the
    time since its start. PHASE_ENDED has the phase's time and in ``text`` its summary; a NOTE has
    only ``text``.
    """

    kind: EventKind
    phase: str = ""
    address: str = ""
    action: str = ""
    seconds: float = 0.0
    text: str = ""


Progress = Callable[[Event], None]


class PhaseStatus(StrEnum):
    """Status of a phase at its end; SKIPPED:
    it was not run, since it was not wanted or one before it failed.
    """

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


class PhaseResult(Struct, frozen=True):
    """One phase: ``init``, ``validate``, ``plan``, ``apply``, ``replan`` or ``destroy``.

    ``errors`` and ``warnings`` are whole texts as Terraform prints them;
    ``log`` is all that it wrote.
    """

    name: str
    status: PhaseStatus
    seconds: float = 0.0
    summary: str = ""
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    log: str = ""


class SandboxReport(Struct, frozen=True):
    """A whole run. The counts are numbers of resources, None where the run did not come that far.

    ``endpoint``, ``folder`` (of the root configuration) and ``pid`` (of the emulator) are there for
    a kept sandbox only; ``workspace`` is then the temporary folder to remove.
    """

    phases: tuple[PhaseResult, ...]
    engine: Engine
    provider_version: str
    planned: int | None = None
    created: int | None = None
    destroyed: int | None = None
    endpoint: str | None = None
    folder: Path | None = None
    workspace: Path | None = None
    pid: int | None = None

    @property
    def ok(self) -> bool:
        """True when no phase failed."""
        return all(phase.status is not PhaseStatus.FAILED for phase in self.phases)

    @property
    def seconds(self) -> float:
        """The time of all phases together."""
        return sum(phase.seconds for phase in self.phases)

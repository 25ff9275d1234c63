"""Parts of a plan: data only."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.output.manifest import Manifest


class OutputFile(Struct, frozen=True):
    """A rendered file: its path below the root with forward slashes, its text,
    and the environment it belongs to.

    ``owner`` is ``""`` for a file that environments share. The text must be encodable as UTF-8.
    """

    path: str
    text: str
    owner: str = ""


class ItemKind(StrEnum):
    """The state of a file in the plan. EDITED and FOREIGN stop the run unless it is forced."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    STALE = "stale"
    """Recorded, no longer rendered, as tfgen left it: to be removed."""
    EDITED = "edited"
    """Recorded, edited by hand since; rendered differently now, or no longer rendered."""
    FOREIGN = "foreign"
    """Not recorded, and not what tfgen would write."""


class PlanItem(Struct, frozen=True):
    """A file of the plan:
    its bytes on disk (None: not there) and as rendered (None: to be removed).
    """

    path: str
    kind: ItemKind
    before: bytes | None
    after: bytes | None


class Plan(Struct, frozen=True):
    """The files to write.

    ``items`` are the files by path; ``generated`` are tfgen's ignore file and manifest;
    ``manifest`` is the new one; ``diagnostics`` are the reasons that stop the run.
    """

    items: tuple[PlanItem, ...]
    generated: tuple[PlanItem, ...]
    manifest: Manifest
    diagnostics: Diagnostics = ()

    @property
    def changes(self) -> tuple[PlanItem, ...]:
        """The files to write or remove; ``generated`` not among them."""
        return _changed(self.items)

    @property
    def writes(self) -> tuple[PlanItem, ...]:
        """All that ``apply`` does, the manifest last."""
        return (*self.changes, *_changed(self.generated))


def _changed(items: tuple[PlanItem, ...]) -> tuple[PlanItem, ...]:
    return tuple(item for item in items if item.kind is not ItemKind.SAME)

"""What a plan is made of: data only."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.output.manifest import Manifest


class OutputFile(Struct, frozen=True):
    """A rendered file: its path below the root with forward slashes, its text, and the environment it belongs to.

    ``owner`` is ``""`` for a file that environments share. The text must be encodable as UTF-8.
    """

    path: str
    text: str
    owner: str = ""


class Kind(StrEnum):
    """What a file is to the plan. EDITED and FOREIGN stop the run unless it is forced."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    STALE = "stale"
    """Recorded, no longer rendered, as tfgen left it: to be removed."""
    EDITED = "edited"
    """Recorded, edited by hand since; rendered differently now, or no longer rendered."""
    FOREIGN = "foreign"
    """Not recorded, and not what tfgen would write."""


class Item(Struct, frozen=True):
    """A file of the plan: its bytes on disk (None: not there) and as rendered (None: to be removed)."""

    path: str
    kind: Kind
    before: bytes | None
    after: bytes | None


class Plan(Struct, frozen=True):
    """What to write.

    ``items`` are the files by path; ``generated`` are tfgen's ignore file and manifest; ``manifest`` is the new one;
    ``found`` says what stops the run.
    """

    items: tuple[Item, ...]
    generated: tuple[Item, ...]
    manifest: Manifest
    found: Diagnostics = ()

    @property
    def changes(self) -> tuple[Item, ...]:
        """The files to write or remove; ``generated`` not among them."""
        return tuple(i for i in self.items if i.kind is not Kind.SAME)

    @property
    def writes(self) -> tuple[Item, ...]:
        """All that ``apply`` does, the manifest last."""
        return (*self.changes, *(i for i in self.generated if i.kind is not Kind.SAME))

"""What judging takes and gives, light enough for every command to import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostics
from tfgen.source import Range

if TYPE_CHECKING:
    from tfgen.terraform.types.model import Type


class Interface(Struct, frozen=True):
    """What callers of a module see: inputs (True where required), outputs, and the inputs' types where known.

    ``never_null``: required inputs that must not be null.
    """

    inputs: Mapping[str, bool]
    outputs: frozenset[str]
    types: Mapping[str, Type] = field(default_factory=dict)
    never_null: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()


class Asked(Struct, frozen=True):
    """A version that a file asks for, for some directories, and where."""

    version: str
    file: str
    range: Range


class NotJudged(Struct, frozen=True):
    """What no rule could look at: how many of what, and why."""

    count: int
    what: str


NOT_READ_BACK = "arguments and blocks not read back, because python-hcl2 is known to misread what stands there"

NOT_JUDGED = (
    "resources of providers without a schema",
    "calls of modules outside the tree",
    "expressions that need a module or provider that is not known",
    "directories' references, because some of their files could not be read",
    NOT_READ_BACK,
)
"""What rules cannot look at, in the order in which it is told."""


def summed(parts: Iterable[NotJudged]) -> tuple[NotJudged, ...]:
    """One entry for each kind that is there."""
    counts = dict.fromkeys(NOT_JUDGED, 0)
    for part in parts:
        counts[part.what] += part.count
    return tuple(NotJudged(count, what) for what, count in counts.items() if count)


class Silenced(Struct, frozen=True):
    """How many findings are not reported: by ignores in the files, by a baseline, because their code is disabled."""

    ignored: int = 0
    baseline: int = 0
    disabled: int = 0

    def __add__(self, other: Silenced) -> Silenced:
        return Silenced(self.ignored + other.ignored, self.baseline + other.baseline, self.disabled + other.disabled)


NOTHING_SILENCED = Silenced()


class Judgement(Struct, frozen=True):
    """The findings of a tree, in the order of file and line, and what was not judged."""

    found: Diagnostics
    not_judged: tuple[NotJudged, ...]

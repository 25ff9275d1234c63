"""What judging takes and gives, light enough for every command to import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tfgen.diagnostics import Diagnostics
from tfgen.source import Range

if TYPE_CHECKING:
    from tfgen.types.model import Type


@dataclass(frozen=True, slots=True)
class Interface:
    """What callers of a module see: inputs (True where required), outputs, and the inputs' types where known.

    ``never_null``: required inputs that must not be null.
    """

    inputs: Mapping[str, bool]
    outputs: frozenset[str]
    types: Mapping[str, Type] = field(default_factory=dict)
    never_null: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """A version that a file asks for, for some directories, and where."""

    version: str
    file: str
    range: Range


@dataclass(frozen=True, slots=True)
class NotJudged:
    """What no rule could look at: how many of what, and why."""

    count: int
    what: str


NOT_JUDGED = (
    "resources of providers without a schema",
    "calls of modules outside the tree",
    "expressions that need a module or provider that is not known",
    "directories' references, because some of their files could not be read",
)
"""What rules cannot look at, in the order in which it is told."""


def summed(parts: Iterable[NotJudged]) -> tuple[NotJudged, ...]:
    """One entry for each kind that is there."""
    counts = dict.fromkeys(NOT_JUDGED, 0)
    for part in parts:
        counts[part.what] += part.count
    return tuple(NotJudged(count, what) for what, count in counts.items() if count)


@dataclass(frozen=True, slots=True)
class Silenced:
    """How many findings are not reported: by ignores in the files, by a baseline, because their code is disabled."""

    ignored: int = 0
    baseline: int = 0
    disabled: int = 0

    def __add__(self, other: Silenced) -> Silenced:
        return Silenced(self.ignored + other.ignored, self.baseline + other.baseline, self.disabled + other.disabled)


NOTHING_SILENCED = Silenced()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The findings of a tree, in the order of file and line, and what was not judged."""

    found: Diagnostics
    not_judged: tuple[NotJudged, ...]

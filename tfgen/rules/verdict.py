"""What judging takes and gives, light enough for every command to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tfgen.diagnostics import Diagnostics
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
class NotJudged:
    """What no rule could look at: how many of what, and why."""

    count: int
    what: str


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

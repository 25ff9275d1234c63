"""Which mutants there are: for every class so many from each version, spread over the bases, always the same."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256

from tests.agreement.bases import Base, bases
from tests.agreement.kinds import MISTAKES, NEUTRAL
from tests.agreement.kinds.changes import Change, Mutation
from tests.agreement.model import Edit, Mutant
from tests.rules.hcl import schema
from tfgen.rules.context import RuleContext
from tfgen.source import SourceFile
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Parsed, configure
from tfgen.terraform.hcl.parse import parse

MISTAKE: Mapping[str, tuple[int, float]] = {"3.39.0": (3, 0.25), "5.100.0": (2, 0.15), "6.62.0": (6, 1)}
"""Mutants of a class of mistakes for each version: at least so many, and of its variants this share."""

HARMLESS: Mapping[str, tuple[int, float]] = {"3.39.0": (5, 0.3), "5.100.0": (4, 0.2), "6.62.0": (10, 0.8)}
"""Mutants of a class that keeps it right."""


LARGEST = "payments"


def generated(version: str) -> list[Mutant]:
    """All mutants for a version."""
    wanted = [(MISTAKES, *MISTAKE[version]), (NEUTRAL, *HARMLESS[version])]
    return [
        m for kinds, least, share in wanted for kind in kinds.items() for m in _chosen(version, *kind, least, share)
    ]


def _chosen(version: str, kind: str, mutation: Mutation, least: int, share: float) -> list[Mutant]:
    """One of each variant and base in turn until there are enough.

    The order is a hash's: where a place comes or goes, most of the choice stays.
    """
    variants: dict[str, dict[Mutant, None]] = {}
    for base in bases(version).values():
        for changes in _changes(version, base, mutation):
            variant = changes[0].variant or base.name
            variants.setdefault(variant, {})[_mutant(version, base, kind, changes)] = None
    ordered = [_ranked(variant, variants[variant]) for variant in sorted(variants, key=lambda v: _rank(version + v))]
    rounds = max(map(len, ordered), default=0)
    turns = [mutants[i] for i in range(rounds) for mutants in ordered if i < len(mutants)]
    return list(dict.fromkeys(turns))[: max(least, round(len(ordered) * share))]


def _ranked(variant: str, mutants: Iterable[Mutant]) -> list[Mutant]:
    """The first of each base in turn, of the largest last: checking it takes long."""
    ordered = sorted(mutants, key=lambda m: _rank(m.id))
    turn = Counter({LARGEST: 1})
    turns = {m: (turn[m.base], turn.update([m.base])) for m in ordered}
    return sorted(ordered, key=lambda m: (turns[m][0], _rank(f"{variant} {m.version} {m.base}")))


def _rank(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _changes(version: str, base: Base, mutation: Mutation) -> Iterator[tuple[Change, ...]]:
    for context in _views(version, base.name):
        yield from ((c,) if isinstance(c, Change) else c for c in mutation(context))


@cache
def _views(version: str, name: str) -> tuple[RuleContext, ...]:
    """A view of each directory; of override files and those in JSON there is none."""
    directories: dict[str, list[Parsed]] = {}
    for path, text in bases(version)[name].files.items():
        if path.endswith(".tf") and not path.endswith("override.tf"):
            body, found = parse(SourceFile(path, text))
            assert body is not None, found
            directories.setdefault(posixpath.dirname(path), []).append(Parsed(SourceFile(path, text), body))
    return tuple(RuleContext(ModuleAnalysis(configure(d, files, schema(version)))) for d, files in directories.items())


def _mutant(version: str, base: Base, kind: str, changes: tuple[Change, ...]) -> Mutant:
    edits = sorted(Edit(c.file.path, c.start, c.file.text[c.start : c.end], c.text) for c in changes)
    first = edits[0]
    return Mutant(version, base.name, kind, tuple(edits), base.files.get(first.file, "").count("\n", 0, first.at) + 1)

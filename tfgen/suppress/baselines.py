"""The baselines of a run: the findings that they hide, and the entries to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.settings.model import Settings
from tfgen.source import START
from tfgen.suppress.baseline import (
    Baseline,
    FindingKey,
    exists,
    load_baseline,
    not_in_baseline,
    relative,
    unused_entries,
    with_keys,
)

BaselineOf = Callable[[str], Path | None]
"""The baseline of a file, by its path."""


def without_known(
    diagnostics: Diagnostics,
    texts: Mapping[str, str],
    named: Mapping[Path, Settings],
    baseline_of: BaselineOf,
) -> tuple[Diagnostics, int]:
    """The findings that their baselines do not hold, and how many they do.

    Around them stand the mistakes in the baselines, and notes on entries that found nothing.
    ``named`` has the settings that name each baseline, ``texts`` the text of every file that was
    read.
    """
    groups: dict[Path | None, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        path = baseline_of(diagnostic.file) if diagnostic.file else None
        groups.setdefault(path, []).append(diagnostic)
    problems: list[Diagnostic] = []
    notes: list[Diagnostic] = []
    hidden: set[int] = set()
    for path, settings in named.items():
        baseline, more = _load(path, settings)
        problems += more
        if baseline is None:
            continue
        group = groups.get(path, [])
        new, left = not_in_baseline(group, baseline, texts.get)
        hidden |= set(map(id, group)) - set(map(id, new))
        unused = _entries_of_known_files(left, path.parent, texts)
        if unused:
            notes.append(unused_entries(unused, baseline))
    shown = [diagnostic for diagnostic in diagnostics if id(diagnostic) not in hidden]
    return (*problems, *shown, *notes), len(hidden)


def _load(path: Path, settings: Settings) -> tuple[Baseline | None, Diagnostics]:
    try:
        return load_baseline(path)
    except FileNotFoundError:
        place = settings.places.get("baseline", START)
        detail = f"{relative(path.as_posix(), settings.folder)} is not there."
        help_ = "To make it: tfgen check --write-baseline."
        return None, (
            Diagnostic("TFG055", "There is no such baseline", detail, help_).at(
                settings.file, place
            ),
        )


def entries(
    diagnostics: Iterable[Diagnostic], path: Path, texts: Mapping[str, str]
) -> Counter[FindingKey]:
    """Entries to write to a baseline:
    the findings, and its own about files that were not read and still exist.

    A file that cannot be used is as good as none. Raises ``NewerError``.
    """
    counts: Counter[FindingKey] = Counter()
    for _, key in with_keys(diagnostics, path.parent, texts.get):
        if key:
            counts[key] += 1
    try:
        old, _ = load_baseline(path, newer=True)
    except FileNotFoundError:
        return counts
    if old is not None:
        replaced = _entries_of_known_files(old.counts, path.parent, texts)
        for key, count in old.counts.items():
            if key not in replaced:
                counts[key] += count
    return counts


def _entries_of_known_files(
    counts: Mapping[FindingKey, int], folder: Path, texts: Collection[str]
) -> dict[FindingKey, int]:
    """The entries about files that were read, or that no longer exist:
    of the others nothing is known.
    """
    read = {relative(path, folder) for path in texts}
    entries: dict[FindingKey, int] = {}
    for key, count in counts.items():
        if key.file in read or not exists(folder / key.file):
            entries[key] = count
    return entries

"""The baselines of a run: what they hide, and how they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.settings.model import Settings
from tfgen.source import START
from tfgen.suppress.baseline import Baseline, FindingKey, gone, is_there, keyed, load_baseline, new_ones, relative

BaselineOf = Callable[[str], Path | None]
"""The baseline of a file, by its path."""


def without_known(
    found: Diagnostics, texts: Mapping[str, str], named: Mapping[Path, Settings], baseline_of: BaselineOf
) -> tuple[Diagnostics, int]:
    """The findings that their baselines do not hold, and how many they do.

    Around them stand what is wrong with the baselines, and notes on entries that found nothing. ``named`` has the
    settings that name each baseline, ``texts`` the text of every file that was read.
    """
    problems: list[Diagnostic] = []
    notes: list[Diagnostic] = []
    hidden: set[int] = set()
    groups: dict[Path | None, list[Diagnostic]] = {}
    for d in found:
        groups.setdefault(baseline_of(d.file) if d.file else None, []).append(d)
    for path, settings in named.items():
        baseline, more = _load(path, settings)
        problems += more
        if baseline is not None:
            some = groups.get(path, [])
            kept, left = new_ones(some, baseline, texts.get)
            hidden |= set(map(id, some)) - set(map(id, kept))
            if entries := dict(_told(left, path.parent, texts)):
                notes.append(gone(entries, baseline))
    shown = (d for d in found if id(d) not in hidden)
    return (*problems, *shown, *notes), len(hidden)


def _load(path: Path, settings: Settings) -> tuple[Baseline | None, Diagnostics]:
    try:
        return load_baseline(path)
    except FileNotFoundError:
        place = settings.places.get("baseline", START)
        detail = f"{relative(path.as_posix(), settings.folder)} is not there."
        help_ = "To make it: tfgen check --write-baseline."
        return None, (Diagnostic("TFG055", "There is no such baseline", detail, help_).at(settings.file, place),)


def entries(found: Iterable[Diagnostic], path: Path, texts: Mapping[str, str]) -> Counter[FindingKey]:
    """What to write to a baseline: the findings, and what it holds of files that were not read and are still there.

    A file that cannot be used is as good as none. Raises ``NewerError``.
    """
    counts = Counter(key for _, key in keyed(found, path.parent, texts.get) if key)
    try:
        old, _ = load_baseline(path, newer=True)
    except FileNotFoundError:
        return counts
    if old is not None:
        told = dict(_told(old.counts, path.parent, texts))
        counts.update({key: n for key, n in old.counts.items() if key not in told})
    return counts


def _told(counts: Mapping[FindingKey, int], folder: Path, texts: Collection[str]) -> Iterator[tuple[FindingKey, int]]:
    """The entries about files that were read, or that are no longer there: whether they still hold can be told."""
    read = {relative(path, folder) for path in texts}
    for key, count in counts.items():
        if key.file in read or not is_there(folder / key.file):
            yield key, count

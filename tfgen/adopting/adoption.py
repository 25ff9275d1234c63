"""On which terms a run judges: settings by directory, ignores in the files, baselines; flags win over files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from posixpath import dirname

from tfgen.adopting.baseline import (
    Baseline,
    Key,
    gone,
    keyed,
    load_baseline,
    may_be_in_baseline,
    relative,
    without_known,
)
from tfgen.adopting.ignores import without_ignored
from tfgen.adopting.settings import Settings, SettingsFiles
from tfgen.diagnostics import Diagnostic, Diagnostics, Severity
from tfgen.rules.configuration import Parsed
from tfgen.rules.required import Asked
from tfgen.rules.verdict import NotJudged, Silenced
from tfgen.source import START


@dataclass(frozen=True, slots=True)
class Read:
    """What a run has read: texts by path, the trees, and the directories where not everything could be judged."""

    texts: Mapping[str, str]
    files: Sequence[Parsed]
    unsure: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left to report, and what is not reported and why."""

    found: Diagnostics
    silenced: Silenced
    not_judged: tuple[NotJudged, ...] = ()


@dataclass(slots=True)
class Adoption:
    """The terms of one run. ``baseline`` is the flag's, for all directories; ``with_baselines`` False: use none."""

    files: SettingsFiles = field(default_factory=SettingsFiles)
    baseline: Path | None = None
    with_baselines: bool = True
    skipped: dict[str, None] = field(default_factory=dict)
    _excluded: dict[str, bool] = field(default_factory=dict)

    def reads(self, directory: Path) -> bool:
        """Whether any of a directory's files is to be judged; else they count as excluded."""
        if not self.files.of(directory.as_posix()).exclude:
            return True
        files = [p.as_posix() for p in directory.iterdir() if p.name.endswith((".tf", ".tf.json"))]
        if not all(map(self.excludes, files)):
            return True
        self.skipped |= dict.fromkeys(map(os.path.normpath, files))
        return False

    def excludes(self, file: str) -> bool:
        """Whether the settings for a file's directory exclude it."""
        if file not in self._excluded:
            self._excluded[file] = self._of(file).excludes(file)
        return self._excluded[file]

    def asked(self, directory: str) -> Asked | None:
        """The provider version that the settings of a directory ask for."""
        settings = self.files.of(directory)
        if settings.version is None:
            return None
        return Asked(settings.version, settings.file, settings.places.get("provider", START))

    def fail_level(self, file: str | None) -> Severity | None:
        """The level that the settings for a file's directory name."""
        return self._of(file).fail_level if file else None

    def settle(self, found: Iterable[Diagnostic], read: Read) -> Settled:
        """What to report of ``found``: less what is excluded, ignored, disabled or in a baseline, with new levels."""
        all_found = tuple(found)
        excluded = {path for path in (*read.texts, *(d.file for d in all_found if d.file)) if self.excludes(path)}
        left = [d for d in all_found if d.file not in excluded]
        judged = [p for p in read.files if p.file.path not in excluded]
        told, ignored = without_ignored(left, judged, read.unsure)
        leveled = [d for d in map(self._leveled, told) if d]
        kept, hidden = self._without_baselines(leveled, read)
        silenced = Silenced(ignored, hidden, len(told) - len(leveled))
        count = len(excluded.union(self.skipped))
        parts = (NotJudged(count, "files excluded by .tfgen.yaml"),) if count else ()
        return Settled((*self.files.found, *kept), silenced, parts)

    def _of(self, file: str) -> Settings:
        return self.files.of(dirname(file))

    def _leveled(self, found: Diagnostic) -> Diagnostic | None:
        """The finding with the level that the settings give it; None where they disable it."""
        if found.file is None:
            return found
        settings = self._of(found.file)
        if found.code in settings.disabled:
            return None
        level = settings.levels.get(found.code, found.severity)
        return found if level is found.severity else replace(found, severity=level)

    def _without_baselines(self, found: Sequence[Diagnostic], read: Read) -> tuple[Diagnostics, int]:
        """The findings that their baselines do not hold, in their order, between what is to say of the baselines."""
        if not self.with_baselines:
            return tuple(found), 0
        groups: dict[Path, list[Diagnostic]] = {p: [] for p in map(self.baseline_of, read.texts) if p}
        for d in found:
            if d.file and (path := self.baseline_of(d.file)):
                groups.setdefault(path, []).append(d)
        problems: list[Diagnostic] = []
        notes: list[Diagnostic] = []
        hidden: set[int] = set()
        for path, some in groups.items():
            baseline, more = self._load(path, read)
            problems += more
            if baseline is None:
                continue
            kept, left = without_known(some, baseline, read.texts.get)
            hidden |= set(map(id, some)) - set(map(id, kept))
            if entries := dict(_over(left, baseline.path.parent, read.texts)):
                notes.append(gone(entries, baseline))
        shown = (d for d in found if id(d) not in hidden)
        return (*problems, *shown, *notes), len(hidden)

    def baseline_of(self, file: str) -> Path | None:
        """The baseline that a file's findings are held against."""
        if self.baseline is not None:
            return self.baseline
        settings = self._of(file)
        return Path(os.path.normpath(settings.folder / settings.baseline)) if settings.baseline else None

    def _load(self, path: Path, read: Read) -> tuple[Baseline | None, Diagnostics]:
        try:
            return load_baseline(path)
        except FileNotFoundError:
            return None, (self._missing(path, read),)

    def _missing(self, path: Path, read: Read) -> Diagnostic:
        settings = next((s for s in map(self._of, read.texts) if s.baseline and not self.baseline), None)
        if settings is None:
            return Diagnostic("TFG055", "There is no such baseline", f"{path.as_posix()} is not there.")
        found = Diagnostic(
            "TFG055",
            "There is no such baseline",
            f"{relative(path.as_posix(), settings.folder)} is not there.",
            "To make it: tfgen check --write-baseline.",
        )
        return found.at(settings.file, settings.places.get("baseline", START))

    def known_elsewhere(self, path: Path, read: Read) -> Counter[Key]:
        """The entries of a baseline about files that this run has not read and that are still there.

        None of them when there is no baseline that can be used. Raises ``NewerError``.
        """
        try:
            baseline, _ = load_baseline(path, newer=True)
        except FileNotFoundError:
            return Counter()
        if baseline is None:
            return Counter()
        over = dict(_over(baseline.counts, path.parent, read.texts))
        return Counter({key: n for key, n in baseline.counts.items() if key not in over})

    def holds(self, found: Diagnostic) -> bool:
        """Whether a baseline is there to hold a finding, and may."""
        return may_be_in_baseline(found) and self.baseline_of(found.file or "") is not None

    def counted(self, found: Iterable[Diagnostic], path: Path, read: Read) -> Counter[Key]:
        """The findings as entries of a baseline."""
        return Counter(key for _, key in keyed(found, path.parent, read.texts.get) if key)


def _over(entries: Mapping[Key, int], folder: Path, texts: Collection[str]) -> Iterator[tuple[Key, int]]:
    """The entries about files that were read, or that are no longer there: what they say can be told."""
    read = {relative(path, folder) for path in texts}
    for key, count in entries.items():
        if key.file in read or not (folder / key.file).exists():
            yield key, count

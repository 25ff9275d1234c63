"""The policy of a run: settings by directory, ignores in the files, baselines;
flags win over files.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.codes.select import has_ignore, may_be_suppressed
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, Severity, Skipped, Suppressed
from tfgen.settings.files import SettingsFiles
from tfgen.settings.model import Settings
from tfgen.source import START
from tfgen.terraform.config.version_request import VersionRequest

if TYPE_CHECKING:
    from tfgen.terraform.config.configuration import Parsed


class FilesRead(Struct, frozen=True):
    """Files of a run: texts by path, trees of files with ignores,
    the ``unsure`` directories not checked in full.
    """

    texts: Mapping[str, str]
    files: Sequence[Parsed]
    unsure: Collection[str] = ()


class Selection(Struct, frozen=True):
    """Codes and files of the command line.

    ``selected``: with codes here only these are reported, and what can never be suppressed.
    ``disabled`` are not. ``exclude`` has patterns of files, from the current folder.
    """

    selected: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()
    exclude: tuple[str, ...] = ()

    def reports(self, code: str) -> bool:
        """True when findings of a code are reported."""
        if not may_be_suppressed(code):
            return True
        return code not in self.disabled and (not self.selected or code in self.selected)

    def excludes(self, file: str) -> bool:
        """True when a file is excluded."""
        if not self.exclude:
            return False
        from tfgen.settings.globs import fits

        path = Path(os.path.relpath(file)).as_posix()
        return any(fits(pattern, path) for pattern in self.exclude)


class SuppressionPolicy(Struct):
    """The policy of one run. ``baseline`` is the flag's, for all directories;
    ``with_baselines`` False: use none. ``selection`` is that of the command line. ``folder``: its
    settings count for what is said of no file.
    """

    files: SettingsFiles = field(default_factory=SettingsFiles)
    baseline: Path | None = None
    with_baselines: bool = True
    selection: Selection = Selection()
    folder: str = ""
    skipped: dict[str, None] = field(default_factory=dict)
    _excluded: dict[str, bool] = field(default_factory=dict)

    def reads(self, directory: Path) -> bool:
        """True when any of a directory's files is to be checked; else they are counted as excluded."""
        if not (self.selection.exclude or self.files.of(directory.as_posix()).exclude):
            return True
        files = []
        for p in directory.iterdir():
            if p.name.endswith((".tf", ".tf.json")):
                files.append(p.as_posix())
        if not all(map(self.excludes, files)):
            return True
        self.skipped |= dict.fromkeys(map(os.path.normpath, files))
        return False

    def excludes(self, file: str) -> bool:
        """True when the settings for a file's directory exclude it."""
        if file not in self._excluded:
            by_settings = self._settings_of(file).excludes(file)
            self._excluded[file] = by_settings or self.selection.excludes(file)
        return self._excluded[file]

    def version_request(self, directory: str) -> VersionRequest | None:
        """The provider version that the settings of a directory ask for."""
        settings = self.files.of(directory)
        if settings.version is None:
            return None
        return VersionRequest(
            settings.version, settings.file, settings.places.get("provider", START)
        )

    def fail_level(self, file: str | None) -> Severity | None:
        """The level that the settings for a file's directory name."""
        return self._settings_of(file).fail_level

    def apply(self, result: CheckResult, read: FilesRead) -> CheckResult:
        """The result to report: without what is excluded, ignored,
        disabled or in a baseline, with new levels.
        """
        excluded = self._excluded_of(result, read)
        left = []
        for d in result.diagnostics:
            if d.file not in excluded:
                left.append(d)
        marked = []
        for p in read.files:
            if p.file.path not in excluded and has_ignore(p.file.text):
                marked.append(p)
        not_ignored, ignored = _without_ignored(left, marked, read.unsure)
        leveled = tuple(filter(None, map(self._leveled, not_ignored)))
        new, known = self._without_known(leveled, read.texts)
        suppressed = Suppressed(ignored, known, len(not_ignored) - len(leveled))
        skipped = list(result.skipped)
        count = len(excluded.union(self.skipped))
        if count:
            skipped.append(Skipped(count, self._excluded_by()))
        return CheckResult((*self.files.diagnostics, *new), tuple(skipped), suppressed)

    def raised(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with the level that the settings give it, where that is a higher one."""
        level = self._settings_of(diagnostic.file).levels.get(diagnostic.code)
        if level is None or level <= diagnostic.severity:
            return diagnostic
        return replace(diagnostic, severity=level)

    def _excluded_by(self) -> str:
        if self.selection.exclude:
            return "files excluded by --exclude or .tfgen.yaml"
        return "files excluded by .tfgen.yaml"

    def _settings_of(self, file: str | None) -> Settings:
        return self.files.of(dirname(file) if file else self.folder)

    def _excluded_of(self, result: CheckResult, read: FilesRead) -> set[str]:
        """The excluded files among those that were read or have findings."""
        files = set(read.texts)
        for diagnostic in result.diagnostics:
            if diagnostic.file:
                files.add(diagnostic.file)
        return set(filter(self.excludes, files))

    def _leveled(self, diagnostic: Diagnostic) -> Diagnostic | None:
        """The diagnostic with the level that the settings give it; None where they disable it."""
        if not self.selection.reports(diagnostic.code):
            return None
        settings = self._settings_of(diagnostic.file)
        if diagnostic.code in settings.disabled:
            return None
        level = settings.levels.get(diagnostic.code, diagnostic.severity)
        if level is diagnostic.severity:
            return diagnostic
        return replace(diagnostic, severity=level)

    def _without_known(
        self, diagnostics: Diagnostics, texts: Mapping[str, str]
    ) -> tuple[Diagnostics, int]:
        """The findings that their baselines do not hold, and how many they do."""
        groups: dict[Path, Settings] = {}
        for file in texts:
            path = self.baseline_of(file)
            if path:
                groups[path] = self._settings_of(file)
        if not groups or not self.with_baselines:
            return diagnostics, 0
        from tfgen.suppress.baselines import without_known

        return without_known(diagnostics, texts, groups, self.baseline_of)

    def baseline_of(self, file: str) -> Path | None:
        """The baseline that a file's findings are held against."""
        if self.baseline is not None:
            return self.baseline
        settings = self._settings_of(file)
        if not settings.baseline:
            return None
        return Path(os.path.normpath(settings.folder / settings.baseline))


def _without_ignored(
    diagnostics: Sequence[Diagnostic], marked: Sequence[Parsed], unsure: Collection[str]
) -> tuple[Diagnostics, int]:
    if not marked:
        return tuple(diagnostics), 0
    from tfgen.suppress.comments import without_ignored

    return without_ignored(diagnostics, marked, unsure)

"""The settings of a directory, from the file that is found by walking up."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic
from tfgen.settings.model import NONE, Settings
from tfgen.source import START, SourceFile

NAME = ".tfgen.yaml"
OTHER_NAME = ".tfgen.yml"


class SettingsFiles(Struct):
    """The settings files of one run, each read once, and the ``diagnostics`` about them."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    _above: dict[Path, Settings] = field(default_factory=dict)
    _of: dict[str, Settings] = field(default_factory=dict)

    def of(self, directory: str) -> Settings:
        """The settings for a directory: those of the nearest file in it or above it, as a whole.

        The walk ends at the folder that holds ``.git``. Links are not resolved:
        the path that was named counts.
        """
        if directory not in self._of:
            self._of[directory] = self._nearest(Path(os.path.normpath(Path.cwd() / directory)))
        return self._of[directory]

    def _nearest(self, folder: Path) -> Settings:
        if folder not in self._above:
            file = self._in(folder)
            if file:
                self._above[folder] = self._read(file)
            elif folder.parent == folder or os.path.lexists(folder / ".git"):
                self._above[folder] = NONE
            else:
                self._above[folder] = self._nearest(folder.parent)
        return self._above[folder]

    def _in(self, folder: Path) -> Path | None:
        """The settings file of a folder; of two by both names ``.tfgen.yaml``, which is reported."""
        file, other = folder / NAME, folder / OTHER_NAME
        if not os.path.lexists(other):
            if os.path.lexists(file):
                return file
            return None
        if not os.path.lexists(file):
            return other
        detail = f"{NAME} stands beside it, and only that counts."
        twice = Diagnostic("TFG053", "A second settings file", detail, "Remove one of the two.")
        self.diagnostics.append(twice.at(other.as_posix(), START))
        return file

    def _read(self, file: Path) -> Settings:
        from tfgen.settings.decode import read_settings

        name = file.as_posix()
        try:
            content = file.read_bytes()
        except OSError as error:
            self.diagnostics.append(_unreadable(name, f"{error.strerror}."))
            return Settings(name)
        try:
            source = SourceFile(name, content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            detail = f"It is not UTF-8: see the byte at {error.start}."
            self.diagnostics.append(_unreadable(name, detail, "Save it as UTF-8."))
            return Settings(name)
        self.texts[name] = source.text
        settings, diagnostics = read_settings(source)
        self.diagnostics += diagnostics
        return settings


def _unreadable(file: str, detail: str, help_: str = "") -> Diagnostic:
    return Diagnostic("TFG053", "The settings file cannot be read", detail, help_).at(file, START)

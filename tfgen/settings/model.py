"""The settings of one file, read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from tfgen.diagnostics import Severity
from tfgen.source import Range


class Settings(Struct, frozen=True):
    """The settings of one file; ``file`` is its absolute path, "" where there is none.

    ``disabled`` and ``levels`` go by code.
    ``places`` has the place of each key that is set (``levels.TFG309``).
    """

    file: str = ""
    disabled: frozenset[str] = frozenset()
    levels: Mapping[str, Severity] = field(default_factory=dict)
    fail_level: Severity | None = None
    version: str | None = None
    exclude: tuple[str, ...] = ()
    baseline: str | None = None
    places: Mapping[str, Range] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder that its paths are relative to."""
        return Path(self.file).parent

    def excludes(self, path: str) -> bool:
        """True when a path (absolute, or from the current folder) is excluded."""
        if not self.exclude:
            return False
        from tfgen.settings.globs import fits

        below = Path(os.path.relpath(path, self.folder)).as_posix()
        return any(fits(pattern, below) for pattern in self.exclude)


NONE = Settings()

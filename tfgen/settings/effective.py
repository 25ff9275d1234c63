"""The settings in effect for a directory and where each comes from,
as ``tfgen check --show-config`` prints them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypedDict

from msgspec import Struct

from tfgen.diagnostics import Severity
from tfgen.settings.files import NAME
from tfgen.settings.model import Settings

FORMAT_VERSION = "1.0"

SettingValue = str | Sequence[str] | None

_FLAGS = {"fail_level": "--fail-level", "provider.aws": "--provider", "baseline": "--baseline"}
"""Flags by the settings that they replace."""


class EffectiveSetting(TypedDict):
    """One setting; ``source`` is ``default``, a flag, or the place in a file."""

    key: str
    value: SettingValue
    source: str


class DirectorySettings(TypedDict):
    """The settings of one directory; ``file`` is null where no settings file is found."""

    directory: str
    file: str | None
    settings: list[EffectiveSetting]


class SettingsDocument(TypedDict):
    """The document of ``--format json``."""

    format_version: str
    directories: list[DirectorySettings]


class Flags(Struct, frozen=True):
    """Settings from the command line; None where it has none."""

    fail_level: Severity | None = None
    version: str | None = None
    baseline: str | None = None


def in_effect(
    directory: str, settings: Settings, flags: Flags, show: Callable[[str], str]
) -> DirectorySettings:
    """The settings of a directory; ``show`` turns a path into the one that the user can open."""
    file = show(settings.file) if settings.file else None
    effective = list(_Effective(settings, flags, show).all())
    return DirectorySettings(directory=directory, file=file, settings=effective)


class _Effective(Struct, frozen=True):
    """Settings of a directory, some of which flags replace."""

    settings: Settings
    flags: Flags
    show: Callable[[str], str]

    def all(self) -> Iterator[EffectiveSetting]:
        """The settings in the order in which they are printed."""
        settings, flags = self.settings, self.flags
        yield EffectiveSetting(
            key="disable", value=sorted(settings.disabled), source=self._source("disable")
        )
        for code, level in sorted(settings.levels.items()):
            key = f"levels.{code}"
            yield EffectiveSetting(key=key, value=level.label, source=self._source(key))
        default = Severity.ERROR.label
        yield self._one(
            "fail_level", _label(flags.fail_level), _label(settings.fail_level), default
        )
        yield self._one("provider.aws", flags.version, settings.version)
        yield EffectiveSetting(
            key="exclude", value=list(settings.exclude), source=self._source("exclude")
        )
        yield self._one("baseline", flags.baseline, self._baseline())

    def _one(
        self, key: str, by_flag: str | None, in_file: str | None, default: str | None = None
    ) -> EffectiveSetting:
        """A setting that a flag replaces."""
        if by_flag is not None:
            return EffectiveSetting(key=key, value=by_flag, source=_FLAGS[key])
        if in_file is not None:
            return EffectiveSetting(key=key, value=in_file, source=self._source(key.split(".")[0]))
        return EffectiveSetting(key=key, value=default, source="default")

    def _source(self, key: str) -> str:
        place = self.settings.places.get(key)
        return f"{self.show(self.settings.file)}:{place.start.line}" if place else "default"

    def _baseline(self) -> str | None:
        if not self.settings.baseline:
            return self.settings.baseline
        return self.show(os.path.normpath(self.settings.folder / self.settings.baseline))


def _label(level: Severity | None) -> str | None:
    return level.label if level else None


def render(document: SettingsDocument) -> str:
    """The document as text, without a newline at its end."""
    return "\n\n".join(map(_table, document["directories"]))


def _table(directory: DirectorySettings) -> str:
    lines = [f"{directory['directory']}: {directory['file'] or f'no {NAME} here or above'}"]
    settings = directory["settings"]
    key_width = max([len(setting["key"]) for setting in settings])
    value_width = max([len(_text(setting)) for setting in settings])
    for setting in settings:
        lines.append(
            f"  {setting['key']:{key_width}}  {_text(setting):{value_width}}  {setting['source']}"
        )
    return "\n".join(lines)


def _text(setting: EffectiveSetting) -> str:
    value = setting["value"]
    if value is None and setting["key"] == "provider.aws":
        return "from required_providers"
    if isinstance(value, str):
        return value
    return ", ".join(value or ()) or "none"

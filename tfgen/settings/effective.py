"""The settings in effect for a directory and where each comes from, as ``tfgen check --show-config`` prints them."""

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
    """What ``--format json`` prints."""

    format_version: str
    directories: list[DirectorySettings]


class Flags(Struct, frozen=True):
    """What the command line says; None where it says nothing."""

    fail_level: Severity | None = None
    version: str | None = None
    baseline: str | None = None


def in_effect(directory: str, settings: Settings, flags: Flags, show: Callable[[str], str]) -> DirectorySettings:
    """The settings of a directory; ``show`` turns a path into the one that the user can open."""
    file = show(settings.file) if settings.file else None
    return DirectorySettings(directory=directory, file=file, settings=list(_settings(settings, flags, show)))


def _settings(settings: Settings, flags: Flags, show: Callable[[str], str]) -> Iterator[EffectiveSetting]:
    def place(key: str) -> str:
        found = settings.places.get(key)
        return f"{show(settings.file)}:{found.start.line}" if found else "default"

    def one(key: str, flag: str, given: str | None, generated: str | None, default: str | None) -> EffectiveSetting:
        if given is not None:
            return EffectiveSetting(key=key, value=given, source=flag)
        return EffectiveSetting(
            key=key,
            value=default if generated is None else generated,
            source="default" if generated is None else place(key.split(".")[0]),
        )

    yield EffectiveSetting(key="disable", value=sorted(settings.disabled), source=place("disable"))
    for code, level in sorted(settings.levels.items()):
        yield EffectiveSetting(key=f"levels.{code}", value=level.label, source=place(f"levels.{code}"))
    given, generated = (level.label if level else None for level in (flags.fail_level, settings.fail_level))
    yield one("fail_level", "--fail-level", given, generated, Severity.ERROR.label)
    yield one("provider.aws", "--provider", flags.version, settings.version, None)
    yield EffectiveSetting(key="exclude", value=list(settings.exclude), source=place("exclude"))
    baseline = settings.baseline and show(os.path.normpath(settings.folder / settings.baseline))
    yield one("baseline", "--baseline", flags.baseline, baseline, None)


def render(document: SettingsDocument) -> str:
    """The document as text, without a newline at its end."""
    return "\n\n".join("\n".join(_lines(directory)) for directory in document["directories"])


def _lines(directory: DirectorySettings) -> Iterator[str]:
    yield f"{directory['directory']}: {directory['file'] or f'no {NAME} here or above'}"
    rows = [(s["key"], _text(s), s["source"]) for s in directory["settings"]]
    keys, values = (max(len(row[i]) for row in rows) for i in (0, 1))
    for key, value, source in rows:
        yield f"  {key:{keys}}  {value:{values}}  {source}"


def _text(setting: EffectiveSetting) -> str:
    value = setting["value"]
    if value is None:
        return "from required_providers" if setting["key"] == "provider.aws" else "none"
    return value if isinstance(value, str) else ", ".join(value) or "none"

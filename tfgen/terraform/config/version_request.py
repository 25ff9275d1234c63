"""The provider version that a settings file sets, light enough for every command to import."""

from __future__ import annotations

from msgspec import Struct

from tfgen.source import Range


class VersionRequest(Struct, frozen=True):
    """A version that a file sets for some directories, and its place."""

    version: str
    file: str
    range: Range

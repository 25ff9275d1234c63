"""Provider versions that settings ask for, light enough for every command to import."""

from __future__ import annotations

from msgspec import Struct

from tfgen.source import Range


class VersionRequest(Struct, frozen=True):
    """A version that a file asks for, for some directories, and where."""

    version: str
    file: str
    range: Range

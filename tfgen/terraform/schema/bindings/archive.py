"""The files of a bindings package: a wheel that holds an npm archive."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

MAX_FILE_BYTES = 64 << 20
MAX_TOTAL_BYTES = 2 << 30
"""The largest file and the largest archive accepted, unpacked. Google's bindings have 0.7 GB."""

_SOURCE_MAP = b"\n//# sourceMappingURL="


class BindingsError(Exception):
    """The package is no provider's bindings, or damaged. ``str`` is one line for users."""


class BindingsFile(Struct, frozen=True):
    """One generated file. ``folder`` is that of a type (``password``); ``declares``: it is a ``.d.ts``."""

    folder: str
    declares: bool
    text: str


def bindings_files(wheel: Path) -> Iterator[BindingsFile]:
    """The generated files of a wheel, in its order. Raises ``BindingsError`` and ``OSError``."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            inner = [info for info in archive.infolist() if info.filename.endswith(".tgz")]
            if len(inner) != 1:
                raise BindingsError(f"{wheel.name} holds no bindings of a provider")
            with archive.open(inner[0]) as stream, tarfile.open(fileobj=stream, mode="r|gz") as tar:
                yield from _members(tar, wheel)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
        raise BindingsError(f"{wheel.name} is damaged: {error}") from None


def _members(tar: tarfile.TarFile, wheel: Path) -> Iterator[BindingsFile]:
    total = 0
    for member in tar:
        total += member.size
        if member.size > MAX_FILE_BYTES or total > MAX_TOTAL_BYTES:
            raise BindingsError(f"{wheel.name} is too large: {member.name}")
        parts = member.name.split("/")
        if member.isfile() and len(parts) > 3 and parts[1] == "lib" and _is_generated(parts[-1]):
            file = tar.extractfile(member)
            if file is not None:
                text = file.read().partition(_SOURCE_MAP)[0].decode(errors="replace")
                yield BindingsFile(parts[2], parts[-1].endswith(".d.ts"), text)


def _is_generated(name: str) -> bool:
    return name.endswith((".js", ".d.ts")) and not name.startswith("lazy-")

"""The files of a bindings package: a wheel that holds an npm archive."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tfgen.terraform.schema.bindings.original import generated_text

MAX_FILE_BYTES = 64 << 20
MAX_TOTAL_BYTES = 2 << 30
"""The largest file and the largest archive accepted, unpacked. Google's bindings have 0.7 GB."""


class BindingsError(Exception):
    """The package is no provider's bindings, or damaged. ``str`` is one line for users."""


class BindingsFile(Struct, frozen=True):
    """One generated file. ``folder`` is that of a type (``password``); ``declares``: it is a ``.d.ts``."""

    folder: str
    declares: bool
    text: str


def bindings_files(wheel: Path) -> Iterator[BindingsFile]:
    """The generated files of a wheel, or of the npm archive in one (``.tgz``), in its order.

    Raises ``BindingsError`` and ``OSError``.
    """
    try:
        if wheel.name.endswith(".tgz"):
            with tarfile.open(wheel, mode="r|gz") as tar:
                yield from _members(tar, wheel)
            return
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
        parts = member.name.split("/")
        wanted = member.isfile() and len(parts) > 3 and parts[1] == "lib"
        wanted = wanted and _is_generated(parts[-1])
        if total > MAX_TOTAL_BYTES or (wanted and member.size > MAX_FILE_BYTES):
            raise BindingsError(f"{wheel.name} is too large: {member.name}")
        if wanted:
            file = tar.extractfile(member)
            if file is not None:
                yield _file(parts[2], parts[-1], file.read())


def _file(folder: str, name: str, data: bytes) -> BindingsFile:
    if name.endswith(".d.ts"):
        return BindingsFile(folder, True, data.decode(errors="replace"))
    return BindingsFile(folder, False, generated_text(data))


def _is_generated(name: str) -> bool:
    return name.endswith((".js", ".d.ts")) and not name.startswith("lazy-")

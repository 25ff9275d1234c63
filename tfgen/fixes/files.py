"""Fixed texts put into their files:
all of them or, if one cannot be written, none where that can be known before.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from tfgen.output.disk import DISK, Disk
from tfgen.output.paths import real_path

_MARK = "\ufeff".encode()


class CannotWriteError(Exception):
    """Fixed files that cannot be written; the message names them with the reasons."""


class FileChange(Struct, frozen=True):
    """A file, the text that was checked and the text to write."""

    path: Path
    before: str
    after: str


def write(changes: Mapping[str, FileChange], disk: Disk = DISK) -> None:
    """Write the changes. Links are followed,
    and the mode and the byte order mark of each file are kept.

    Raises ``CannotWriteError``;
    when a file is read-only or has changed since it was read, nothing is written.
    """
    ready: dict[Path, tuple[bytes, int]] = {}
    problems = []
    for name, change in sorted(changes.items()):
        target = real_path(change.path)
        try:
            ready[target] = _prepared(target, change)
        except OSError as error:
            problems.append(f"{name}: {error.strerror or error}")
        except CannotWriteError as error:
            problems.append(f"{name}: {error}")
    if problems:
        raise CannotWriteError(f"nothing was fixed: {'; '.join(problems)}")
    for target, (content, mode) in ready.items():
        _replace(target, content, mode, disk)


def _prepared(target: Path, change: FileChange) -> tuple[bytes, int]:
    mode = stat.S_IMODE(target.stat().st_mode)
    if not mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise CannotWriteError("it is read-only")
    content = target.read_bytes()
    mark = _MARK if content.startswith(_MARK) else b""
    if content.removeprefix(mark) != change.before.encode():
        raise CannotWriteError("it has changed meanwhile")
    return mark + change.after.encode(), mode


def _replace(target: Path, content: bytes, mode: int, disk: Disk) -> None:
    temporary = target.with_name(f".{target.name}.tfgen")
    try:
        disk.write(temporary, content, mode)
        disk.replace(temporary, target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CannotWriteError(f"cannot write {target}: {error.strerror or error}") from error

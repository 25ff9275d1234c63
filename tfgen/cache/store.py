"""Files of derived data that may be missing, stale or cut short:
read when they are whole and fit, else not at all.

A file starts with a line of header (what it is, the length of the key, the checksum of key and
payload); then come the key, which is all that the payload was made from, and the payload.
"""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from msgspec import Struct

_MAGIC = b"tfgen-saved-1"

MAX_BYTES = 100_000_000
"""Size of a store; beyond it the files that were not used for the longest time go."""

_NOTE_USE_SECONDS = 86_400
"""After so many seconds the use of a file is noted again."""


class CacheStore(Struct, frozen=True):
    """A folder of such files, named by their keys:
    digests of all that their payloads were made from.

    Several runs may use it at once. Files that another user could have written are never read.
    """

    folder: Path

    def get(self, key: bytes, suffix: str) -> bytes | None:
        """The payload that was put under a key, or None."""
        path = self._path(key, suffix)
        if not is_private(path):
            return None
        payload = read(path, key)
        if payload is not None:
            _note_use(path)
        return payload

    def put(self, key: bytes, suffix: str, payload: bytes) -> None:
        """Store a payload, if the folder can be written."""
        write(self._path(key, suffix), key, payload)

    def _path(self, key: bytes, suffix: str) -> Path:
        return self.folder / f"{key.hex()}{suffix}"

    def sweep(self, max_bytes: int = MAX_BYTES) -> None:
        """Remove the files that were not used for the longest time
        where all take more than ``max_bytes``.
        """
        files = self._files()
        total = sum(size for _, size, _ in files)
        if total <= max_bytes:
            return
        for _, size, path in sorted(files):
            with suppress(OSError):
                Path(path).unlink()
            total -= size
            if total <= max_bytes * 0.9:
                return

    def _files(self) -> list[tuple[float, int, str]]:
        """The time of the last use, the size and the path of each file."""
        files = []
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    files.append((status.st_mtime, status.st_size, entry.path))
        return files


def _note_use(path: Path) -> None:
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _NOTE_USE_SECONDS:
            os.utime(path)


def read(path: Path, key: bytes) -> bytes | None:
    """The payload that ``write`` put into ``path``;
    None when the file is absent, cut short, or of another key.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return None
    header, _, rest = content.partition(b"\n")
    if not rest.startswith(key) or header != _header(key, rest):
        return None
    return rest[len(key) :]


def write(path: Path, key: bytes, payload: bytes) -> bool:
    """Put ``payload`` into ``path``, whole or not at all. False when the folder cannot be written."""
    temporary = path.with_name(f".{path.name}-{os.getpid()}-{time.time_ns()}")
    rest = key + payload
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with temporary.open("xb") as file:
            file.write(_header(key, rest) + b"\n" + rest)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        return False
    return True


def is_private(path: Path) -> bool:
    """True when only this user (or the superuser) can have put ``path`` there.
    On Windows caches are the user's.
    """
    if os.name == "nt":
        return True
    try:
        return _is_only_ours(path.lstat()) and _is_only_ours(path.parent.stat())
    except OSError:
        return False


def _is_only_ours(status: os.stat_result) -> bool:
    """True when nobody but this user and the superuser can write what has this status."""
    writable_by_others = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return status.st_uid in (0, os.getuid()) and not writable_by_others


def _header(key: bytes, rest: bytes) -> bytes:
    return b"%s %d %08x" % (_MAGIC, len(key), crc32(rest))

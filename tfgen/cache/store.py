"""Files of derived data that may be missing, stale or cut short: read when they are whole and fit, else not at all.

A file starts with a line of header (what it is, the length of the key, the checksum of key and payload); then come the
key, which is all that the payload was made from, and the payload.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from msgspec import Struct

_MAGIC = b"tfgen-saved-1"

MAX_BYTES = 100_000_000
"""What a shelf may hold; beyond it the files that were not used for the longest time go."""

_AGAIN = 86_400
"""After so many seconds the use of a file is noted."""


class CacheStore(Struct, frozen=True):
    """A folder of such files, named by their keys: digests of all that their payloads were made from.

    Several runs may use it at once. Files that another user could have written are never read.
    """

    folder: Path

    def get(self, key: bytes, suffix: str) -> bytes | None:
        """What was kept under a key, or None."""
        path = self._path(key, suffix)
        content = read(path, key) if is_private(path) else None
        if content is not None:
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _AGAIN:
                    os.utime(path)
        return content

    def put(self, key: bytes, suffix: str, payload: bytes) -> None:
        """Keep a payload, if the place can be written."""
        write(self._path(key, suffix), key, payload)

    def _path(self, key: bytes, suffix: str) -> Path:
        return self.folder / f"{key.hex()}{suffix}"

    def sweep(self, most: int = MAX_BYTES) -> None:
        """Remove the files that were not used for the longest time where all take more than ``most`` bytes."""
        found = []
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    found.append((status.st_mtime, status.st_size, entry.path))
        total = sum(size for _, size, _ in found)
        if total <= most:
            return
        for _, size, path in sorted(found):
            with suppress(OSError):
                Path(path).unlink()
            total -= size
            if total <= most * 0.9:
                return


def read(path: Path, key: bytes) -> bytes | None:
    """What ``write`` put into ``path`` under ``key``; None when the file is not there, not whole, or of another key."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    header, _, rest = content.partition(b"\n")
    return rest[len(key) :] if rest.startswith(key) and header == _header(key, rest) else None


def write(path: Path, key: bytes, payload: bytes) -> bool:
    """Put ``payload`` into ``path``, whole or not at all. False when the place cannot be written."""
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


def cache_folder() -> Path:
    """Where tfgen keeps what it can make again: ``TFGEN_CACHE_DIR``, else the platform's folder for caches."""
    chosen = os.environ.get("TFGEN_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("tfgen", appauthor=False)


def default_imported_dir(environ: Mapping[str, str] | None = None) -> Path:
    """Where imported schemas lie: ``$TFGEN_DATA_DIR/schemas``, else the user's data folder for tfgen."""
    folder = (os.environ if environ is None else environ).get("TFGEN_DATA_DIR")
    if folder:
        return Path(folder) / "schemas"
    from platformdirs import user_data_dir

    return Path(user_data_dir("tfgen")) / "schemas"


def is_private(path: Path) -> bool:
    """Whether nobody but this user (or the superuser) can have put ``path`` there. On Windows caches are the user's."""
    if os.name == "nt":
        return True
    try:
        found = [path.lstat(), path.parent.stat()]
    except OSError:
        return False
    owners = {0, os.getuid()}
    return all(entry.st_uid in owners and not entry.st_mode & (stat.S_IWGRP | stat.S_IWOTH) for entry in found)


def _header(key: bytes, rest: bytes) -> bytes:
    return b"%s %d %08x" % (_MAGIC, len(key), crc32(rest))

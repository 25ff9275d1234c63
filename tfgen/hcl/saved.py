"""Files of derived data that may be missing, stale, cut short or tampered with: read when they are right, else not at all.

A file is one line of header (what it is, the key of what it was made from, the digest of the rest) and the rest.
"""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_MAGIC = "tfgen-saved-1"


def read(path: Path, key: str) -> bytes | None:
    """What ``write`` put into ``path`` under ``key``; None when the file is not there, not whole, or of another key."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    header, _, payload = content.partition(b"\n")
    return payload if header == _header(key, payload) else None


def write(path: Path, key: str, payload: bytes) -> bool:
    """Put ``payload`` into ``path``, whole or not at all. False when the place cannot be written."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        with os.fdopen(handle, "wb") as file:
            file.write(_header(key, payload) + b"\n" + payload)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        return False
    return True


def cache_folder() -> Path:
    """Where tfgen keeps what it can make again: ``TFGEN_CACHE_DIR``, else the platform's place for the user's caches."""
    chosen = os.environ.get("TFGEN_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("tfgen", appauthor=False)


def is_private(path: Path) -> bool:
    """Whether nobody but this user (or the superuser) can have put ``path`` there. Windows: its caches are the user's."""
    if os.name == "nt":
        return True
    try:
        found = [path.lstat(), path.parent.stat()]
    except OSError:
        return False
    owners = {0, os.getuid()}
    return all(entry.st_uid in owners and not entry.st_mode & (stat.S_IWGRP | stat.S_IWOTH) for entry in found)


def _header(key: str, payload: bytes) -> bytes:
    return f"{_MAGIC} {key} {sha256(payload).hexdigest()}".encode()

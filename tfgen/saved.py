"""Files of derived data that may be missing, stale or cut short: read when they are whole and fit, else not at all.

A file starts with a line of header (what it is, the length of the key, the checksum of key and payload); then come the
key, which is all that the payload was made from, and the payload.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

_MAGIC = b"tfgen-saved-1"


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
    import tempfile

    temporary: Path | None = None
    rest = key + payload
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(_header(key, rest) + b"\n" + rest)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        if temporary is not None:
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

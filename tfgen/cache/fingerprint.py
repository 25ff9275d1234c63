"""Fingerprint of the running tfgen, down to its code: part of the key of everything that is cached."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from tfgen import __version__


def code_digest() -> str:
    """A hexadecimal digest of the version and the code of the running tfgen."""
    return digest_of(Path(__file__).parents[1], __version__)


@cache
def digest_of(package: Path, version: str) -> str:
    """The digest of a package's folder.

    An installed wheel is known by its RECORD, which holds the hash of every file (one small file to
    read); a checkout or an editable install by name, size and time of each file, so that an edit is
    seen at once.
    """
    digest = sha256(version.encode())
    record = package.parent / f"tfgen_hcl-{version}.dist-info" / "RECORD"
    try:
        digest.update(record.read_bytes())
    except OSError:
        digest.update("\0".join(sorted(_files(package))).encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(Path(entry.path))
            else:
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"

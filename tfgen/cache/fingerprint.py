"""Fingerprint of the running tfgen, down to its code: part of the key of everything that is cached."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from tfgen import __version__
from tfgen.cache.shipped import FOLDER_NAME


def code_digest() -> str:
    """A hexadecimal digest of the version and the code of the running tfgen."""
    return digest_of(Path(__file__).parents[1], __version__)


@cache
def digest_of(package: Path, version: str) -> str:
    """The digest of a package's folder.

    An installed wheel is known by its RECORD, which holds the hash of every file (one small file to
    read); a checkout or an editable install by name, size and time of each file, so that an edit is
    seen at once. Shipped results do not count: this digest is a part of their keys.
    """
    digest = sha256(version.encode())
    record = package.parent / f"tfgen_hcl-{version}.dist-info" / "RECORD"
    try:
        recorded = record.read_text(encoding="utf-8").splitlines()
        digest.update("\n".join(sorted(filter(_is_code, recorded))).encode())
    except OSError:
        digest.update("\0".join(sorted(_files(package))).encode())
    return digest.hexdigest()


def _is_code(line: str) -> bool:
    """True for a line of RECORD about a file that was in the wheel before the results were."""
    is_ours = line.startswith("tfgen/") and not line.startswith(f"tfgen/{FOLDER_NAME}/")
    return is_ours and "/__pycache__/" not in line


def _files(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(Path(entry.path))
            else:
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"

"""Every change tfgen makes to files goes through here;
tests pass a disk that fails or dies at a given step.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tfgen.output.manifest import digest

ABSENT = None
FOLDER = "folder"
OTHER = "other"
"""Fingerprints of what is no regular file; OTHER is a link or a device."""


class Disk:
    """The changes to a file system. Each method is one step: it raises OSError when it fails."""

    def write(self, path: Path, data: bytes, mode: int | None = None) -> None:
        """Write a file that survives a power cut. ``mode``: permission bits;
        None for 0644 less the umask.
        """
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            path.chmod(mode)

    def mkdir(self, path: Path) -> None:
        """Make a folder and those above it, unless it is there."""
        path.mkdir(parents=True, exist_ok=True)

    def replace(self, source: Path, target: Path) -> None:
        """Move a file over another in one step."""
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def rmtree(self, path: Path) -> None:
        """Remove a folder with all in it."""
        shutil.rmtree(path)

    def sync(self, folder: Path) -> None:
        """Make the names in a folder survive a power cut, where the platform can."""
        if os.name != "nt" and folder.is_dir():
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


DISK = Disk()
"""The real one. It has no state."""


def fingerprint(path: Path) -> str | None:
    """The sha256 of a regular file, ABSENT, FOLDER or OTHER. Raises OSError when it cannot be read."""
    if path.is_symlink():
        return OTHER
    if path.is_file():
        return digest(path.read_bytes())
    if path.is_dir():
        return FOLDER
    if path.exists():
        return OTHER
    return ABSENT

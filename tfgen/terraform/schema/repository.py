"""The schemas that a repository brings along: ``.tfgen/schemas/``, written by ``tfgen schema add``."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(".tfgen") / "schemas"
"""Where they lie, below a folder of the repository."""

MAX_FILE_BYTES = 16 << 20
"""The largest file that is opened; Google's schema has 0.4 MB."""


def find_repository_schemas(directory: Path) -> Path | None:
    """The nearest such folder, from a directory upwards to the root of its repository.

    Raises ``OSError`` when a directory cannot be looked at.
    """
    folder = directory.resolve()
    while True:
        schemas = folder / FOLDER
        if schemas.is_dir():
            return schemas
        if folder.parent == folder or os.path.lexists(folder / ".git"):
            return None
        folder = folder.parent

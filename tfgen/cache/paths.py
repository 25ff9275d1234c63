"""Folders of the user's own: for what can be made again, and for imported schemas."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def cache_folder() -> Path:
    """The folder for what tfgen can make again:
    ``TFGEN_CACHE_DIR``, else the platform's folder for caches.
    """
    chosen = os.environ.get("TFGEN_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("tfgen", appauthor=False)


def default_imported_dir(environ: Mapping[str, str] | None = None) -> Path:
    """The folder of imported schemas:
    ``$TFGEN_DATA_DIR/schemas``, else the user's data folder for tfgen.
    """
    variables = os.environ if environ is None else environ
    folder = variables.get("TFGEN_DATA_DIR")
    if folder:
        return Path(folder) / "schemas"
    from platformdirs import user_data_dir

    return Path(user_data_dir("tfgen")) / "schemas"

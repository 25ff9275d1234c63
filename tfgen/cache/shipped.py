"""Results that were made with the wheel and lie in it, under the keys that a run would keep them by.

``tools/ship_results.py`` puts them there. A checkout has none; nor has a tfgen whose code, data or
templates are not those that the results were made by: their keys are others.
"""

from __future__ import annotations

from pathlib import Path

from tfgen.cache import store

FOLDER_NAME = "_built"
"""The folder inside the package; what lies in it is no part of the code that made it."""

FOLDER = Path(__file__).parents[1] / FOLDER_NAME


def read_shipped(name: str, key: bytes) -> bytes | None:
    """The payload that lies under a name and a key, or None."""
    return store.read(FOLDER / name, key)

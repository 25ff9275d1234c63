"""The installed python-hcl2 and lark, told without importing them,
which takes longer than a warm run may.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

_FILES = {"hcl2": ("version.py", "hcl2.lark", "transformer.py"), "lark": ("__init__.py",)}
"""Files of each package that differ between its versions."""


@cache
def identity() -> str:
    """A digest of those files;
    what python-hcl2 read is worth nothing when another version is installed.
    """
    digest = sha256()
    for package, names in _FILES.items():
        spec = find_spec(package)
        folders = list(spec.submodule_search_locations or ()) if spec else []
        for folder in folders:
            for name in names:
                digest.update(_content(Path(folder) / name))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""

"""Files that a manifest calls tfgen's own, asked for one by one."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct, field

from tfgen.output.paths import output_root


class GeneratedFiles(Struct):
    """The generated files of any output root; each manifest is read once."""

    _of_root: dict[Path, frozenset[Path]] = field(default_factory=dict)
    _of_directory: dict[Path, frozenset[Path]] = field(default_factory=dict)

    def holds(self, path: Path) -> bool:
        """Whether tfgen wrote the file, by its output root's manifest; a link is what it leads to."""
        directory = path.parent
        if directory not in self._of_directory:
            self._of_directory[directory] = self._near(directory)
        generated = self._of_directory[directory]
        return bool(generated) and _real(path) in generated

    def _near(self, directory: Path) -> frozenset[Path]:
        root = output_root(directory)
        if root is None:
            return frozenset()
        if root not in self._of_root:
            from tfgen.output.manifest import generated_files

            self._of_root[root] = frozenset(_real(root / file) for file in generated_files(root))
        return self._of_root[root]


def _real(path: Path) -> Path:
    """Where a path leads; to itself, where links lead in a circle."""
    return Path(os.path.realpath(path))

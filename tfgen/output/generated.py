"""Generated files: those that a manifest lists, looked up one by one."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from tfgen.output.paths import output_root, real_path


class GeneratedFiles(Struct):
    """The generated files of any output root; each manifest is read once."""

    _of_root: dict[Path, frozenset[Path]] = field(default_factory=dict)
    _of_directory: dict[Path, frozenset[Path]] = field(default_factory=dict)

    def holds(self, path: Path) -> bool:
        """True when tfgen wrote the file, by its output root's manifest;
        a link is what it leads to.
        """
        directory = path.parent
        if directory not in self._of_directory:
            self._of_directory[directory] = self._files_around(directory)
        generated = self._of_directory[directory]
        return bool(generated) and real_path(path) in generated

    def _files_around(self, directory: Path) -> frozenset[Path]:
        root = output_root(directory)
        if root is None:
            return frozenset()
        if root not in self._of_root:
            from tfgen.output.manifest import generated_files

            self._of_root[root] = frozenset(
                real_path(root / file) for file in generated_files(root)
            )
        return self._of_root[root]

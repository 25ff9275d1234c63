"""The tree as it will be once rendered files are written:
these, the user's own files beside them, and the modules on disk that they call.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from tfgen.checker.grouping import Survey
from tfgen.output.generated import GeneratedFiles
from tfgen.source import SourceFile
from tfgen.terraform.config.file_kinds import CONFIGURATION
from tfgen.terraform.config.files import (
    Content,
    DirectoryReader,
    Listing,
    key_of,
    listing,
)

_NOTHING = Listing((), (), ())


class OutputState(Struct, frozen=True):
    """Files that stay and files that go at the output root ``out`` when the rendered files are written.

    ``staying``: files of tfgen's that are not rendered now; ``leaving``: those that are removed.
    Paths are relative to ``out``, with forward slashes.
    """

    out: Path
    staying: frozenset[str] = frozenset()
    leaving: frozenset[str] = frozenset()

    def key(self, path: str) -> str:
        """A path below the output root as diagnostics of a check name it."""
        return posixpath.normpath(posixpath.join(key_of(self.out), path))

    def path(self, key: str) -> str:
        """The path below the output root of a file that a check names; ``key`` undone."""
        return posixpath.relpath(key or ".", key_of(self.out) or ".")


class RenderedTree(DirectoryReader):
    """Reads directories as they will be.

    ``rendered`` has the rendered files by directory and name, ``leaving`` the paths that will not
    be there, ``staying`` those that are tfgen's though they are not rendered now.
    """

    rendered: Mapping[str, Mapping[str, SourceFile]] = {}
    leaving: frozenset[str] = frozenset()

    def listing(self, directory: Path, key: str) -> Listing:
        """The files of a directory. Raises ``OSError``."""
        rendered = self.rendered.get(key, {})
        paths: dict[str, Path] = {}
        for path in self._on_disk(directory, key):
            if posixpath.join(key, path.name) not in self.leaving:
                paths[path.name] = path
        for name in rendered:
            paths[name] = directory / name
        return Listing.of(paths.values())

    def _on_disk(self, directory: Path, key: str) -> Iterator[Path]:
        listed = _NOTHING
        if key not in self.rendered or directory.is_dir():
            listed = listing(directory)
        for field in listed.__struct_fields__:
            yield from getattr(listed, field)

    def is_directory(self, key: str) -> bool:
        """True where there will be a directory that a module call may lead to."""
        return key in self.rendered or super().is_directory(key)

    def content(self, path: Path, name: str) -> Content:
        """A file's bytes; ``name`` is the path that diagnostics name."""
        folder, _, base = name.rpartition("/")
        file = self.rendered.get(folder, {}).get(base)
        if file is not None:
            return Content(name, file.text.encode(), generated=True)
        return super().content(path, name)


def survey_of(files: Iterable[SourceFile], state: OutputState) -> Survey:
    """A survey of the directories that hold rendered files, or files of tfgen's that stay,
    and of those that they call.
    """
    terraform = [file for file in files if file.path.endswith(CONFIGURATION)]
    rendered: dict[str, dict[str, SourceFile]] = {}
    for file in terraform:
        folder, _, name = state.key(file.path).rpartition("/")
        rendered.setdefault(folder, {})[name] = file
    staying = [path for path in state.staying if path.endswith(CONFIGURATION)]
    tree = RenderedTree(
        is_generated=_generated(state),
        rendered=rendered,
        leaving=frozenset(map(state.key, state.leaving)),
    )
    survey = Survey(tree)
    folders = {Path(state.key(path)).parent for path in (*staying, *(f.path for f in terraform))}
    for directory in sorted(folders):
        survey.add(directory)
    survey.follow()
    return survey


def _generated(state: OutputState) -> Callable[[Path], bool]:
    """A test of files on disk: below the output root those are tfgen's that stay,
    elsewhere those of other manifests.
    """
    out, elsewhere = key_of(state.out), GeneratedFiles()
    staying = frozenset(map(state.key, state.staying))

    def is_generated(path: Path) -> bool:
        key = key_of(path)
        if out == "" or key.startswith(f"{out}/"):
            return key in staying
        return elsewhere.holds(path)

    return is_generated

"""Which files Terraform reads, and their bytes: all that is known of a tree before anything is parsed.

Light to import: a check whose verdicts are all kept needs nothing else.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from tfgen.terraform.config.module_source import local_directory

CONFIGURATION = (".tf", ".tf.json")
VALUES = (".tfvars", ".tfvars.json")

_SKIPPED = frozenset({".terraform", ".git", ".tfgen"})
_SOURCE = re.compile(rb"""source["'\s]*[=:][\s(]*"(\.\.?/[^"\n]*)\"""")
"""Where a module call may lead. Texts that look like one do no harm; one that is missed is read when it is judged."""


class Listing(Struct, frozen=True):
    """The files of a directory, each kind sorted by name: configuration, what overrides it, variables' values."""

    primary: tuple[Path, ...]
    overrides: tuple[Path, ...]
    values: tuple[Path, ...]


class Content(Struct, frozen=True):
    """A file's bytes by the path that findings name; None with the reason where it cannot be read.

    ``generated``: tfgen wrote it.
    """

    path: str
    content: bytes | None
    generated: bool = False
    reason: str = ""

    @property
    def text(self) -> str | None:
        """The text that findings point into; None when there is none."""
        if self.content is None:
            return None
        try:
            return text_of(self.path, self.content)
        except UnicodeDecodeError:
            return None


class Directory(Struct, frozen=True):
    """A directory's files as they are. ``key`` is its path as findings name it."""

    key: str
    primary: tuple[Content, ...]
    overrides: tuple[Content, ...]
    values: tuple[Content, ...]

    @property
    def files(self) -> tuple[Content, ...]:
        """All its files."""
        return (*self.primary, *self.overrides, *self.values)

    def targets(self) -> Iterator[str]:
        """The directories that its module calls may lead to."""
        for file in (*self.primary, *self.overrides):
            for source in _SOURCE.findall(file.content or b""):
                target = local_directory(self.key, source.decode("utf-8", "replace"))
                if target is not None:
                    yield target


def nothing_generated(path: Path) -> bool:
    """False: for trees that tfgen wrote nothing of."""
    return False


class DirectoryReader(Struct):
    """Lists and reads directories.

    ``instead`` has texts to take in place of those on disk, by path. ``is_generated`` says whether tfgen wrote a file.
    """

    instead: Mapping[str, str] = field(default_factory=dict)
    is_generated: Callable[[Path], bool] = nothing_generated

    def read(self, directory: Path, key: str) -> Directory:
        """A directory's files. Raises ``OSError`` when it cannot be listed."""
        found = listing(directory)
        primary, overrides, values = (
            tuple(self._content(path, posixpath.join(key, path.name)) for path in paths)
            for paths in (found.primary, found.overrides, found.values)
        )
        return Directory(key, primary, overrides, values)

    def _content(self, path: Path, name: str) -> Content:
        given, generated = self.instead.get(name), self.is_generated(path)
        if given is not None:
            return Content(name, given.encode(), generated)
        try:
            return Content(name, path.read_bytes(), generated)
        except OSError as error:
            return Content(name, None, generated, f"{error.strerror}.")


def key_of(directory: Path) -> str:
    """A directory's path as findings name it."""
    key = posixpath.normpath(directory.as_posix())
    return "" if key == "." else key


def text_of(path: str, content: bytes) -> str:
    """A file's text, without a byte order mark except in JSON, which may not begin with it.

    Raises ``UnicodeDecodeError``.
    """
    text = content.decode("utf-8-sig")
    return f"\ufeff{text}" if path.endswith(".json") and content.startswith(b"\xef\xbb\xbf") else text


def listing(directory: Path) -> Listing:
    """Which files of the directory Terraform reads, and ``*.tfvars`` that may be given to it.

    Raises ``OSError``.
    """
    named = (path for path in directory.iterdir() if path.name.endswith((*CONFIGURATION, *VALUES)))
    files = sorted(path for path in named if is_read(path))
    configuration = [path for path in files if path.name.endswith(CONFIGURATION)]
    return Listing(
        tuple(path for path in configuration if not _overrides(path)),
        tuple(path for path in configuration if _overrides(path)),
        tuple(path for path in files if path.name.endswith(VALUES)),
    )


def is_read(path: Path) -> bool:
    """Whether Terraform reads what is called like a file of its: not what is hidden, and no folder."""
    return not path.name.startswith(".") and not path.is_dir()


def directories(folder: Path) -> Sequence[Path]:
    """The directories with configuration at or below a folder, without those of tools; links are not followed."""
    return sorted(_directories(folder))


def _directories(folder: Path) -> Iterable[Path]:
    for root, below, files in os.walk(folder):
        below[:] = [name for name in below if name not in _SKIPPED]
        here = Path(root)
        if any(is_read(here / name) for name in files if name.endswith(CONFIGURATION)):
            yield here


def _overrides(path: Path) -> bool:
    stem = path.name.removesuffix(".json").removesuffix(".tf")
    return stem == "override" or stem.endswith("_override")

"""The files that Terraform reads, and their bytes:
all that is known of a tree before anything is parsed.

Light to import: a check whose results are all cached needs nothing else.
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
LOCK = ".terraform.lock.hcl"
"""The file in which ``terraform init`` writes down which providers it has chosen."""

_SKIPPED = frozenset({".terraform", ".git", ".tfgen"})
_SOURCE = re.compile(rb"""source["'\s]*[=:][\s(]*"(\.\.?/[^"\n]*)\"""")
"""The source of a module call. Other texts that match do no harm; a call that does not match is
read when its caller is checked.
"""


class Listing(Struct, frozen=True):
    """The files of a directory, each kind sorted by name:
    configuration, override files, variables' values.
    """

    primary: tuple[Path, ...]
    overrides: tuple[Path, ...]
    values: tuple[Path, ...]

    @classmethod
    def of(cls, files: Iterable[Path]) -> Listing:
        """The files among these that Terraform knows by their names."""
        ordered = sorted(files)
        configuration = [path for path in ordered if path.name.endswith(CONFIGURATION)]
        return cls(
            tuple(path for path in configuration if not _is_override(path)),
            tuple(path for path in configuration if _is_override(path)),
            tuple(path for path in ordered if path.name.endswith(VALUES)),
        )


class Content(Struct, frozen=True):
    """A file's bytes by the path that diagnostics name;
    None with the reason where it cannot be read.

    ``generated``: tfgen wrote it.
    """

    path: str
    content: bytes | None
    generated: bool = False
    reason: str = ""

    @property
    def text(self) -> str | None:
        """The text that diagnostics point into; None when there is none."""
        if self.content is None:
            return None
        try:
            return text_of(self.path, self.content)
        except UnicodeDecodeError:
            return None


class Directory(Struct, frozen=True):
    """A directory's files as they are. ``key`` is its path as diagnostics name it;
    ``lock`` is the dependency lock file, if there is one, ``workspace`` the one that is selected.
    """

    key: str
    primary: tuple[Content, ...]
    overrides: tuple[Content, ...]
    values: tuple[Content, ...]
    lock: Content | None = None
    workspace: str | None = None

    @property
    def files(self) -> tuple[Content, ...]:
        """All its files with configuration and values."""
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

    ``texts`` are taken in place of those on disk, by path.
    ``is_generated`` tells the files that tfgen wrote.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    is_generated: Callable[[Path], bool] = nothing_generated

    def read(self, directory: Path, key: str) -> Directory:
        """A directory's files. Raises ``OSError`` when it cannot be listed."""
        listed, lock = listing(directory), directory / LOCK
        return Directory(
            key,
            primary=self._contents(listed.primary, key),
            overrides=self._contents(listed.overrides, key),
            values=self._contents(listed.values, key),
            lock=self._content(lock, posixpath.join(key, LOCK)) if lock.is_file() else None,
            workspace=selected_workspace(directory),
        )

    def _contents(self, paths: tuple[Path, ...], key: str) -> tuple[Content, ...]:
        return tuple(self._content(path, posixpath.join(key, path.name)) for path in paths)

    def _content(self, path: Path, name: str) -> Content:
        generated = self.is_generated(path)
        text = self.texts.get(name)
        if text is not None:
            return Content(name, text.encode(), generated)
        try:
            return Content(name, path.read_bytes(), generated)
        except OSError as error:
            return Content(name, None, generated, f"{error.strerror}.")


def selected_workspace(directory: Path) -> str | None:
    """The workspace that ``terraform workspace select`` has written down, if it has."""
    try:
        return (directory / ".terraform" / "environment").read_text(
            encoding="utf-8"
        ).strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def is_loaded(path: str) -> bool:
    """True if Terraform loads a values file by itself."""
    name = posixpath.basename(path).removesuffix(".json")
    return name == "terraform.tfvars" or name.endswith(".auto.tfvars")


def key_of(directory: Path) -> str:
    """A directory's path as diagnostics name it."""
    key = posixpath.normpath(directory.as_posix())
    return "" if key == "." else key


def text_of(path: str, content: bytes) -> str:
    """A file's text, without a byte order mark except in JSON, which may not begin with it.

    Raises ``UnicodeDecodeError``.
    """
    if path.endswith(".json"):
        return content.decode("utf-8")
    return content.decode("utf-8-sig")


def listing(directory: Path) -> Listing:
    """The files of the directory that Terraform reads, and ``*.tfvars`` that may be passed to it.

    Raises ``OSError``.
    """
    named = (path for path in directory.iterdir() if path.name.endswith((*CONFIGURATION, *VALUES)))
    return Listing.of(path for path in named if is_read(path))


def is_read(path: Path) -> bool:
    """True if Terraform reads a path that has the name of a configuration file:
    it is not hidden, and no folder.
    """
    return not path.name.startswith(".") and not path.is_dir()


def directories(folder: Path) -> Sequence[Path]:
    """The directories with configuration at or below a folder, without those of tools;
    links are not followed.
    """
    return sorted(_directories(folder))


def _directories(folder: Path) -> Iterable[Path]:
    for root, below, files in os.walk(folder):
        below[:] = [name for name in below if name not in _SKIPPED]
        here = Path(root)
        if any(is_read(here / name) for name in files if name.endswith(CONFIGURATION)):
            yield here


def _is_override(path: Path) -> bool:
    stem = path.name.removesuffix(".json").removesuffix(".tf")
    return stem == "override" or stem.endswith("_override")

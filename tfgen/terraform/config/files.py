"""The files that Terraform reads, and their bytes:
all that is known of a tree before anything is parsed.

Light to import: a check whose results are all cached needs nothing else.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.terraform.config.file_kinds import (
    CONFIGURATION,
    LANGUAGE,
    MOCKS,
    TEST_FOLDER,
    TESTS,
    UNJUDGED,
    VALUES,
    Engine,
    is_of_tofu,
    is_override,
    unread,
)
from tfgen.terraform.config.module_source import local_directory

LOCK = ".terraform.lock.hcl"
"""The file in which ``terraform init`` writes down which providers it has chosen."""

_SOURCE = re.compile(rb"""source["'\s]*[=:][\s(]*"(\.\.?/[^"\n]*)\"""")
"""The source of a module call. Other texts that match do no harm; a call that does not match is
read when its caller is checked.
"""


class Listing(Struct, frozen=True):
    """The files of a directory, each kind sorted by name: configuration, override files,
    variables' values, tests, mock data, and files that no rule looks at.
    """

    primary: tuple[Path, ...]
    overrides: tuple[Path, ...]
    values: tuple[Path, ...]
    tests: tuple[Path, ...] = ()
    mocks: tuple[Path, ...] = ()
    unjudged: tuple[Path, ...] = ()

    @classmethod
    def of(cls, files: Iterable[Path]) -> Listing:
        """The files among these that Terraform knows by their names."""
        ordered = sorted(files)
        configuration = [path for path in ordered if path.name.endswith(CONFIGURATION)]
        return cls(
            primary=tuple(path for path in configuration if not is_override(path)),
            overrides=tuple(filter(is_override, configuration)),
            values=_ending(ordered, VALUES),
            tests=_ending(ordered, TESTS),
            mocks=_ending(ordered, MOCKS),
            unjudged=_ending(ordered, UNJUDGED),
        )


def _ending(paths: Iterable[Path], endings: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(path for path in paths if path.name.endswith(endings))


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
    """A directory's files as they are. ``key`` is its path as diagnostics name it.

    ``tests`` are those of the folder ``tests`` beside its configuration too; ``detached``: the
    directory has tests and no configuration that they could be of. ``unjudged`` are the paths of
    files that no rule looks at, ``replaced`` of those that the engine passes over. ``lock`` is the
    dependency lock file, if there is one, ``workspace`` the one that is selected.
    """

    key: str
    primary: tuple[Content, ...]
    overrides: tuple[Content, ...]
    values: tuple[Content, ...]
    tests: tuple[Content, ...] = ()
    mocks: tuple[Content, ...] = ()
    unjudged: tuple[str, ...] = ()
    detached: bool = False
    replaced: tuple[str, ...] = ()
    lock: Content | None = None
    workspace: str | None = None

    @property
    def files(self) -> tuple[Content, ...]:
        """All its files with configuration, values, tests and mock data."""
        return (*self.primary, *self.overrides, *self.values, *self.tests, *self.mocks)

    @property
    def has_tofu(self) -> bool:
        """True if some of its files are for OpenTofu only."""
        return any(is_of_tofu(file.path) for file in self.files)

    def read_by(self, engine: Engine) -> Directory:
        """The directory with the files only that an engine reads."""
        passed_over = unread([file.path for file in self.files], engine)
        if not passed_over:
            return self

        def read(files: tuple[Content, ...]) -> tuple[Content, ...]:
            return tuple(file for file in files if file.path not in passed_over)

        return replace(
            self,
            primary=read(self.primary),
            overrides=read(self.overrides),
            tests=read(self.tests),
            replaced=tuple(sorted(passed_over)),
        )

    def targets(self) -> Iterator[str]:
        """The directories that its module calls and test runs may lead to."""
        for file in (*self.primary, *self.overrides, *self.tests):
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
        listed, lock = self.listing(directory, key), directory / LOCK
        configured = bool(listed.primary or listed.overrides)
        tests = self._contents(listed.tests, key)
        if configured:
            tests += self._contents(_tests_below(directory), posixpath.join(key, TEST_FOLDER))
        return Directory(
            key,
            primary=self._contents(listed.primary, key),
            overrides=self._contents(listed.overrides, key),
            values=self._contents(listed.values, key),
            tests=tests,
            mocks=self._contents(listed.mocks, key),
            unjudged=tuple(posixpath.join(key, path.name) for path in listed.unjudged),
            detached=bool(tests) and not configured,
            lock=self.content(lock, posixpath.join(key, LOCK)) if lock.is_file() else None,
            workspace=selected_workspace(directory),
        )

    def listing(self, directory: Path, key: str) -> Listing:
        """The files of a directory. Raises ``OSError``."""
        return listing(directory)

    def is_directory(self, key: str) -> bool:
        """True where there is a directory that a module call may lead to."""
        return Path(key).is_dir()

    def _contents(self, paths: tuple[Path, ...], key: str) -> tuple[Content, ...]:
        return tuple(self.content(path, posixpath.join(key, path.name)) for path in paths)

    def content(self, path: Path, name: str) -> Content:
        """A file's bytes; ``name`` is the path that diagnostics name."""
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
    if key == ".":
        return ""
    return key


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
    named = (path for path in directory.iterdir() if path.name.endswith((*LANGUAGE, *VALUES)))
    return Listing.of(path for path in named if is_read(path))


def _tests_below(directory: Path) -> tuple[Path, ...]:
    """The test files in the folder ``tests`` of a directory with configuration."""
    folder = directory / TEST_FOLDER
    if not folder.is_dir():
        return ()
    listed = listing(folder)
    if listed.primary or listed.overrides:
        return ()
    return listed.tests


def is_read(path: Path) -> bool:
    """True if Terraform reads a path that has the name of a configuration file:
    it is not hidden, and no folder.
    """
    return not path.name.startswith(".") and not path.is_dir()

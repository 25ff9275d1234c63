"""The outside that functions need: files, and templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol

from msgspec import Struct, field

from tfgen.terraform.functions.signature import Function
from tfgen.terraform.types.value import Value

MAX_BYTES = 1_000_000
MAX_FILES = 10_000

Render = Callable[[str, str, Mapping[str, Value]], Value]
"""``render(text, path, variables)``: the result of a template.

Raises ``FunctionError`` (or the evaluator's own).
"""


class Files(Protocol):
    """The files that a configuration's functions see.

    Paths are as written, relative to the working directory.
    """

    def read(self, path: str) -> bytes | None:
        """The content, or None where it cannot be known.

        Raises ``FileNotFoundError``, ``IsADirectoryError``.
        """

    def exists(self, path: str) -> bool | None:
        """Whether there is a regular file, or None where it cannot be known.

        Raises ``IsADirectoryError``.
        """

    def below(self, path: str) -> Sequence[str] | None:
        """The paths of all files below a folder, relative to it; None where not known."""


class NoFiles:
    """Nothing is known of any file."""

    def read(self, path: str) -> bytes | None:
        """Unknown."""
        return None

    def exists(self, path: str) -> bool | None:
        """Unknown."""
        return None

    def below(self, path: str) -> Sequence[str] | None:
        """Unknown."""
        return None


class TextFiles(Struct, frozen=True):
    """Files in memory, by path."""

    files: Mapping[str, str | bytes]

    def read(self, path: str) -> bytes | None:
        """The file's content."""
        name = _normal(path)
        if self.exists(path) is False:
            raise FileNotFoundError(path)
        data = self.files[name]
        if isinstance(data, str):
            return data.encode()
        return data

    def exists(self, path: str) -> bool | None:
        """Whether it is one of the files."""
        name = _normal(path)
        if name not in self.files and self._is_folder(name):
            raise IsADirectoryError(path)
        return name in self.files

    def below(self, path: str) -> Sequence[str] | None:
        """The files below a folder."""
        name = _normal(path)
        start = "" if name == "." else f"{name}/"
        return [file.removeprefix(start) for file in self.files if file.startswith(start)]

    def _is_folder(self, name: str) -> bool:
        return name == "." or any(file.startswith(f"{name}/") for file in self.files)


class DiskFiles(Struct, frozen=True):
    """Files below a folder, which is Terraform's working directory.

    All others are unknown, as are huge ones.
    """

    directory: Path
    outermost: Path | None = None

    def read(self, path: str) -> bytes | None:
        """The file's content."""
        place = self._place(path)
        if place is None and self._is_missing(path):
            raise FileNotFoundError(path)
        if place is None:
            return None
        if place.is_dir():
            raise IsADirectoryError(path)
        if not place.exists():
            raise FileNotFoundError(path)
        if not place.is_file() or place.stat().st_size > MAX_BYTES:
            return None
        try:
            return place.read_bytes()
        except OSError:
            return None

    def exists(self, path: str) -> bool | None:
        """Whether there is such a file."""
        place = self._place(path)
        if place is None:
            return None
        if place.is_dir():
            raise IsADirectoryError(path)
        if place.is_file():
            return True
        if place.exists():
            return None
        return False

    def below(self, path: str) -> Sequence[str] | None:
        """The files below a folder."""
        place = self._place(path)
        if place is None:
            return None
        if not place.is_dir():
            return ()
        found = []
        for i, file in enumerate(place.rglob("*")):
            if i > MAX_FILES:
                return None
            if file.is_file():
                found.append(file.relative_to(place).as_posix())
        return found

    def _place(self, path: str) -> Path | None:
        """The file's place; None for one elsewhere on the machine, which is none of our business."""
        if path.startswith(("/", "~")) or "\0" in path:
            return None
        top = (self.outermost or self.directory).resolve()
        try:
            place = (self.directory / path).resolve()
            place.lstat()
        except (FileNotFoundError, NotADirectoryError):
            pass
        except (OSError, RuntimeError, ValueError):
            return None  # too long, a loop of links, or no text that names a file
        if place == top or top in place.parents:
            return place
        return None

    def _is_missing(self, path: str) -> bool:
        """Whether there certainly is no such file, though what is there is not read."""
        if path.startswith(("/", "~")) or "\0" in path:
            return False
        try:
            (self.directory / path).lstat()
        except FileNotFoundError:
            return True
        except (OSError, ValueError):
            return False
        return False


OWN_FOLDER = "./."
"""``path.module`` of a module that is called, told from the root's folder.

Its other paths begin there.
"""


class ModuleFiles(Struct, frozen=True):
    """The files of a module that is called.

    Below ``path.module`` it has those of ``files``. Its other paths begin at the folders that
    Terraform runs in, whose files ``roots`` gives: what none of them has is missing, all else is
    unknown.
    """

    files: Files
    roots: Callable[[], Sequence[Files]] = tuple

    def read(self, path: str) -> bytes | None:
        """The file's content."""
        if _is_own(path):
            return self.files.read(path)
        roots = self.roots()
        if roots and all(_lacks(root, path) for root in roots):
            raise FileNotFoundError(path)
        return None

    def exists(self, path: str) -> bool | None:
        """Whether there is such a file."""
        if _is_own(path):
            return self.files.exists(path)
        return None

    def below(self, path: str) -> Sequence[str] | None:
        """The files below a folder."""
        if _is_own(path):
            return self.files.below(path)
        return None


def _lacks(root: Files, path: str) -> bool:
    try:
        root.read(path)
    except FileNotFoundError:
        return True
    except IsADirectoryError:
        pass
    return False


def _is_own(path: str) -> bool:
    return path == OWN_FOLDER or path.startswith(f"{OWN_FOLDER}/")


class Budget(Struct):
    """Steps that a configuration's expressions may take together, beyond what each may take."""

    left: int = 100_000

    def spend(self, steps: int) -> bool:
        """Take some of it; False when it was all gone."""
        self.left -= steps
        return self.left >= 0


class Nesting(Struct):
    """Depth of evaluation in expressions, through local values and modules.

    Python's own calls nest with it.
    """

    depth: int = 0
    modules: int = 0


def no_functions(name: str) -> Function | None:
    """No provider has any."""
    return None


class FunctionContext(Struct, frozen=True):
    """The outside of one configuration: its files, and ``render`` for templates.

    Without ``render``, what a template gives is unknown. ``provided`` gives the functions of
    providers by their full names (``provider::aws::arn_parse``), where known. ``engine`` is
    ``terraform`` or ``tofu``.
    """

    files: Files = field(default_factory=NoFiles)
    render: Render | None = None
    budget: Budget = field(default_factory=Budget)
    nesting: Nesting = field(default_factory=Nesting)
    provided: Callable[[str], Function | None] = no_functions
    engine: str = "terraform"


def _normal(path: str) -> str:
    """``./a//b/../c`` as ``a/c``."""
    parts: list[str] = []
    for part in PurePosixPath(path).parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) or "."

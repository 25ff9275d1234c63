"""Files that remember what was asked of them, so that it can be asked again."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from tfgen.terraform.functions.context import DiskFiles, Files

Question = tuple[str, str, str]
"""The directory, the method of ``Files``, the path."""


class Answer(Struct, frozen=True):
    """An answer of a directory's files.

    ``outcome`` is the digest of the result, or what was raised.
    """

    question: Question
    outcome: str

    def still(self) -> bool:
        """Whether the disk gives the same answer now."""
        directory, method, path = self.question
        answers: dict[Question, str] = {}
        files = RecordedFiles(DiskFiles(Path(directory)), directory, answers)
        try:
            getattr(files, method)(path)
        except (FileNotFoundError, IsADirectoryError):
            pass
        except (OSError, ValueError):
            return False
        return answers.get(self.question) == self.outcome


class RecordedFiles(Struct, frozen=True):
    """The same as ``files``; ``answers`` gets the outcome of every question."""

    files: Files
    directory: str
    answers: dict[Question, str]

    def read(self, path: str) -> bytes | None:
        """The content."""
        try:
            found = self.files.read(path)
        except (FileNotFoundError, IsADirectoryError) as error:
            self._note("read", path, type(error).__name__)
            raise
        self._note("read", path, _digest(found))
        return found

    def exists(self, path: str) -> bool | None:
        """Whether there is a regular file."""
        try:
            found = self.files.exists(path)
        except IsADirectoryError as error:
            self._note("exists", path, type(error).__name__)
            raise
        self._note("exists", path, str(found))
        return found

    def below(self, path: str) -> Sequence[str] | None:
        """The files below a folder."""
        found = self.files.below(path)
        listing = None
        if found is not None:
            listing = "\0".join(sorted(found)).encode(errors="surrogateescape")
        self._note("below", path, _digest(listing))
        return found

    def _note(self, method: str, path: str, outcome: str) -> None:
        self.answers[self.directory, method, path] = outcome


def _digest(data: bytes | None) -> str:
    return "" if data is None else sha256(data).hexdigest()

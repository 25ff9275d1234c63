"""Files that a command reads: what cannot be read ends it with one line or one finding."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tfgen.diagnostics import Diagnostic
from tfgen.source import SourceFile


class NotUtf8Error(Exception):
    """A file that is not UTF-8; ``diagnostic`` is the finding to show."""

    def __init__(self, path: str, line: int, column: int) -> None:
        super().__init__(path)
        from tfgen.source import Pos, Range

        place = Range(Pos(0, line, column), Pos(0, line, column + 1))
        detail = f"The byte at column {column} cannot be read."
        self.diagnostic = Diagnostic(
            "TFG008", "The file is not UTF-8", detail, "Save it as UTF-8."
        ).at(path, place)


def read_content(path: str) -> bytes:
    """The bytes of a file as the user named it; fails with one line, exit 1."""
    with _readable(path):
        return Path(path).read_bytes()


def read_file(path: str) -> SourceFile:
    """A UTF-8 file as the user named it, ``-`` for standard input. Fails as ``read_content`` and ``decode``."""
    if path != "-":
        return decode(path, read_content(path))
    with _readable(path):
        content = sys.stdin.buffer.read()
    return decode(path, content)


@contextmanager
def _readable(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"cannot read {path}: {error.strerror}") from error


def decode(path: str, content: bytes) -> SourceFile:
    """The text of a file. Raises ``NotUtf8Error``."""
    try:
        return SourceFile(path, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise NotUtf8Error(path, line, column) from error

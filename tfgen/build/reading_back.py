"""Files read back by python-hcl2 before they are written:
beside the building, or kept from an earlier run.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import DecodeError, Struct, ValidationError, msgpack

from tfgen.cache import store
from tfgen.cache.fingerprint import code_digest
from tfgen.cache.shipped import read_shipped
from tfgen.diagnostics import NOT_READ_BACK, CheckResult, Diagnostic, Skipped
from tfgen.source import SourceFile

if TYPE_CHECKING:
    from tfgen.build.read_back_process import ReadBackProcess
    from tfgen.terraform.hcl.read_back.read import ReadBack

_SUFFIX = ".read-back"


class _Group(Struct):
    """The files of a module or a root;
    ``path`` is None to keep nothing, ``done`` None while they are being read.
    """

    name: str
    files: tuple[SourceFile, ...]
    path: Path | None
    key: bytes
    done: tuple[ReadBack, ...] | None = None


class BackReader:
    """Reads files back while others are being built.

    ``cache`` is the folder of built modules: what reading back came to is kept beside them, under
    the files' texts, tfgen's code and the version of python-hcl2. With two ``processes`` or more a
    second one reads; where none can be had, or it dies, this one does. To be used in a ``with``
    statement, at whose end the process ends.
    """

    def __init__(self, cache: Path | None = None, processes: int = 1) -> None:
        self._cache = cache
        self._processes = processes
        self._groups: list[_Group] = []
        self._process: ReadBackProcess | None = None

    def __enter__(self) -> BackReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.end()

    def get_ready(self) -> None:
        """Start the second process: something is being built, and will have to be read back soon."""
        if self._process is None and self._processes > 1:
            from tfgen.build.read_back_process import ReadBackProcess

            self._process = ReadBackProcess()

    def submit(self, name: str, files: Iterable[SourceFile]) -> None:
        """Have the Terraform files among ``files`` read;
        ``name`` is that of the built module or root.
        """
        chosen = tuple(file for file in files if file.path.endswith(".tf"))
        path = self._cache / f"{name}{_SUFFIX}" if self._cache else None
        group = _Group(name, chosen, path, _key(chosen) if path else b"")
        group.done = _earlier(group)
        if group.done is None:
            self.get_ready()
            if self._process:
                self._process.submit(chosen)
        self._groups.append(group)

    def finish(self) -> CheckResult:
        """Wait until all is read: the differences of all files,
        and what was not read back. To be called once.
        """
        open_ = [group for group in self._groups if group.done is None]
        if open_:
            self._read(open_)
        found: list[Diagnostic] = []
        not_read = 0
        for group in self._groups:
            for file, result in zip(group.files, group.done or (), strict=True):
                found += _located(result, file)
                not_read += result.not_read
        skipped = (Skipped(not_read, NOT_READ_BACK),) if not_read else ()
        return CheckResult(tuple(found), skipped)

    def _read(self, groups: list[_Group]) -> None:
        """Take the results of the other process; read here what it did not;
        keep all for the next run.
        """
        from tfgen.terraform.hcl.read_back.read import read_back

        results = iter(self._process.results() if self._process else ())
        for group in groups:
            done: list[ReadBack] = []
            for file in group.files:
                done.append(next(results, None) or read_back(file))
            group.done = tuple(done)
            if group.path:
                store.write(group.path, group.key, msgpack.encode(group.done))


def _earlier(group: _Group) -> tuple[ReadBack, ...] | None:
    """The results of an earlier run."""
    if group.path is None:
        return None
    payload = store.read(group.path, group.key) if store.is_private(group.path) else None
    if payload is None:
        payload = read_shipped(f"{group.name}{_SUFFIX}", group.key)
    if payload is None:
        return None
    from tfgen.terraform.hcl.read_back.read import ReadBack

    try:
        return msgpack.decode(payload, type=tuple[ReadBack, ...])
    except (DecodeError, ValidationError):
        return None


def _key(files: Iterable[SourceFile]) -> bytes:
    from tfgen.terraform.hcl.read_back.identity import identity

    digest = sha256(f"{code_digest()}\0{identity()}".encode())
    for file in files:
        digest.update(f"\0{file.path}\0{len(file.text)}\0{file.text}".encode())
    return digest.digest()


def _located(result: ReadBack, file: SourceFile) -> Iterable[Diagnostic]:
    """The findings of a file, with the template lines that they come from."""
    if not result.found:
        return ()
    from tfgen.build.builder import located

    return [located(diagnostic, file) for diagnostic in result.found]

"""Verdicts kept from earlier runs, each under all that it depends on: a verdict that is found is as good as a new one.

A verdict's key is a digest of tfgen's code, the schemas, the options, and the names and bytes of all files of its
case. What functions such as ``templatefile`` asked of the disk lies beside it and is asked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.cache.fingerprint import code_digest
from tfgen.cache.store import CacheStore

if TYPE_CHECKING:
    from tfgen.checker.job import Case, Verdict

_SUFFIX = ".verdict"


class ResultCache(Struct, frozen=True):
    """Verdicts on ``store``; ``base`` is what all of them depend on."""

    store: CacheStore
    base: str

    @classmethod
    def of(cls, folder: Path | None, imported: Path | None) -> ResultCache | None:
        """The verdicts in a folder, for the schemas imported to ``imported``; None without a folder."""
        if folder is None:
            return None
        try:
            return cls(CacheStore(folder), f"{code_digest()} {Path.cwd()} {_schemas(imported)}")
        except OSError:
            return None

    def get(self, case: Case) -> Verdict | None:
        """The verdict on a case, when it is there, whole, and still what the case would get."""
        import pickle

        content = self.store.get(self.key(case), _SUFFIX)
        if content is None:
            return None
        try:
            verdict: Verdict = pickle.loads(content)
        except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
            return None
        return verdict if all(answer.still() for answer in verdict.answers) else None

    def put(self, case: Case, verdict: Verdict) -> None:
        """Keep a verdict, if it depends on nothing but its case."""
        import pickle

        if not verdict.surprising:
            self.store.put(self.key(case), _SUFFIX, pickle.dumps(verdict, protocol=5))

    def key(self, case: Case) -> bytes:
        """The digest of all that a verdict depends on."""
        digest = sha256()
        for part in self._parts(case):
            digest.update(b"%d:" % len(part) + part)
        return digest.digest()

    def _parts(self, case: Case) -> Iterator[bytes]:
        told = (
            self.base,
            case.roots,
            case.version,
            str(case.imported),
            sorted(case.absent),
            sorted(case.version_requests.items()),
        )
        yield repr(told).encode(errors="surrogateescape")
        for key, directory in case.directories.items():
            yield key.encode(errors="surrogateescape")
            for kind in (directory.primary, directory.overrides, directory.values):
                yield b"%d" % len(kind)
                for file in kind:
                    yield f"{file.path}\0{file.generated}\0{file.reason}".encode(errors="surrogateescape")
                    yield b"-" if file.content is None else b"+" + file.content


def _schemas(imported: Path | None) -> str:
    """A digest of the imported schemas; those that come with tfgen belong to its code."""
    digest = sha256(str(imported).encode(errors="surrogateescape"))
    if imported is not None and imported.is_dir():
        for path in sorted(imported.iterdir()):
            digest.update(path.name.encode(errors="surrogateescape") + b"\0")
            digest.update(sha256(path.read_bytes()).digest() if path.is_file() else b"")
    return digest.hexdigest()

"""Results of earlier runs, each under all that it depends on: a cached one is as good as a new one.

A result's key is a digest of tfgen's code, the schemas, the options, and the names and bytes of all
files of its job. What functions such as ``templatefile`` read from the disk lies beside it and is
read again.
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
    from tfgen.checker.job import Job, JobResult

_SUFFIX = ".result"


class ResultCache(Struct, frozen=True):
    """Results in ``store``; ``base`` has the things that all of them depend on."""

    store: CacheStore
    base: str

    @classmethod
    def of(cls, folder: Path | None, imported: Path | None) -> ResultCache | None:
        """The results in a folder, for the schemas imported to ``imported``; None without a folder."""
        if folder is None:
            return None
        try:
            return cls(CacheStore(folder), f"{code_digest()} {Path.cwd()} {_schemas(imported)}")
        except OSError:
            return None

    def get(self, job: Job) -> JobResult | None:
        """The result of a job, when it is there, whole,
        and still the one that the job would come to.
        """
        import pickle

        content = self.store.get(self.key(job), _SUFFIX)
        if content is None:
            return None
        try:
            result: JobResult = pickle.loads(content)
        except (
            pickle.UnpicklingError,
            AttributeError,
            EOFError,
            ImportError,
            IndexError,
            TypeError,
            ValueError,
        ):
            return None
        if not all(answer.still() for answer in result.answers):
            return None
        return result

    def put(self, job: Job, result: JobResult) -> None:
        """Store a result, if it depends on nothing but its job."""
        import pickle

        if not result.surprising:
            self.store.put(self.key(job), _SUFFIX, pickle.dumps(result, protocol=5))

    def key(self, job: Job) -> bytes:
        """The digest of all that a result depends on."""
        digest = sha256()
        for part in self._parts(job):
            digest.update(b"%d:" % len(part) + part)
        return digest.digest()

    def _parts(self, job: Job) -> Iterator[bytes]:
        options = (
            self.base,
            job.roots,
            job.version,
            str(job.imported),
            sorted(job.absent),
            sorted(job.version_requests.items()),
            job.engine,
            job.workspace,
            job.variant,
            [directory.workspace for directory in job.directories.values()],
            sorted((str(folder), _schemas(folder)) for folder in set(job.repositories.values())),
        )
        yield repr(options).encode(errors="surrogateescape")
        for key, directory in job.directories.items():
            yield key.encode(errors="surrogateescape")
            yield repr((directory.unjudged, directory.detached)).encode(errors="surrogateescape")
            locks = (directory.lock,) if directory.lock else ()
            for files in (
                directory.primary,
                directory.overrides,
                directory.values,
                directory.tests,
                directory.mocks,
                locks,
            ):
                yield b"%d" % len(files)
                for file in files:
                    yield f"{file.path}\0{file.generated}\0{file.reason}".encode(
                        errors="surrogateescape"
                    )
                    if file.content is None:
                        yield b"-"
                    else:
                        yield b"+" + file.content


def _schemas(imported: Path | None) -> str:
    """A digest of a folder of schemas; those that come with tfgen belong to its code."""
    digest = sha256(str(imported).encode(errors="surrogateescape"))
    if imported is not None and imported.is_dir():
        for path in sorted(imported.iterdir()):
            digest.update(path.name.encode(errors="surrogateescape") + b"\0")
            if path.is_file():
                digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()

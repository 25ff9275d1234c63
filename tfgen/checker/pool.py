"""Results of many jobs: cached ones first, the rest run here or in several processes."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tfgen.checker.job import Job, JobResult
from tfgen.checker.result_cache import ResultCache
from tfgen.terraform.config.known_bodies import NOTHING_KNOWN, KnownBodies

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from tfgen.terraform.config.files import Content
    from tfgen.terraform.config.parse_cache import ParseCache

MIN_PROCESS_BYTES = 150_000
"""Fewer bytes (about 5,000 lines) than this are checked sooner than another process is ready."""


def run_jobs(
    jobs: Sequence[Job],
    cache: ResultCache | None,
    processes: int,
    known: KnownBodies = NOTHING_KNOWN,
) -> list[JobResult]:
    """The results in the order of the jobs, from at most ``processes`` processes;
    ``known`` are bodies of files that need not be parsed.
    """
    results: dict[int, JobResult] = {}
    waiting: dict[int, Job] = {}
    for number, job in enumerate(jobs):
        cached = cache.get(job) if cache else None
        if cached is None:
            waiting[number] = job
        else:
            results[number] = cached
    if waiting:
        run = _JobsRun(list(waiting.values()), cache, known)
        results.update(zip(waiting, run.all(processes), strict=True))
        if cache:
            cache.store.sweep()
    return _in_order(results)


def _in_order(results: Mapping[int, JobResult]) -> list[JobResult]:
    return [results[number] for number in range(len(results))]


class _JobsRun(Struct, frozen=True):
    jobs: Sequence[Job]
    cache: ResultCache | None
    known: KnownBodies

    def all(self, processes: int) -> list[JobResult]:
        """All results, in order."""
        useful = 1 + self._size() // MIN_PROCESS_BYTES
        processes = min(processes, useful)
        if processes > 1:
            from concurrent.futures.process import BrokenProcessPool

            try:
                return self._in_processes(processes)
            except (BrokenProcessPool, OSError):
                # no processes to be had, or one was killed: alone it takes longer, but comes to an end
                pass
        with _seldom_collecting():
            return [self.one(job) for job in self.jobs]

    def _size(self) -> int:
        return sum(job.size for job in self.jobs)

    def _in_processes(self, processes: int) -> list[JobResult]:
        """The biggest jobs first, so that none is left over at the end.

        A job as big as all others together is run here, when the others have parsed its files.
        """
        from concurrent.futures import ProcessPoolExecutor

        import tfgen.checker.run_job  # noqa: F401 (a process that is forked has it then)

        order = sorted(range(len(self.jobs)), key=lambda number: -self.jobs[number].size)
        here, there = order[:0], order
        if self._is_half(self.jobs[order[0]]):
            here, there = order[:1], order[1:]
        gc.freeze()
        try:
            with ProcessPoolExecutor(processes, initializer=_set_up) as pool, _seldom_collecting():
                results = self._here_and_there(here, there, pool, processes)
        finally:
            gc.unfreeze()
        return _in_order(results)

    def _here_and_there(
        self, here: Sequence[int], there: Sequence[int], pool: ProcessPoolExecutor, processes: int
    ) -> dict[int, JobResult]:
        """The results by number: of the jobs that are run in this process,
        and of those in the pool.
        """
        parsed = {number: self._parsed(self.jobs[number], pool, processes) for number in here}
        chunk = max(1, min(16, len(there) // (8 * processes)))
        running = pool.map(
            self._light().one, [self.jobs[number] for number in there], chunksize=chunk
        )
        results: dict[int, JobResult] = {}
        for number in here:
            results[number] = self.one(self.jobs[number], parsed[number])
        results.update(zip(there, running, strict=True))
        return results

    def _is_half(self, job: Job) -> bool:
        return 2 * job.size >= self._size()

    def _parsed(self, job: Job, pool: ProcessPoolExecutor, processes: int) -> Mapping[bytes, bytes]:
        """The bodies of a job's files, by the files' bytes."""
        from tfgen.terraform.config.load import encoded

        files: list[Content] = []
        for directory in job.directories.values():
            files += directory.files
        encode = partial(encoded, parse_cache=self._light()._parse_cache())
        bodies: dict[bytes, bytes] = {}
        chunk = 1 + len(files) // (8 * processes)
        for file, body in zip(files, pool.map(encode, files, chunksize=chunk), strict=True):
            if file.content and body:
                bodies[file.content] = body
        return bodies

    def _parse_cache(self, bodies: Mapping[bytes, bytes] | None = None) -> ParseCache:
        from tfgen.terraform.config.parse_cache import ParseCache

        known = replace(self.known, encoded={**self.known.encoded, **(bodies or {})})
        return ParseCache(self.cache.store if self.cache else None, known)

    def _light(self) -> _JobsRun:
        """The same without bodies: to send trees to a process takes longer than to parse there."""
        return replace(self, known=NOTHING_KNOWN)

    def one(self, job: Job, bodies: Mapping[bytes, bytes] | None = None) -> JobResult:
        """One result, cached for the next time; ``bodies`` are of files that were parsed before."""
        from tfgen.checker.run_job import run_job

        result = run_job(job, self._parse_cache(bodies))
        if self.cache:
            self.cache.put(job, result)
        return result


def _set_up() -> None:
    gc.set_threshold(50_000, 20, 100)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Checking makes many objects that stay until it is done."""
    before = gc.get_threshold()
    _set_up()
    try:
        yield
    finally:
        gc.set_threshold(*before)

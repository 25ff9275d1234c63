"""Verdicts on many cases: kept ones first, the rest judged here or in several processes."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.checker.job import Case, Verdict
from tfgen.checker.result_cache import ResultCache

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from tfgen.terraform.config.parse_cache import ParseCache

WORTH = 150_000
"""Fewer bytes (about 5,000 lines) than this are judged sooner than another process is ready."""


def verdicts(cases: Sequence[Case], kept: ResultCache | None, jobs: int) -> list[Verdict]:
    """The verdicts in the order of the cases, from at most ``jobs`` processes."""
    found = [kept.get(case) if kept else None for case in cases]
    open_ = [i for i, verdict in enumerate(found) if verdict is None]
    if open_:
        work = _Work([cases[i] for i in open_], kept)
        found_now = work.done(jobs)
        for i, verdict in zip(open_, found_now, strict=True):
            found[i] = verdict
        if kept:
            kept.store.sweep()
    return [verdict for verdict in found if verdict is not None]


class _Work(Struct, frozen=True):
    cases: Sequence[Case]
    kept: ResultCache | None

    def done(self, jobs: int) -> list[Verdict]:
        """All verdicts, in order."""
        jobs = min(jobs, 1 + sum(case.size for case in self.cases) // WORTH)
        if jobs > 1:
            from concurrent.futures.process import BrokenProcessPool

            try:
                return self._in_processes(jobs)
            except (BrokenProcessPool, OSError):
                pass  # no processes to be had, or one was killed: alone it takes longer, but comes to an end
        with _seldom_collecting():
            return [self.one(case) for case in self.cases]

    def _in_processes(self, jobs: int) -> list[Verdict]:
        """The biggest cases first, so that none is left over at the end.

        A case as big as all others together is judged here, when the others have parsed its files.
        """
        from concurrent.futures import ProcessPoolExecutor

        import tfgen.checker.run_job  # noqa: F401 (a process that is forked has it then)

        order = sorted(range(len(self.cases)), key=lambda i: -self.cases[i].size)
        here = order[:1] if self._is_half(self.cases[order[0]]) else []
        there = order[len(here) :]
        gc.freeze()
        try:
            with ProcessPoolExecutor(jobs, initializer=_set_up) as pool, _seldom_collecting():
                held = {i: self._parsed(self.cases[i], pool, jobs) for i in here}
                chunk = max(1, min(16, len(there) // (8 * jobs)))
                judging = pool.map(self.one, [self.cases[i] for i in there], chunksize=chunk)
                found = {i: self.one(self.cases[i], held[i]) for i in here}
                found.update(zip(there, judging, strict=True))
        finally:
            gc.unfreeze()
        return [found[i] for i in range(len(self.cases))]

    def _is_half(self, case: Case) -> bool:
        return 2 * case.size >= sum(other.size for other in self.cases)

    def _parsed(self, case: Case, pool: ProcessPoolExecutor, jobs: int) -> Mapping[bytes, bytes]:
        """The bodies of a case's files, by the files' bytes."""
        from tfgen.terraform.config.load import encoded

        files = [file for directory in case.directories.values() for file in directory.files]
        made = pool.map(
            partial(encoded, parse_cache=self._parse_cache()), files, chunksize=1 + len(files) // (8 * jobs)
        )
        return {file.content: body for file, body in zip(files, made, strict=True) if file.content and body}

    def _parse_cache(self, held: Mapping[bytes, bytes] | None = None) -> ParseCache:
        from tfgen.terraform.config.parse_cache import ParseCache

        return ParseCache(self.kept.store if self.kept else None, held or {})

    def one(self, case: Case, held: Mapping[bytes, bytes] | None = None) -> Verdict:
        """One verdict, kept for the next time."""
        from tfgen.checker.run_job import judged

        verdict = judged(case, self._parse_cache(held))
        if self.kept:
            self.kept.put(case, verdict)
        return verdict


def _set_up() -> None:
    gc.set_threshold(50_000, 20, 100)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Judging makes many objects that stay until it is done."""
    before = gc.get_threshold()
    _set_up()
    try:
        yield
    finally:
        gc.set_threshold(*before)

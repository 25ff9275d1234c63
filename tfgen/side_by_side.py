"""Verdicts on many cases: kept ones first, the rest judged here or in several processes."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct

from tfgen.kept import Kept
from tfgen.trial import Case, Verdict

WORTH = 150_000
"""Fewer bytes (about 5,000 lines) than this are judged sooner than another process is ready."""


def verdicts(cases: Sequence[Case], kept: Kept | None, jobs: int) -> list[Verdict]:
    """The verdicts in the order of the cases, from at most ``jobs`` processes."""
    found = [kept.find(case) if kept else None for case in cases]
    open_ = [i for i, verdict in enumerate(found) if verdict is None]
    if open_:
        work = _Work([cases[i] for i in open_], kept)
        found_now = work.done(jobs)
        for i, verdict in zip(open_, found_now, strict=True):
            found[i] = verdict
        if kept:
            kept.sweep()
    return [verdict for verdict in found if verdict is not None]


class _Work(Struct, frozen=True):
    cases: Sequence[Case]
    kept: Kept | None

    def done(self, jobs: int) -> list[Verdict]:
        """All verdicts, in order."""
        jobs = min(jobs, len(self.cases), 1 + sum(case.size for case in self.cases) // WORTH)
        if jobs > 1:
            from concurrent.futures.process import BrokenProcessPool

            try:
                return self._in_processes(jobs)
            except (BrokenProcessPool, OSError):
                pass  # no processes to be had, or one was killed: alone it takes longer, but comes to an end
        with _seldom_collecting():
            return [self.one(case) for case in self.cases]

    def _in_processes(self, jobs: int) -> list[Verdict]:
        """The biggest cases first, so that none is left over at the end."""
        from concurrent.futures import ProcessPoolExecutor

        import tfgen.judging  # noqa: F401 (a process that is forked has it then)

        order = sorted(range(len(self.cases)), key=lambda i: -self.cases[i].size)
        gc.freeze()
        try:
            with ProcessPoolExecutor(jobs, initializer=_set_up) as pool:
                chunk = max(1, min(16, len(order) // (8 * jobs)))
                found = dict(
                    zip(order, pool.map(self.one, (self.cases[i] for i in order), chunksize=chunk), strict=True)
                )
        finally:
            gc.unfreeze()
        return [found[i] for i in range(len(self.cases))]

    def one(self, case: Case) -> Verdict:
        """One verdict, kept for the next time."""
        from tfgen.judging import judged

        verdict = judged(case)
        if self.kept:
            self.kept.keep(case, verdict)
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

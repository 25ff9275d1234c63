"""``python -m tests.fuzz --inputs N --seed S``: counts by kind, the slowest input, and the failures, made small."""

from __future__ import annotations

import argparse
import faulthandler
import gc
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.harness import LIMIT, MODES, check, write
from tests.fuzz.kinds import KINDS, inputs
from tests.fuzz.model import Input
from tests.fuzz.shrink import shrunk

BATCH = 16
SLOW = 1.5
SLOW_BATCH = 5.0
MEMORY = 1_500_000_000


@dataclass
class Run:
    """One run of the fuzzer, and its tally."""

    folder: Path
    failures: Path
    counts: Counter[str] = field(default_factory=Counter)
    modes: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")

    def batch(self, some: list[Input], mode: str) -> None:
        """Check some inputs together; each alone, where that takes long or fails."""
        self.counts.update(one.kind for one in some)
        self.modes[mode] += len(some)
        faulthandler.dump_traceback_later(300, exit=True)
        outcome = check(some, mode, self.folder)
        if outcome.problem or outcome.seconds > SLOW_BATCH:
            for one in some:
                self.alone(one, mode)
        faulthandler.cancel_dump_traceback_later()

    def alone(self, one: Input, mode: str) -> None:
        """Check one input, and keep it when it is slow or fails."""
        gc.collect()
        outcome = check([one], mode, self.folder)
        self.slowest = max(self.slowest, (outcome.seconds, one.name))
        if outcome.problem:
            self.keep(one, mode, outcome.problem)
        elif outcome.seconds > SLOW:
            self.keep(one, mode, f"slow: {outcome.seconds:.1f} s")

    def keep(self, one: Input, mode: str, problem: str) -> None:
        """Save a failing input, smaller where that is quick to find."""
        what = problem.split("\n", 1)[0].split(":")[0]
        last = problem.strip().rsplit("\n", 1)[-1][:150]
        again = self.failed[f"{what}: {last}"]
        self.failed[f"{what}: {last}"] += 1
        print(f"{one.name} ({mode}): {what}: {last}", flush=True)
        if again > 3:
            return
        small = one
        if what == "traceback" and again == 0:
            small = shrunk(one, lambda i: last in check([i], mode, self.folder).problem)
        place = self.failures / one.name
        write(small, place)
        (place / "PROBLEM").write_text(f"{mode}\n{problem}", encoding="utf-8", errors="replace")


def main() -> int:
    """Run, print the tally, exit 1 when anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=list(KINDS), default=[])
    parser.add_argument("--minutes", type=float, default=600.0, help="stop after so many minutes")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"))
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    shared = Path("/dev/shm")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        (Path(folder) / "w").mkdir()
        run = Run(Path(folder) / "w", options.failures)
        rng, waiting = Random(f"modes/{options.seed}"), list[Input]()
        for one in inputs(options.inputs, options.seed, tuple(options.kind)):
            waiting.append(one)
            if len(waiting) == BATCH:
                run.batch(waiting, rng.choices(list(MODES), [w for w, _ in MODES.values()])[0])
                waiting = []
                if time.monotonic() - began > options.minutes * 60:
                    break
        if waiting:
            run.batch(waiting, "check")
    print(report(run, options.seed, time.monotonic() - began))
    return 1 if run.failed else 0


def report(run: Run, seed: int, seconds: float) -> str:
    """What was run and found."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = [
        f"seed {seed}: {run.counts.total()} inputs in {seconds:.0f} s, peak memory {peak} MB, limit {LIMIT:.0f} s each"
    ]
    lines += [f"  {count:7} {kind}" for kind, count in sorted(run.counts.items())]
    lines += [f"  {count:7} with mode {mode}" for mode, count in sorted(run.modes.items())]
    if run.slowest[1]:
        lines.append(f"slowest of those run alone: {run.slowest[1]}, {run.slowest[0]:.1f} s")
    lines += [f"FAILED {count} times: {what}" for what, count in run.failed.most_common()]
    return "\n".join([*lines, f"{run.failed.total()} failures"])


if __name__ == "__main__":
    sys.exit(main())

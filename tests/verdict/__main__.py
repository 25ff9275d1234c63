"""``python -m tests.verdict N [--seed S] [--core SHARE]``: random stacks before all judges, and the table."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from tests.oracle import Judge
from tests.verdict.judges import Outcome, judged
from tests.verdict.stacks import stack

EVERY = 100
"""The table is shown after so many stacks, and at the end."""


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign; exit status 1 where the judges disagree."""
    args = _parser().parse_args(arguments)
    started = time.monotonic()
    table, bad = Table(), 0
    with tempfile.TemporaryDirectory(prefix="tfgen-verdict-cache-") as folder, ExitStack() as stack_:
        judge = cache(lambda version: stack_.enter_context(Judge(version, jobs=1)))
        outcomes = _outcomes(args.number, args.seed, args.core, Path(folder), judge)
        for number, outcome in enumerate(outcomes, 1):
            table.add(outcome)
            if number % EVERY == 0:
                print(f"after {number}, {time.monotonic() - started:.0f} s\n{table}", flush=True)
            if complaint := _complaint(outcome):
                bad += 1
                print(f"--- {complaint}\n{outcome.stack.text}", flush=True)
    print(f"seed {args.seed}, {time.monotonic() - started:.0f} s\n{table}")
    return 1 if bad else 0


def _outcomes(number: int, seed: int, share: float, cache_: Path, judge: Callable[[str], Judge]) -> Iterator[Outcome]:
    for index in range(number):
        chance = random.Random(f"{seed} {index}")
        made = stack(chance)
        yield judged(made, cache_, judge if chance.random() < share else None)


def _complaint(outcome: Outcome) -> str:
    """The disagreement of the judges, "" for none."""
    if outcome.green and outcome.check:
        return f"check refuses what render wrote: {_shown(outcome.check[0])}"
    if outcome.green and outcome.core:
        return f"core refuses what render wrote: {outcome.core[0]}"
    if outcome.for_nothing:
        return f"refused for nothing: {_shown(outcome.render[0])}"
    return ""


def _shown(found: object) -> str:
    return " ".join(str(getattr(found, name)) for name in ("code", "stack_key", "summary", "detail"))


class Table:
    """Counts of outcomes."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        asked = outcome.core is not None
        if outcome.green:
            self._count(("green", True), ("green, core asked", asked))
            self._count(("check's errors after green", bool(outcome.check)))
            by_stage = [text.partition(":")[0] for text in outcome.core or ()]
            self._count(("core's refusals after green: validate", "plan" not in by_stage and bool(by_stage)))
            self._count(("core's refusals after green: plan only", "plan" in by_stage))
            return
        self.codes.update({found.code for found in outcome.render})
        self._count(("refused", True), ("refused before roots are made", not outcome.made))
        self._count(("refused, roots made", outcome.made), ("refused, check and core asked", asked))
        self._count(("refused, check too", bool(outcome.check)), ("refused, core too", bool(outcome.core)))
        self._count(("refused for nothing", outcome.for_nothing))

    def _count(self, *counts: tuple[str, bool]) -> None:
        for name, holds in counts:
            self.counts[name] += holds

    def __str__(self) -> str:
        rows = [f"{name:40} {count:6}" for name, count in self.counts.items()]
        codes = [f"{code}: {count}" for code, count in self.codes.most_common()]
        return "\n".join([*rows, "refused by " + ", ".join(codes)])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.verdict", description=__doc__)
    parser.add_argument("number", type=int, help="how many stacks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--core", type=float, default=1.0, help="the share that real core judges too")
    return parser


if __name__ == "__main__":
    sys.exit(main())

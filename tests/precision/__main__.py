"""``python -m tests.precision DIR... [--sample 60] [--seed 9]``: tables, and what a person has to look at.

Exit status: 1 when core calls a directory valid in which tfgen finds an error.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from tests.precision.report import Repository, by_code, by_repository, sample, to_look_at
from tests.precision.verdicts import Compared, Judges, by_directory
from tfgen.diagnostics import Severity
from tfgen.pipelines.check import CheckRequest, check
from tfgen.report.shared_files import once_each


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    args = _parser().parse_args(arguments)
    repositories = [_checked(folder, args.jobs) for folder in args.dir]
    compared: list[Compared] = []
    with ExitStack() as stack:
        judges = Judges(stack)
        for one in repositories:
            for directory, errors in by_directory(one.of(Severity.ERROR)).items():
                compared += judges.compared(directory, one.folder, errors)
    print(*by_repository(repositories), "", *by_code(repositories, compared), "", sep="\n")
    print(*to_look_at(compared, args.most), "", *sample(repositories, args.sample, args.seed), sep="\n")
    return int(any(one.word == "valid" for one in compared))


def _checked(folder: Path, jobs: int) -> Repository:
    start = time.perf_counter()
    checked = check(CheckRequest((folder,), processes=jobs))
    found = once_each(checked.result.diagnostics, checked.texts)
    return Repository(folder, len(checked.texts), found, time.perf_counter() - start)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.precision", description=__doc__)
    parser.add_argument("dir", type=Path, nargs="+")
    parser.add_argument("--sample", type=int, default=60, help="warnings to show")
    parser.add_argument("--most", type=int, default=5, help="errors to show of a code and a word of core's")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("-j", "--jobs", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())

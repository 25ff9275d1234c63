"""``python -m tests.agreement``: report or judge; see ``--help``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.agreement.bases import VERSIONS, bases, write_snapshots
from tests.agreement.compare import Compared, by_base, compare_base
from tests.agreement.generate import generated
from tests.agreement.kinds import NEUTRAL
from tests.agreement.known import read_known, updated, write_known
from tests.agreement.model import Judged
from tests.agreement.report import disagreements, table
from tests.agreement.store import read, write
from tests.agreement.terraform import judge_of, judged
from tests.oracle import Case


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 1 when something differs."""
    args = _parser().parse_args(arguments)
    return int(args.run(args))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.agreement", description="tfgen next to real Terraform")
    commands = parser.add_subparsers(required=True)
    report = commands.add_parser("report", help="compare tfgen with the stored verdicts")
    report.add_argument("--kind", help="list the cases of this class only")
    report.add_argument("--version", action="append", choices=VERSIONS, help="only this one (several times)")
    report.add_argument("-j", "--jobs", type=int, default=2)
    report.add_argument("--prune", action="store_true", help="drop from known.toml what agrees now")
    report.add_argument("--add", action="store_true", help="put new disagreements into known.toml too")
    report.add_argument("--table", action="store_true", help="without the list of disagreements")
    report.set_defaults(run=_report)
    judge = commands.add_parser("judge", help="generate and judge anew, and say what changed")
    judge.add_argument("--write", action="store_true", help="store it")
    judge.add_argument("--new", action="store_true", help="only what is not stored yet, or of another base")
    judge.add_argument("--snapshot", action="store_true", help="first render the bases anew")
    judge.add_argument("--version", action="append", choices=VERSIONS, help="only this one (several times)")
    judge.set_defaults(run=_judge)
    return parser


def _compared(versions: list[str] | None, jobs: int) -> list[Compared]:
    cases = [case for version in versions or VERSIONS for case in read(version)[1]]
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(jobs) as pool:
        found = pool.map(partial(compare_base, folder=Path(folder)), by_base(cases))
        return [one for of_base in found for one in of_base]


def _report(args: argparse.Namespace) -> int:
    everything = _compared(args.version, args.jobs)
    found = [c for c in everything if args.kind in (None, c.case.mutant.kind)]
    if args.prune or args.add:
        write_known(updated(everything, read_known(), add=args.add))
    if not args.table:
        print(*disagreements(found, read_known()), sep="\n")
    print(*table(found, NEUTRAL), sep="\n")
    return int(any(c.outcome != "agreed" for c in found))


def _judge(args: argparse.Namespace) -> int:
    if args.snapshot:
        write_snapshots()
        bases.cache_clear()
    return max(_judge_version(version, args) for version in args.version or VERSIONS)


def _judge_version(version: str, args: argparse.Namespace) -> int:
    hashes = {name: base.hash for name, base in bases(version).items()}
    before, stored = read(version)
    mutants = generated(version)
    kept = [c for c in stored if args.new and before.get(c.mutant.base) == hashes.get(c.mutant.base, "")]
    wanted = {m.id for m in mutants}
    kept = [c for c in kept if c.mutant.id in wanted]
    done = {c.mutant.id for c in kept}
    with judge_of(version) as judge:
        wrong = [v for v in judge.judge(_plain(version)) if not v.valid]
        if wrong:
            print(*wrong, sep="\n")
            return 2
        now = [*kept, *judged([m for m in mutants if m.id not in done], judge)]
    differences = [
        *_differences(stored, now),
        *(f"no verdict: {id}" for id in sorted(wanted - {c.mutant.id for c in now})),
    ]
    print(*differences, sep="\n")
    print(f"{version}: {len(now)} cases, {sum(not c.errors for c in now)} valid, {len(differences)} not as stored")
    if args.write:
        write(version, hashes, now)
    return int(bool(differences) and not args.write)


def _plain(version: str) -> list[Case]:
    return [Case(name, base.files, base.root or ".") for name, base in bases(version).items()]


def _differences(before: list[Judged], now: list[Judged]) -> Iterator[str]:
    old = {case.mutant.id: case for case in before}
    new = {case.mutant.id: case for case in now}
    yield from (f"gone: {id}" for id in old.keys() - new.keys())
    yield from (f"new: {id}" for id in new.keys() - old.keys())
    for id in old.keys() & new.keys():
        if old[id].lines != new[id].lines:
            yield f"another verdict: {id}\n  stored: {_verdict(old[id])}\n  now: {_verdict(new[id])}"


def _verdict(case: Judged) -> str:
    return "; ".join(map(str, case.errors)) or "valid"


if __name__ == "__main__":
    sys.exit(main())

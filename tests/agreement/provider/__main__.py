"""``python -m tests.agreement.provider make|report``; see ``--help``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.agreement.provider.compare import compare, disagreements, table
from tests.agreement.provider.generate import Generator
from tests.agreement.provider.judging import judged, real_judge
from tests.agreement.provider.store import VERSIONS, read_cases, write_cases
from tools.ask.binaries import find_binary
from tools.ask.plugin import Plugin
from tools.ask.schema import read_schema


def main() -> int:
    """Exit status: 1 when something differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.agreement.provider")
    commands = parser.add_subparsers(required=True)
    make = commands.add_parser("make", help="make cases anew and have real Terraform judge them")
    make.add_argument("version", choices=VERSIONS)
    make.add_argument("--types", type=int, default=300, help="types chosen by chance")
    make.add_argument("--values", type=int, default=3, help="arguments of each")
    make.add_argument("--seed", type=int, default=1)
    make.set_defaults(run=_make)
    report = commands.add_parser("report", help="compare tfgen with the stored verdicts")
    report.add_argument("--version", choices=VERSIONS, action="append")
    report.set_defaults(run=_report)
    args = parser.parse_args()
    return int(args.run(args))


def _make(args: argparse.Namespace) -> int:
    binary = find_binary(args.version)
    if binary is None:
        print(f"no provider {args.version} on this machine", file=sys.stderr)
        return 1
    with Plugin(binary) as plugin:
        generator = Generator(args.version, plugin, read_schema(plugin.schema()), args.seed)
        cases = list(dict.fromkeys(generator.cases(args.types, args.values)))
    with real_judge(args.version) as judge:
        verdicts = judged(cases, judge)
    kept = [case for case in verdicts if bool(case.refused) != (case.label == "taken")]
    write_cases(args.version, kept)
    print(f"{args.version}: {len(kept)} cases, {len(verdicts) - len(kept)} judged otherwise than the provider said")
    return 0


def _report(args: argparse.Namespace) -> int:
    compared = []
    with tempfile.TemporaryDirectory() as folder:
        for version in args.version or VERSIONS:
            compared += compare(read_cases(version), Path(folder) / version)
    print(*disagreements(compared), sep="\n")
    print(*table(compared), sep="\n")
    return int(any(one.outcome != "agreed" for one in compared))


if __name__ == "__main__":
    sys.exit(main())

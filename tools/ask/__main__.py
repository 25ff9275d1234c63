"""``python -m tools.ask ask VERSION --binary FILE``: ask a provider and write what it refuses; see ``--help``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tools.ask.binaries import find_binary
from tools.ask.learn import Learner
from tools.ask.plugin import Plugin
from tools.ask.schema import read_schema
from tools.ask.store import ANSWERS, write_answers


def main() -> int:
    """Ask one version; progress goes to standard error."""
    args = _parser().parse_args()
    binary = args.binary or find_binary(args.version)
    if binary is None:
        print(f"no provider {args.version} on this machine: --binary FILE", file=sys.stderr)
        return 1
    started = time.monotonic()
    with Plugin(binary) as plugin:
        learner = Learner(plugin, read_schema(plugin.schema()), _say)
        learned = list(learner.types(lambda name: not args.only or name in args.only))
        write_answers(args.version, learned, learner.unexplained, args.folder)
        took = time.monotonic() - started
        print(f"{args.version}: {len(learned)} types, {plugin.calls} calls, {took:.0f} s")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.ask", description="ask a provider what it refuses")
    parser.add_argument("version", help="the provider's version: 3.39.0 or 5.100.0")
    parser.add_argument("--binary", type=Path, help="the provider's binary, where it is not found by itself")
    parser.add_argument("--only", action="append", help="only this type (several times)")
    parser.add_argument("--folder", type=Path, default=ANSWERS, help="where the answers are written")
    return parser


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

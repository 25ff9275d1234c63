"""``python -m tools.ask ask VERSION`` asks a provider, ``python -m tools.ask pack`` packs the answers."""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

from tools.ask.binaries import find_binary
from tools.ask.learn import Learner
from tools.ask.pack import write_bundle
from tools.ask.plugin import Plugin
from tools.ask.schema import read_schema
from tools.ask.store import ANSWERS, write_answers


def main() -> int:
    """Ask a version or pack the answers; progress goes to standard error."""
    args = _parser().parse_args()
    return int(args.run(args))


def _ask(args: argparse.Namespace) -> int:
    binary = args.binary or find_binary(args.version)
    if binary is None:
        print(f"no provider {args.version} on this machine: --binary FILE", file=sys.stderr)
        return 1
    started = time.monotonic()
    with Plugin(binary) as plugin:
        learner = Learner(plugin, read_schema(plugin.schema()), _say)
        learned = list(learner.types(lambda name: re.search(args.types, name) is not None))
        write_answers(args.version, learned, learner.unexplained, args.folder)
        took = time.monotonic() - started
        print(f"{args.version}: {len(learned)} types, {plugin.calls} calls, {took:.0f} s")
    return 0


def _pack(args: argparse.Namespace) -> int:
    print(f"{write_bundle(args.folder)} bytes")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.ask", description="ask a provider what it refuses")
    parser.add_argument("--folder", type=Path, default=ANSWERS, help="the folder of the answers")
    commands = parser.add_subparsers(required=True)
    ask = commands.add_parser("ask", help="ask a version and write its answers")
    ask.add_argument("version", help="the provider's version: 3.39.0 or 5.100.0")
    ask.add_argument("--binary", type=Path, help="the provider's binary, where it is not found by itself")
    ask.add_argument("--types", default="", help="only types whose names this regular expression finds")
    ask.set_defaults(run=_ask)
    commands.add_parser("pack", help="pack the answers for the program").set_defaults(run=_pack)
    return parser


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

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
from tools.ask.plugin import Kind, Plugin
from tools.ask.schema import read_schema
from tools.ask.store import ANSWERS, add_to_part, asked_types, finish, read_part


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
    known = {f"{one.kind}.{one.type}" for one in read_part(args.version, args.folder)}
    known |= asked_types(args.version, args.folder)
    names = set(args.names.read_text(encoding="utf-8").split()) if args.names else None

    def wanted(kind: Kind, name: str) -> bool:
        full = f"{kind}.{name}"
        if full in known or (names is not None and full not in names):
            return False
        return re.search(args.types, name) is not None

    with Plugin(binary) as plugin:
        for learned in Learner(plugin, read_schema(plugin.schema()), _say).types(wanted):
            add_to_part(args.version, learned, args.folder)
        took = time.monotonic() - started
        print(f"{args.version}: {plugin.calls} calls, {took:.0f} s")
    return 0


def _finish(args: argparse.Namespace) -> int:
    learned = finish(args.version, args.folder)
    print(f"{args.version}: {len(learned)} types")
    return 0


def _pack(args: argparse.Namespace) -> int:
    print(f"{write_bundle(args.folder)} bytes")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.ask", description="ask a provider what it refuses"
    )
    parser.add_argument("--folder", type=Path, default=ANSWERS, help="the folder of the answers")
    commands = parser.add_subparsers(required=True)
    ask = commands.add_parser("ask", help="ask a version; an interrupted run is continued")
    ask.add_argument("version", help="the provider's version: 3.39.0 or 5.100.0")
    ask.add_argument(
        "--binary", type=Path, help="the provider's binary, where it is not found by itself"
    )
    ask.add_argument(
        "--types", default="", help="only types whose names this regular expression finds"
    )
    ask.add_argument(
        "--names", type=Path, help="a file with the types to ask about, resource.aws_vpc and so on"
    )
    ask.set_defaults(run=_ask)
    end = commands.add_parser("finish", help="make the answers of what was learned")
    end.add_argument("version")
    end.set_defaults(run=_finish)
    commands.add_parser("pack", help="pack the answers for the program").set_defaults(run=_pack)
    return parser


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

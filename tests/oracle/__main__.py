"""``python -m tests.oracle DIR... [--provider aws=6.62.0]``: Terraform core's verdict on folders, offline.

Exit status: 0 all valid, 1 some not, 2 no verdict.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.oracle import Judge, OracleError, read_case
from tfgen.sandbox.errors import SandboxError


def main(arguments: list[str] | None = None) -> int:
    """Print a verdict for each folder."""
    args = _parser().parse_args(arguments)
    try:
        cases = [read_case(folder, args.tree) for folder in args.dir]
        with Judge(args.provider, "real" if args.real else "schema") as oracle:
            verdicts = oracle.judge(cases, plan=args.plan)
    except (OracleError, SandboxError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print(*verdicts, sep="\n")
    return 0 if all(verdict.valid for verdict in verdicts) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("dir", type=_folder, nargs="+")
    parser.add_argument("--provider", type=_version, default="6.62.0", metavar="aws=VERSION")
    parser.add_argument(
        "--tree", type=_folder, help="folder that holds DIR and the local modules it calls (default: DIR)"
    )
    parser.add_argument("--plan", action="store_true", help="also plan, with made-up values for what AWS would say")
    parser.add_argument("--real", action="store_true", help="the real provider (3.39.0) instead of the schema-only one")
    return parser


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is not a folder")
    return Path(text)


def _version(text: str) -> str:
    name, equals, version = text.partition("=")
    if not equals or name != "aws":
        raise argparse.ArgumentTypeError(f'"{text}" is not aws=VERSION')
    return version


if __name__ == "__main__":
    sys.exit(main())
